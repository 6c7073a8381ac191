"""What a connector's process writes to its runner: frames of a length, a kind and a payload, on a pipe of their own.

A frame begins with the length of its payload (4 bytes, little-endian) and its kind (1 byte):

- `J`: a message, a JSON object with `type`;
- `R`: rows of one table: its index and the number of rows (4 bytes each, little-endian), then a line of JSON each;
- `B`: a piece of the file that the last message `file` began.
"""

from __future__ import annotations

import json
import os
import struct
import threading
from collections.abc import Sequence
from typing import Any

__all__ = ["FrameWriter"]

_HEADER = struct.Struct("<IB")
_ROWS = struct.Struct("<II")


class FrameWriter:
    """Writes frames to a file descriptor, from any thread, each in one piece."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = threading.Lock()

    def message(self, kind: str, **fields: Any) -> None:
        self._write(ord("J"), json.dumps({"type": kind, **fields}, default=str).encode())

    def rows(self, table: int, lines: Sequence[str]) -> None:
        # A half of a surrogate pair has no form in UTF-8; one odd character must not end the sync.
        text = "\n".join([*lines, ""]).encode("utf-8", "replace")
        self._write(ord("R"), _ROWS.pack(table, len(lines)) + text)

    def piece(self, content: bytes) -> None:
        self._write(ord("B"), content)

    def _write(self, kind: int, payload: bytes) -> None:
        view = memoryview(_HEADER.pack(len(payload), kind) + payload)
        with self._lock:
            while view:
                view = view[os.write(self._descriptor, view) :]
