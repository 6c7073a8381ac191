"""The public names of `fivetran_connector_sdk` 2.13, made from its public documentation. A running sync binds them to its port."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, ClassVar

from .form import ConfigurationForm
from .port import ByteStream, Port, UnboundPort

__all__ = ["Connector", "FileUpload", "Logging", "Operations", "SyncFailedError", "bound"]

_port: Port = UnboundPort()


@contextmanager
def bound(port: Port) -> Iterator[None]:
    """For the time of a sync, operations and log lines go to this port."""
    global _port
    before = _port
    _port = port
    try:
        yield
    finally:
        _port = before


class SyncFailedError(Exception):
    """`Operations.error` was called: the sync ends with its message."""

    def __init__(self, message: str, trace: str | None = None) -> None:
        super().__init__(message)
        self.trace = trace


@dataclass(frozen=True)
class FileUpload:
    """A file that goes to the destination before the row that describes it."""

    path: str
    stream: ByteStream
    expected_bytes: int | None = None


class Operations:
    """What a connector does in `update`. Each may be called or yielded; the effect is the same and happens once."""

    @staticmethod
    def upsert(
        table: str, data: dict[str, Any], *, schema: str | None = None, file: FileUpload | None = None
    ) -> None:
        if file is not None:
            _port.upload(file.path, file.stream, file.expected_bytes)
        _port.write("upsert", table, data, schema)

    @staticmethod
    def update(
        table: str, modified: dict[str, Any], *, schema: str | None = None, file: FileUpload | None = None
    ) -> None:
        if file is not None:
            _port.upload(file.path, file.stream, file.expected_bytes)
        _port.write("update", table, modified, schema)

    @staticmethod
    def delete(table: str, keys: dict[str, Any], *, schema: str | None = None) -> None:
        _port.write("delete", table, keys, schema)

    @staticmethod
    def truncate(table: str, *, schema: str | None = None) -> None:
        _port.truncate(table, schema)

    @staticmethod
    def checkpoint(state: dict[str, Any]) -> None:
        if not isinstance(state, Mapping):
            raise TypeError(f"checkpoint takes a dictionary, not a {type(state).__name__}")
        _port.checkpoint(state)

    @staticmethod
    def error(message: str, trace: str | None = None) -> None:
        raise SyncFailedError(_required(message), trace)

    @staticmethod
    def warning(message: str) -> None:
        _port.warn(_required(message))


def _required(message: object) -> str:
    if not isinstance(message, str):
        raise TypeError(f"the message is a text, not a {type(message).__name__}")
    if message.strip() == "":
        raise ValueError("the message is empty")
    return message


class Logging:
    """Lines of the sync's log, by level."""

    class Level(IntEnum):
        DEBUG = 1
        FINE = 2
        INFO = 3
        WARNING = 4
        ERROR = 5
        SEVERE = 6
        CRITICAL = 7

    LOG_LEVEL: ClassVar[Level | None] = None
    """Lines below it are dropped; None: none."""

    @staticmethod
    def _log(level: Level, message: object, exception: BaseException | None = None) -> None:
        if Logging.LOG_LEVEL is not None and level < Logging.LOG_LEVEL:
            return
        text = str(message)
        if exception is not None:
            text += f"\n{type(exception).__name__}: {exception}"
        _port.log(level.name.lower(), text)

    @staticmethod
    def debug(message: str) -> None:
        Logging._log(Logging.Level.DEBUG, message)

    @staticmethod
    def fine(message: str) -> None:
        Logging._log(Logging.Level.FINE, message)

    @staticmethod
    def info(message: str) -> None:
        Logging._log(Logging.Level.INFO, message)

    @staticmethod
    def warning(message: str) -> None:
        Logging._log(Logging.Level.WARNING, message)

    @staticmethod
    def error(message: str, exception: BaseException | None = None) -> None:
        Logging._log(Logging.Level.ERROR, message, exception)

    @staticmethod
    def severe(message: str, exception: BaseException | None = None) -> None:
        Logging._log(Logging.Level.SEVERE, message, exception)

    @staticmethod
    def critical(message: str, exception: BaseException | None = None) -> None:
        Logging._log(Logging.Level.CRITICAL, message, exception)


class Connector:
    """A connector: `update(configuration, state)`, and `schema(configuration)` and `configuration_form()` where it has them."""

    def __init__(
        self,
        update: Callable[..., Any],
        schema: Callable[..., Any] | None = None,
        configuration_form: Callable[..., Any] | None = None,
    ) -> None:
        self._update = update
        self._schema = schema
        self._form = configuration_form

    def schema(self, configuration: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The declared tables; none without a schema function."""
        if self._schema is None:
            return []
        declared = self._schema(dict(configuration))
        if not isinstance(declared, list) or not all(isinstance(each, dict) for each in declared):
            raise TypeError("schema() returns a list of dictionaries, one a table")
        return declared

    def form(self) -> ConfigurationForm:
        """The set-up form; an empty one without a form function."""
        if self._form is None:
            return ConfigurationForm()
        form = self._form()
        if not isinstance(form, ConfigurationForm):
            raise TypeError("configuration_form() returns a ConfigurationForm")
        return form

    def update(self, configuration: Mapping[str, Any], state: Mapping[str, Any]) -> None:
        """Runs the sync to its end, a generator too. The port is bound by the caller."""
        result = self._update(configuration=dict(configuration), state=dict(state))
        if inspect.isgenerator(result):
            for _ in result:
                pass

    def debug(self, *_: object, **__: object) -> None:
        """A connector that is started as a program calls it. Here the runner starts connectors, and the call does nothing."""

    def run(self, *_: object, **__: object) -> None:
        """As `debug`."""
