"""The process of one connector: takes one request from its runner, runs it, and writes what happens as frames."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import threading
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from ..secrets import Secrets
from .columns import ColumnTypeError
from .encode import TableEncoder
from .frames import FrameWriter
from .load import LoadError, load_connector
from .port import ByteStream, Operation
from .sdk import Connector, Logging, SyncFailedError, bound

if sys.platform != "win32":
    import resource

__all__ = ["Child", "StoppedError", "main"]

# Rows of one table go out together up to this many characters.
_BATCH = 256 * 1024
_PIECE = 1024 * 1024

# Settings that are seldom secret and whose values are ordinary words: blanking them out would make lines unreadable.
_PUBLIC = re.compile(
    r"(^|_)(url|uri|host|hostname|port|region|environment|env|schema|database|table|tables|version|size|limit|date|days|mode|format)$",
    re.IGNORECASE,
)
_SHORTEST_SECRET = 4


class StoppedError(BaseException):
    """The runner wants no more. Not an Exception, so that a connector's `except Exception` does not go on."""


def secrets_of(configuration: Mapping[str, Any]) -> Secrets:
    """What may not be printed: every value of the configuration but short ones, numbers, truth values and those under plain names."""
    return Secrets(
        str(value)
        for key, value in configuration.items()
        if isinstance(value, str)
        and len(value) >= _SHORTEST_SECRET
        and value.lower() not in {"true", "false", "null", "none"}
        and not value.isdigit()
        and not _PUBLIC.search(key)
    )


