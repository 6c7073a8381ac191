"""Values as Fivetran's Connector SDK takes them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from .errors import ColumnClashError

__all__ = [
    "boolean",
    "decimal_text",
    "flatten",
    "id_text",
    "integer",
    "json_value",
    "naive_date",
    "naive_datetime",
    "parse_datetime",
    "utc_datetime",
]

Unit = Literal["s", "ms", "us"]
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?",
    re.IGNORECASE,
)


def parse_datetime(
    value: str | int | float | datetime | date, *, zone: tzinfo | None = None, unit: Unit = "s"
) -> datetime:
    """A time with its zone, from ISO 8601 text, seconds since 1970 (or `unit`), or a Python time.

    Digits below a microsecond are cut off.

    :param zone: the zone of times that name none. Without it such a time raises ValueError: guessing it would move it by hours.
    """
    if isinstance(value, bool):
        raise ValueError("a boolean is no time")
    if isinstance(value, (int, float)):
        # By integers: a float of microseconds loses some.
        per_second = {"s": 1, "ms": 1_000, "us": 1_000_000}[unit]
        whole, rest = divmod(value, per_second)
        return _EPOCH + timedelta(seconds=whole, microseconds=round(rest * 1_000_000 / per_second))
    parsed = value if isinstance(value, datetime) else _from_text(value)
    if parsed.tzinfo is not None:
        return parsed
    if zone is None:
        raise ValueError(f"the time {str(value)!r} names no time zone; say which it has with zone=")
    return parsed.replace(tzinfo=zone)


def _from_text(value: str | date) -> datetime:
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    match = _ISO.fullmatch(value.strip())
    if match is None:
        raise ValueError(f"no ISO 8601 time: {value!r}")
    day, clock, fraction, zone = match.groups()
    text = f"{day}T{clock or '00:00'}"
    parsed = datetime.fromisoformat(text)
    if fraction is not None:
        parsed = parsed.replace(microsecond=int(fraction[:6].ljust(6, "0")))
    return parsed if zone is None else parsed.replace(tzinfo=_zone_of(zone))


def _zone_of(text: str) -> tzinfo:
    if text.upper() in {"Z", "UTC", "GMT"}:
        return timezone.utc
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def utc_datetime(
    value: str | int | float | datetime | date | None, *, zone: tzinfo | None = None, unit: Unit = "s"
) -> str | None:
    """UTC_DATETIME: `2026-01-02T03:04:05.123456Z`. See `parse_datetime` for what may be given; None stays None."""
    if value is None:
        return None
    time = parse_datetime(value, zone=zone, unit=unit).astimezone(timezone.utc)
    return (
        time.replace(tzinfo=None).isoformat(timespec="microseconds" if time.microsecond else "seconds") + "Z"
    )


def naive_datetime(value: str | datetime | None) -> str | None:
    """NAIVE_DATETIME: `2026-01-02T03:04:05`. A time zone raises ValueError: it would be lost."""
    if value is None:
        return None
    time = value if isinstance(value, datetime) else _from_text(value)
    if time.tzinfo is not None:
        raise ValueError(
            f"the time {str(value)!r} has a time zone; make it a UTC_DATETIME, or remove the zone on purpose"
        )
    return time.isoformat(timespec="microseconds" if time.microsecond else "seconds")


def naive_date(value: str | date | datetime | None) -> str | None:
    """NAIVE_DATE: `2026-01-02`. Of a time, its day as it is written there."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else _from_text(value).date().isoformat()


def decimal_text(value: str | int | Decimal | float | None, *, scale: int | None = None) -> str | None:
    """DECIMAL as text, so that no digit is lost. A float is taken as it is printed.

    :param scale: digits after the point. A value with more raises ValueError: rounding is the connector's decision.
    """
    if value is None:
        return None
    try:
        number = Decimal(repr(value) if isinstance(value, float) else value)
    except InvalidOperation:
        raise ValueError(f"no decimal number: {value!r}") from None
    if isinstance(value, bool) or not number.is_finite():
        raise ValueError(f"no decimal number: {value!r}")
    if scale is not None:
        rounded = round(number, scale)
        if rounded != number:
            raise ValueError(f"{number} has more than {scale} digits after the point")
        number = rounded
    return format(number, "f")


_TRUE = {"true", "t", "yes", "y", "1", "on"}
_FALSE = {"false", "f", "no", "n", "0", "off"}


def boolean(value: bool | int | str | None) -> bool | None:
    """BOOLEAN, from true/false, yes/no, y/n, t/f, on/off, 1/0; an empty text is None, anything else a ValueError."""
    if value is None or isinstance(value, bool):
        return value
    text = str(value).strip().lower()
    if text == "":
        return None
    if text not in _TRUE | _FALSE:
        raise ValueError(f"no boolean: {value!r}")
    return text in _TRUE


def integer(value: int | str | float | Decimal | None) -> int | None:
    """SHORT, INT or LONG: 64 bits. A fraction, or a number beyond 64 bits, raises ValueError."""
    if value is None or (isinstance(value, str) and value.strip() == ""):
        return None
    try:
        number = Decimal(value.strip() if isinstance(value, str) else value)
        whole = int(number)
    except (InvalidOperation, ValueError, OverflowError):
        raise ValueError(f"no whole number: {value!r}") from None
    if whole != number or not -(2**63) <= whole < 2**63:
        raise ValueError(f"no whole number of 64 bits: {value!r}")
    return whole


def id_text(value: str | int | None) -> str | None:
    """An id as text: numbers and texts alike, so that a source that changes from one to the other changes no column.

    A float raises ValueError: large ids have lost digits by then.
    """
    if value is None:
        return None
    if isinstance(value, (bool, float)):
        raise ValueError(f"no id: {value!r}")
    return str(value)


def json_value(value: object) -> Any:
    """JSON: dictionaries and lists as they are, times and decimals as text. Raises ValueError for what JSON cannot hold."""

    def plain(other: object) -> object:
        if isinstance(other, (datetime, date)):
            return other.isoformat()
        if isinstance(other, Decimal):
            return format(other, "f")
        if isinstance(other, (set, frozenset)):
            return sorted(other, key=str)
        raise ValueError(f"{type(other).__name__} has no form in JSON")

    return json.loads(json.dumps(value, default=plain, allow_nan=False))


def flatten(
    record: Mapping[str, Any],
    *,
    separator: str = "_",
    depth: int | None = None,
    keep: frozenset[str] | set[str] = frozenset(),
) -> dict[str, Any]:
    """One level of columns: `{"a": {"b": 1}}` becomes `{"a_b": 1}`. Lists, and what lies deeper than `depth`, stay as JSON.

    An empty dictionary becomes None. Two values for one column raise ColumnClashError, which names both paths.

    :param keep: paths (joined by the separator) that stay JSON.
    """
    columns: dict[str, Any] = {}
    paths: dict[str, str] = {}

    def add(path: tuple[str, ...], value: object) -> None:
        name = separator.join(path)
        inside = isinstance(value, Mapping) and name not in keep and (depth is None or len(path) <= depth)
        if inside and isinstance(value, Mapping) and len(value) > 0:
            for key, each in value.items():
                add((*path, str(key)), each)
            return
        written = " > ".join(path)
        if name in columns:
            raise ColumnClashError(
                f"both {paths[name]!r} and {written!r} would be the column {name!r}; use another separator"
            )
        columns[name] = (
            None if inside else json_value(value) if isinstance(value, (Mapping, list, tuple)) else value
        )
        paths[name] = written

    for key, value in record.items():
        add((str(key),), value)
    return columns
