"""Declarations of tables, and rows checked against them before they leave."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from .errors import RowError
from .poison import Upsert
from .values import naive_date, naive_datetime, parse_datetime

__all__ = ["Table", "Tables"]

ColumnType = str
Unknown = Literal["error", "allow"]
_DECIMAL = re.compile(r"DECIMAL\((\d+),\s*(\d+)\)")
_BITS = {"SHORT": 15, "INT": 31, "LONG": 63}
_TYPES = {
    *_BITS,
    *("BOOLEAN", "DECIMAL", "FLOAT", "DOUBLE", "NAIVE_DATE", "NAIVE_DATETIME", "UTC_DATETIME"),
    *("BINARY", "XML", "STRING", "JSON"),
}


@dataclass(frozen=True)
class Table:
    """One table. Types are the SDK's: BOOLEAN, SHORT, INT, LONG, DECIMAL(p,s), FLOAT, DOUBLE, NAIVE_DATE, NAIVE_DATETIME, UTC_DATETIME,
    BINARY, XML, STRING, JSON."""

    name: str
    primary_key: Sequence[str]
    columns: Mapping[str, ColumnType] = field(default_factory=dict)
    unknown: Unknown = "error"
    """Whether a row may have columns that are not declared."""

    def __post_init__(self) -> None:
        problems = [
            f"column {name!r}: {kind!r} is no type"
            for name, kind in self.columns.items()
            if not _is_type(kind)
        ]
        if self.columns:
            problems += [
                f"key column {name!r} is not declared"
                for name in self.primary_key
                if name not in self.columns
            ]
        if len(set(self.primary_key)) != len(self.primary_key):
            problems.append("the primary key names a column twice")
        if problems:
            raise ValueError(f"table {self.name!r}: " + "; ".join(problems))

    def declaration(self) -> dict[str, Any]:
        """The table as the SDK's `schema` returns it."""
        declared: dict[str, Any] = {"table": self.name}
        if self.primary_key:
            declared["primary_key"] = list(self.primary_key)
        if self.columns:
            declared["columns"] = {name: _declared(kind) for name, kind in self.columns.items()}
        return declared

    def problems(self, row: Mapping[str, Any]) -> list[str]:
        """What does not fit, a line each; names columns and types, never values."""
        found = [f"key column {name!r} is missing" for name in self.primary_key if row.get(name) is None]
        for name, value in row.items():
            kind = self.columns.get(name)
            if kind is None:
                if self.columns and self.unknown == "error":
                    found.append(f"column {name!r} is not declared")
            elif value is not None and not _fits(kind, value):
                found.append(f"column {name!r} is {kind} and got a {type(value).__name__} that is none")
        return found

    def check(self, row: Mapping[str, Any]) -> None:
        """Raises RowError with all problems of the row."""
        found = self.problems(row)
        if found:
            raise RowError(f"table {self.name!r}: " + "; ".join(found))


class Tables:
    """The tables of a connector: one place for the schema and for what is written.

    Example::

        TABLES = Tables(Table("customers", ["id"], {"id": "LONG", "email": "STRING"}))

        def schema(configuration):
            return TABLES.declaration()

        def update(configuration, state):
            upsert = TABLES.checked(op.upsert)
    """

    def __init__(self, *tables: Table) -> None:
        self._tables = {table.name: table for table in tables}
        if len(self._tables) != len(tables):
            raise ValueError("two tables have the same name")

    def __getitem__(self, name: str) -> Table:
        if name not in self._tables:
            raise RowError(f"the table {name!r} is not declared; declared are {', '.join(self._tables)}")
        return self._tables[name]

    def declaration(self) -> list[dict[str, Any]]:
        """What the SDK's `schema` returns."""
        return [table.declaration() for table in self._tables.values()]

    def checked(self, upsert: Upsert) -> Callable[[str, dict[str, Any]], None]:
        """The same operation for rows that fit; any other raises RowError before it is sent."""

        def checked_upsert(table: str, data: dict[str, Any]) -> None:
            self[table].check(data)
            upsert(table=table, data=data)

        return checked_upsert


def _is_type(kind: str) -> bool:
    match = _DECIMAL.fullmatch(kind)
    return kind in _TYPES or (match is not None and 0 <= int(match[2]) <= int(match[1]) and int(match[1]) > 0)


def _declared(kind: str) -> Any:
    match = _DECIMAL.fullmatch(kind)
    return kind if match is None else {"type": "DECIMAL", "precision": int(match[1]), "scale": int(match[2])}


def _fits(kind: str, value: object) -> bool:
    if kind in _BITS:
        limit = 2 ** _BITS[kind]
        return isinstance(value, int) and not isinstance(value, bool) and -limit <= value < limit
    if kind.startswith("DECIMAL"):
        return _fits_decimal(kind, value)
    return _CHECKS[kind](value)


def _fits_decimal(kind: str, value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        return False
    try:
        number = Decimal(repr(value) if isinstance(value, float) else value)
    except ArithmeticError:
        return False
    match = _DECIMAL.fullmatch(kind)
    if not number.is_finite() or match is None:
        return number.is_finite()
    precision, scale = int(match[1]), int(match[2])
    _, digits, exponent = number.normalize().as_tuple()
    after = max(0, -int(exponent))
    before = max(0, len(digits) + int(exponent))
    return after <= scale and before <= precision - scale


def _parses(read: Callable[[Any], object], *types: type) -> Callable[[object], bool]:
    def check(value: object) -> bool:
        if not isinstance(value, types):
            return False
        try:
            read(value)
        except ValueError:
            return False
        return True

    return check


_CHECKS: Mapping[str, Callable[[object], bool]] = {
    "BOOLEAN": lambda value: isinstance(value, bool),
    "FLOAT": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "DOUBLE": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "NAIVE_DATE": _parses(naive_date, str, date),
    "NAIVE_DATETIME": _parses(naive_datetime, str, datetime),
    "UTC_DATETIME": _parses(parse_datetime, str, datetime),
    "BINARY": lambda value: isinstance(value, bytes),
    "XML": lambda value: isinstance(value, str),
    "STRING": lambda value: isinstance(value, str),
    "JSON": lambda value: isinstance(value, (dict, list, str)),
}
