"""Logging that cannot print a secret."""

from __future__ import annotations

import logging
import traceback
from typing import Protocol

from .secrets import Secrets

__all__ = ["LogTarget", "SecretFilter", "SecretLog"]


class LogTarget(Protocol):
    """What lines go to: `fivetran_connector_sdk.Logging` is one."""

    def fine(self, message: str) -> object: ...
    def info(self, message: str) -> object: ...
    def warning(self, message: str) -> object: ...
    def severe(self, message: str) -> object: ...


class SecretLog:
    """Writes to the SDK's `Logging`, or to anything with its four methods, with the secrets blanked out.

    Example: `log = SecretLog(Logging, Secrets.of(configuration, public=["base_url"]))`.
    """

    def __init__(self, target: LogTarget, secrets: Secrets) -> None:
        self._target = target
        self._secrets = secrets

    def fine(self, message: str) -> None:
        self._target.fine(self._secrets.blank(message))

    def info(self, message: str) -> None:
        self._target.info(self._secrets.blank(message))

    def warning(self, message: str) -> None:
        self._target.warning(self._secrets.blank(message))

    def severe(self, message: str, error: BaseException | None = None) -> None:
        """Writes the message and, where an error is given, its traceback and causes."""
        if error is not None:
            message = message + "\n" + "".join(traceback.format_exception(error)).rstrip()
        self._target.severe(self._secrets.blank(message))


class SecretFilter(logging.Filter):
    """Blanks secrets out of records of the standard library's logging, those of other libraries and their tracebacks included.

    Put it on handlers, not on loggers: only a handler's filter sees the records of all loggers.
    """

    def __init__(self, secrets: Secrets) -> None:
        super().__init__()
        self._secrets = secrets

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = self._secrets.blank(record.getMessage())
        record.args = None
        if record.exc_info is not None and record.exc_info[1] is not None:
            record.exc_text = self._secrets.blank(
                "".join(traceback.format_exception(record.exc_info[1])).rstrip()
            )
            record.exc_info = None
        elif record.exc_text is not None:
            record.exc_text = self._secrets.blank(record.exc_text)
        if record.stack_info is not None:
            record.stack_info = self._secrets.blank(record.stack_info)
        return True