class Child:
    """The port of a sync in a process of its own."""

    def __init__(self, frames: FrameWriter, answers: TextIO, secrets: Secrets) -> None:
        self._frames = frames
        self._answers = answers
        self._secrets = secrets
        self._tables: dict[tuple[str | None, str], TableEncoder] = {}
        self._declared: dict[tuple[str | None, str], Mapping[str, Any]] = {}
        self._sequence = 0
        self._lock = threading.RLock()

    def declare(self, tables: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Takes the connector's schema; returns it with every type written out."""
        for each in tables:
            name = each.get("table")
            if not isinstance(name, str) or name == "":
                raise ColumnTypeError("schema(): every table has a name under 'table'")
            unknown = sorted(set(each) - {"table", "primary_key", "columns", "schema"})
            if unknown:
                self.warn(f"schema(): {name}: {', '.join(map(repr, unknown))} means nothing")
            self._declared[each.get("schema"), name] = each
            self._table(name, each.get("schema"))
        return [_described(table) for table in self._tables.values()]

    def write(self, operation: Operation, table: str, data: Mapping[str, Any], schema: str | None) -> None:
        if not isinstance(data, dict):
            raise TypeError(f"{operation} of {table} takes a dictionary, not a {type(data).__name__}")
        with self._lock:
            encoder = self._tables.get((schema, table)) or self._table(table, schema)
            self._sequence += 1
            encoder.add(operation, data, self._sequence)
            if encoder.size > _BATCH:
                self._frames.rows(encoder.index, encoder.take())

    def truncate(self, table: str, schema: str | None) -> None:
        with self._lock:
            encoder = self._tables.get((schema, table)) or self._table(table, schema)
            self._flush()
            self._frames.message("truncate", table=encoder.index)

    def checkpoint(self, state: Mapping[str, Any]) -> None:
        # As text: numbers beyond 2 ** 53 are not what other languages read them as.
        text = json.dumps(state, ensure_ascii=True)
        with self._lock:
            self._flush()
            self._frames.message("checkpoint", state=text)
            answer = self._answers.readline().strip()
        if answer != "go":
            raise StoppedError

    def upload(self, path: str, stream: ByteStream, expected_bytes: int | None) -> None:
        with self._lock:
            self._frames.message("file", path=path)
            size = 0
            while True:
                piece = stream.read(_PIECE)
                if not piece:
                    break
                size += len(piece)
                self._frames.piece(piece)
            if expected_bytes is not None and size != expected_bytes:
                raise ValueError(f"{path}: {size} bytes came, {expected_bytes} were expected")
            self._frames.message("fileEnd", path=path, bytes=size)

    def log(self, level: str, message: str) -> None:
        self._frames.message("log", level=level, message=self._secrets.blank(message))

    def warn(self, message: str) -> None:
        self._frames.message("warning", message=self._secrets.blank(message))

    def fail(self, error: BaseException) -> None:
        """Tells of the error that ended the sync, with the connector's part of its traceback."""
        message = (
            str(error)
            if isinstance(error, (SyncFailedError, LoadError))
            else f"{type(error).__name__}: {error}"
        )
        trace = (
            error.trace
            if isinstance(error, SyncFailedError) and error.trace is not None
            else _trace_of(error)
        )
        self._frames.message(
            "failed", message=self._secrets.blank(message), traceback=self._secrets.blank(trace)
        )

    def finish(self) -> None:
        """Sends what is left."""
        with self._lock:
            self._flush()
            self._frames.message("done")

    def _flush(self) -> None:
        for encoder in self._tables.values():
            if encoder.lines:
                self._frames.rows(encoder.index, encoder.take())

    def _table(self, name: str, schema: str | None) -> TableEncoder:
        if not isinstance(name, str) or name == "":
            raise TypeError(f"a table's name is a text, not {name!r}")
        declaration = self._declared.get((schema, name), {})
        encoder = TableEncoder(len(self._tables), name, schema, declaration, self._announce)
        self._tables[schema, name] = encoder
        self._announce(encoder)
        return encoder

    def _announce(self, encoder: TableEncoder) -> None:
        self._frames.message("table", **_described(encoder))


def _described(table: TableEncoder) -> dict[str, Any]:
    return {
        "index": table.index,
        "table": table.name,
        "schema": table.schema,
        "primaryKey": table.primary_key,
        "columns": table.columns,
        "shapes": table.shapes,
    }


def _trace_of(error: BaseException) -> str:
    own = str(Path(__file__).parent)
    wanted = traceback.TracebackException.from_exception(error)
    for each in _chain(wanted):
        frames = [
            frame
            for frame in each.stack
            if not frame.filename.startswith(own) and "<frozen" not in frame.filename
        ]
        each.stack = traceback.StackSummary.from_list(frames)
    return "".join(wanted.format()).rstrip()


def _chain(error: traceback.TracebackException | None) -> list[traceback.TracebackException]:
    chain: list[traceback.TracebackException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or error.__context__
    return chain


class _LineLog(io.TextIOBase):
    """What a connector prints, line by line, as lines of the log."""

    def __init__(self, child: Child, level: str) -> None:
        self._child = child
        self._level = level
        self._rest = ""
        self._guard = threading.Lock()

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        with self._guard:
            *lines, self._rest = (self._rest + text).split("\n")
        for line in lines:
            self._child.log(self._level, line)
        return len(text)

    def flush(self) -> None:
        """A line goes out when it is whole."""

    def end(self) -> None:
        if self._rest:
            self._child.log(self._level, self._rest)
            self._rest = ""


def run(request: Mapping[str, Any], child: Child, connector: Connector) -> None:
    """Runs one request: `schema`, `test` or `update`."""
    configuration = request["configuration"]
    frames = child._frames
    with bound(child):
        if request["command"] == "test":
            form = connector.form()
            frames.message("form", form=form.describe())
            frames.message("tests", tests=child._secrets.blank_value(form.run_tests(configuration)))
            return
        declared = child.declare(connector.schema(configuration))
        frames.message("schema", tables=declared)
        if request["command"] == "update":
            connector.update(configuration, json.loads(request["state"]))


def _limit_memory(megabytes: int | None) -> None:
    if megabytes is None or sys.platform == "win32":
        return
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024,) * 2)


def main(output: int = 3, requests: int = 4) -> int:
    """Takes one request from one descriptor and writes frames to the other. Returns the exit code."""
    frames = FrameWriter(output)
    with os.fdopen(requests, "r", encoding="utf-8") as answers:
        request = json.loads(answers.readline())
        child = Child(frames, answers, secrets_of(request["configuration"]))
        frames.message("hello", python=sys.version.split()[0])
        return _serve(request, child, frames)


def _serve(request: Mapping[str, Any], child: Child, frames: FrameWriter) -> int:
    printed = [_LineLog(child, "info"), _LineLog(child, "warning")]
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = printed
    level = request.get("logLevel")
    Logging.LOG_LEVEL = None if level is None else Logging.Level[str(level).upper()]
    try:
        _limit_memory(request.get("memoryMb"))
        run(request, child, load_connector(request["connector"], stay=True))
        for each in printed:
            each.end()
        child.finish()
    except StoppedError:
        frames.message("stopped")
    except (Exception, SystemExit) as error:
        for each in printed:
            each.end()
        child.fail(error)
        return 1
    finally:
        sys.stdout, sys.stderr = before
    return 0
