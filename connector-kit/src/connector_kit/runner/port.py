"""Where the operations of a connector go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Protocol

__all__ = ["ByteStream", "Operation", "Port", "UnboundPort"]

Operation = Literal["upsert", "update", "delete"]


class ByteStream(Protocol):
    """An open file, an HTTP response, `io.BytesIO`: anything with `read`."""

    def read(self, size: int = -1, /) -> bytes: ...


class Port(Protocol):
    """What a running sync is for the connector's code. `schema` is the source schema of a table, where the connector names one."""

    def write(
        self, operation: Operation, table: str, data: Mapping[str, Any], schema: str | None
    ) -> None: ...
    def truncate(self, table: str, schema: str | None) -> None: ...
    def checkpoint(self, state: Mapping[str, Any]) -> None:
        """Returns once everything before is safe."""
        ...

    def upload(self, path: str, stream: ByteStream, expected_bytes: int | None) -> None: ...
    def log(self, level: str, message: str) -> None: ...
    def warn(self, message: str) -> None: ...


class UnboundPort:
    """Stands where no sync is running: an operation at import time, or from a thread that outlived its sync, is an error."""

    def write(self, operation: Operation, table: str, data: Mapping[str, Any], schema: str | None) -> None:
        raise RuntimeError(f"{operation} of {table!r} outside of a sync: operations belong into update()")

    def truncate(self, table: str, schema: str | None) -> None:
        raise RuntimeError(f"truncate of {table!r} outside of a sync: operations belong into update()")

    def checkpoint(self, state: Mapping[str, Any]) -> None:
        raise RuntimeError("checkpoint outside of a sync: operations belong into update()")

    def upload(self, path: str, stream: ByteStream, expected_bytes: int | None) -> None:
        raise RuntimeError(f"upload of {path!r} outside of a sync: operations belong into update()")

    def log(self, level: str, message: str) -> None:
        """A line from a module that logs when it is imported says nothing that is missed."""

    def warn(self, message: str) -> None:
        """As `log`."""
