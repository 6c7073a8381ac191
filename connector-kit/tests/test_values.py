from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from connector_kit.errors import ColumnClashError
from connector_kit.values import (
    boolean,
    decimal_text,
    flatten,
    id_text,
    integer,
    json_value,
    naive_date,
    naive_datetime,
    parse_datetime,
    utc_datetime,
)

BERLIN = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        ("2026-01-02T03:04:05Z", "2026-01-02T03:04:05Z"),
        ("2026-01-02 03:04:05.1234567+01:00", "2026-01-02T02:04:05.123456Z"),
        ("2026-01-02T03:04-0330", "2026-01-02T06:34:00Z"),
        ("2026-01-02T03:04:05,5 utc", "2026-01-02T03:04:05.500000Z"),
        ("2026-01-02T00:00:00+02", "2026-01-01T22:00:00Z"),
        (0, "1970-01-01T00:00:00Z"),
        (1735689600.25, "2025-01-01T00:00:00.250000Z"),
        (-1, "1969-12-31T23:59:59Z"),
        (datetime(2026, 1, 2, 3, tzinfo=BERLIN), "2026-01-02T02:00:00Z"),
    ],
)
def test_utc_datetime(value: Any, text: str | None) -> None:
    assert utc_datetime(value) == text


def test_utc_datetime_of_other_units_and_of_a_given_zone() -> None:
    assert utc_datetime(1735689600123, unit="ms") == "2025-01-01T00:00:00.123000Z"
    assert utc_datetime(1735689600123456, unit="us") == "2025-01-01T00:00:00.123456Z"
    assert utc_datetime("2026-01-02", zone=BERLIN) == "2026-01-01T23:00:00Z"
    assert utc_datetime(date(2026, 1, 2), zone=timezone.utc) == "2026-01-02T00:00:00Z"


@pytest.mark.parametrize(
    "value", ["2026-01-02T03:04:05", date(2026, 1, 1), "yesterday", "2026-13-01T00:00:00Z", True]
)
def test_a_time_that_is_not_certain_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        parse_datetime(value)


def test_naive_times_and_dates() -> None:
    assert naive_datetime(None) is None
    assert naive_datetime("2026-01-02 03:04:05.5") == "2026-01-02T03:04:05.500000"
    assert naive_datetime(datetime(2026, 1, 2)) == "2026-01-02T00:00:00"
    with pytest.raises(ValueError, match="time zone"):
        naive_datetime("2026-01-02T03:04:05Z")
    assert naive_date(None) is None
    assert naive_date("2026-01-02T23:00:00Z") == "2026-01-02"
    assert naive_date(date(2026, 1, 2)) == naive_date(datetime(2026, 1, 2, 9, tzinfo=BERLIN)) == "2026-01-02"


def test_decimals_lose_no_digit() -> None:
    assert decimal_text(None) is None
    assert decimal_text("12345678901234567890.10") == "12345678901234567890.10"
    assert decimal_text(0.1) == "0.1"
    assert decimal_text(Decimal("1E+3")) == "1000"
    assert decimal_text(5, scale=2) == "5.00"
    for wrong in ("x", float("nan"), True, "inf"):
        with pytest.raises(ValueError):
            decimal_text(wrong)
    with pytest.raises(ValueError, match="more than 1"):
        decimal_text("0.25", scale=1)


def test_booleans() -> None:
    assert [boolean(value) for value in ("Yes", "T", 1, True, "on")] == [True] * 5
    assert [boolean(value) for value in ("no", "F", 0, False, " off ")] == [False] * 5
    assert boolean(None) is None
    assert boolean("") is None
    with pytest.raises(ValueError):
        boolean("maybe")


def test_integers() -> None:
    assert integer(None) is None
    assert integer(" ") is None
    assert integer(" 12 ") == 12
    assert integer(Decimal("12.0")) == integer(12.0) == 12
    assert integer(str(2**63 - 1)) == 2**63 - 1
    for wrong in ("1.5", 2**63, "x", float("inf"), float("nan")):
        with pytest.raises(ValueError):
            integer(wrong)


def test_ids_are_text() -> None:
    assert id_text(None) is None
    assert id_text(12345678901234567890) == id_text("12345678901234567890") == "12345678901234567890"
    for wrong in (1.0, True):
        with pytest.raises(ValueError):
            id_text(wrong)  # type: ignore[arg-type]


def test_json_holds_times_and_decimals_as_text() -> None:
    value = {
        "at": datetime(2026, 1, 2, tzinfo=BERLIN),
        "on": date(2026, 1, 2),
        "n": Decimal("1.10"),
        "s": {"b", "a"},
    }
    assert json_value(value) == {
        "at": "2026-01-02T00:00:00+01:00",
        "on": "2026-01-02",
        "n": "1.10",
        "s": ["a", "b"],
    }
    for wrong in (float("nan"), object()):
        with pytest.raises(ValueError):
            json_value([wrong])


def test_flattening() -> None:
    record = {"a": {"b": {"c": 1}, "d": None}, "e": [1, {"x": Decimal("1.0")}], "f": {}, "g": "x"}
    assert flatten(record) == {"a_b_c": 1, "a_d": None, "e": [1, {"x": "1.0"}], "f": None, "g": "x"}
    assert flatten(record, depth=1, separator=".") == {
        "a.b": {"c": 1},
        "a.d": None,
        "e": [1, {"x": "1.0"}],
        "f": None,
        "g": "x",
    }
    assert flatten({"a": {"b": 1}}, keep={"a"}) == {"a": {"b": 1}}
    assert flatten({"a": {"b": 1}}, depth=0) == {"a": {"b": 1}}


def test_two_values_for_one_column_are_refused() -> None:
    with pytest.raises(ColumnClashError, match="'a > b' and 'a_b'"):
        flatten({"a": {"b": 1}, "a_b": 2})
