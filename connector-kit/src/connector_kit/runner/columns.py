"""Types of columns: declared, or found from the first value; and how a value comes into the form that its type is sent in."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any

from ..values import boolean, integer, parse_datetime

__all__ = ["ColumnTypeError", "converter", "declared_type", "type_of", "wider"]

Convert = Callable[[Any], Any]

# Types of whole numbers and numbers, each within the next.
_NUMBERS = ("SHORT", "INT", "LONG", "FLOAT", "DOUBLE")


class ColumnTypeError(Exception):
    """A value that its column cannot hold. The text names types, never the value."""


def type_of(kind: type) -> str:
    """The type of an undeclared column, from the Python type of its first value. Anything unknown becomes text."""
    return _FOUND.get(kind, "STRING")


_FOUND: Mapping[type, str] = {
    bool: "BOOLEAN",
    int: "LONG",
    float: "FLOAT",
    bytes: "BINARY",
    dict: "JSON",
    list: "JSON",
    tuple: "JSON",
    str: "STRING",
}


def wider(held: str, found: str) -> str:
    """The type of an undeclared column that held one type and is given another."""
    if held == found:
        return held
    if held in _NUMBERS and found in _NUMBERS:
        both = max(held, found, key=_NUMBERS.index)
        # A 32-bit number with a fraction does not hold a whole number of 64 bits.
        return "DOUBLE" if both == "FLOAT" else both
    return "STRING"


def declared_type(declared: object, where: str) -> str:
    """`DECIMAL(10,2)` for `{"type": "DECIMAL", "precision": 10, "scale": 2}`; other declarations are texts already."""
    if isinstance(declared, Mapping):
        kind = str(declared.get("type", "")).upper()
        if kind != "DECIMAL":
            return declared_type(kind, where)
        return f"DECIMAL({int(declared.get('precision', 38))},{int(declared.get('scale', 9))})"
    kind = str(declared).upper()
    if kind == "DECIMAL":
        return "DECIMAL(38,9)"
    if kind not in _CONVERTERS:
        raise ColumnTypeError(
            f"{where}: {declared!r} is no type; there are {', '.join(sorted(_CONVERTERS))} and DECIMAL"
        )
    return kind


def converter(kind: str, found: type, where: str) -> Convert | None:
    """How a value of a Python type is sent for a column; None where it goes as it is.

    Raises ColumnTypeError for a Python type that the column cannot hold.
    """
    known = _DECIMAL if kind.startswith("DECIMAL") else _CONVERTERS[kind]
    for each in found.__mro__:
        if each in known:
            return known[each]
    raise ColumnTypeError(f"{where} is {kind} and was given a {found.__name__}")


def _as_text(value: object) -> str:
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, default=str, ensure_ascii=False)
    return str(value)


def _number(value: float) -> float | str:
    # JSON has no word for these; the destination reads them from text.
    return value if value - value == 0 else str(value)


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _parsed(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def _in_utc(value: datetime) -> str:
    return parse_datetime(value, zone=timezone.utc).astimezone(timezone.utc).isoformat()


def _without_zone(value: datetime) -> str:
    return value.replace(tzinfo=None).isoformat()


_WHOLE: Mapping[type, Convert | None] = {bool: int, int: None, str: integer, float: integer, Decimal: integer}
_FRACTION: Mapping[type, Convert | None] = {
    bool: float,
    int: None,
    float: _number,
    str: float,
    Decimal: float,
}
_DECIMAL: Mapping[type, Convert | None] = {int: str, float: repr, str: None, Decimal: str}
_TEXT: Mapping[type, Convert | None] = {str: None, object: _as_text}

_CONVERTERS: Mapping[str, Mapping[type, Convert | None]] = {
    "BOOLEAN": {bool: None, int: boolean, str: boolean},
    "SHORT": _WHOLE,
    "INT": _WHOLE,
    "LONG": _WHOLE,
    "FLOAT": _FRACTION,
    "DOUBLE": _FRACTION,
    "NAIVE_DATE": {str: None, datetime: lambda value: value.date().isoformat(), date: date.isoformat},
    "NAIVE_DATETIME": {str: None, datetime: _without_zone, date: date.isoformat},
    "UTC_DATETIME": {str: None, datetime: _in_utc, date: date.isoformat},
    "BINARY": {bytes: _base64, bytearray: _base64, str: lambda value: _base64(value.encode())},
    "JSON": {str: _parsed, object: None},
    "XML": _TEXT,
    "STRING": _TEXT,
}
