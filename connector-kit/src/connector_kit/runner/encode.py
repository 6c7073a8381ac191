"""Rows of a table as lines of JSON, with their types found on the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .columns import ColumnTypeError, Convert, converter, declared_type, type_of, wider
from .port import Operation

__all__ = ["OPERATION", "SEQUENCE", "SHAPE", "TableEncoder"]

# Beside the columns of each row: its place in the sync with its operation, and for updates which columns were given.
SEQUENCE = "~"
SHAPE = "~s"
OPERATION: Mapping[Operation, int] = {"upsert": 0, "update": 1, "delete": 2}

_NONE = type(None)


def _make_encoder() -> Callable[[object], str]:
    options: dict[str, Any] = {
        "ensure_ascii": False,
        "separators": (",", ":"),
        "allow_nan": False,
        "default": str,
    }
    slow = json.JSONEncoder(**options).encode
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return slow
    # JSONEncoder makes this anew for each value; once is a third of the time of a row.
    text = json.encoder.encode_basestring
    fast = make(None, str, text, None, ":", ",", False, False, False)

    def encode(value: object) -> str:
        return "".join(fast(value, 0))

    return encode if encode({"a": [1, "ä"]}) == slow({"a": [1, "ä"]}) else slow


_encode = _make_encoder()


class _Plan:
    """What rows of one shape need: columns that are sent in another form."""

    __slots__ = ("converters", "suffix")

    def __init__(self, converters: Sequence[tuple[str, Convert]], suffix: str) -> None:
        self.converters = converters
        self.suffix = suffix


class TableEncoder:
    """One table. Rows with the same columns and Python types in the same order are planned once.

    :param announce: is told the columns whenever they change, before the first row that needs it.
    """

    def __init__(
        self,
        index: int,
        name: str,
        schema: str | None,
        declaration: Mapping[str, Any],
        announce: Callable[[TableEncoder], None],
    ) -> None:
        self.index = index
        self.name = name
        self.schema = schema
        self.primary_key: list[str] = [str(each) for each in declaration.get("primary_key") or []]
        self.columns: dict[str, str] = {
            str(column): declared_type(kind, f"{name}.{column}")
            for column, kind in (declaration.get("columns") or {}).items()
        }
        self._declared = frozenset(self.columns)
        self.shapes: list[list[str]] = []
        self.lines: list[str] = []
        self.size = 0
        self._announce = announce
        self._plans: dict[object, _Plan] = {}

    def add(self, operation: Operation, data: Mapping[str, Any], sequence: int) -> None:
        """Appends a row to `lines`."""
        shape = (operation, tuple(data), tuple(map(type, data.values())))
        plan = self._plans.get(shape)
        if plan is None:
            plan = self._plan(operation, data)
            self._plans[shape] = plan
        if plan.converters:
            data = dict(data)
            for name, convert in plan.converters:
                data[name] = self._converted(name, convert, data[name])
        try:
            text = _encode(data)
        except ValueError:
            text = _encode({name: _plain(value) for name, value in data.items()})
        line = f'{text[:-1]},"{SEQUENCE}":{sequence * 4 + OPERATION[operation]}{plan.suffix}'
        self.lines.append(line)
        self.size += len(line)

    def take(self) -> list[str]:
        """The lines so far, which begin anew."""
        lines, self.lines, self.size = self.lines, [], 0
        return lines

    def _converted(self, name: str, convert: Convert, value: object) -> object:
        try:
            return convert(value)
        except ValueError:
            raise ColumnTypeError(
                f"{self.name}.{name} is {self.columns[name]} and was given a {type(value).__name__} that is none"
            ) from None

    def _plan(self, operation: Operation, data: Mapping[str, Any]) -> _Plan:
        self._check(operation, data)
        changed = False
        for name, value in data.items():
            if value is None:
                continue
            changed |= self._learn(name, type(value))
        if changed:
            # A plan may have been made for a narrower column.
            self._plans.clear()
        suffix = "}"
        if operation == "update":
            names = list(data)
            if names not in self.shapes:
                self.shapes.append(names)
                changed = True
            suffix = f',"{SHAPE}":{self.shapes.index(names)}}}'
        if changed:
            self._announce(self)
        converters: list[tuple[str, Convert]] = []
        for name, value in data.items():
            convert = (
                None if value is None else converter(self.columns[name], type(value), f"{self.name}.{name}")
            )
            if convert is not None:
                converters.append((name, convert))
        return _Plan(converters, suffix)

    def _learn(self, name: str, kind: type) -> bool:
        """Whether the column is new, or became wider."""
        if name in self._declared:
            return False
        found = type_of(kind)
        held = self.columns.get(name)
        self.columns[name] = found if held is None else wider(held, found)
        return self.columns[name] != held

    def _check(self, operation: Operation, data: Mapping[str, Any]) -> None:
        odd = [name for name in data if not isinstance(name, str)]
        if odd:
            raise ColumnTypeError(
                f"{operation} of {self.name}: a column's name is a text, not a {type(odd[0]).__name__}"
            )
        if SEQUENCE in data or SHAPE in data:
            raise ColumnTypeError(
                f"{operation} of {self.name}: a column cannot be named {SEQUENCE!r} or {SHAPE!r}"
            )
        if not data:
            raise ColumnTypeError(f"{operation} of {self.name}: there are no columns")
        missing = [name for name in self.primary_key if data.get(name) is None]
        if missing:
            raise ColumnTypeError(
                f"{operation} of {self.name}: the key column {', '.join(map(repr, missing))} is missing or None"
            )
        if operation == "update" and not self.primary_key:
            raise ColumnTypeError(
                f"update of {self.name}: the table has no primary key to find the row by; declare one in schema()"
            )


def _plain(value: object) -> object:
    """A value in which what JSON has no word for is text."""
    if isinstance(value, float):
        return value if value - value == 0 else str(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return value
