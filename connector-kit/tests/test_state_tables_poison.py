from __future__ import annotations

from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any

import pytest

from connector_kit import ErrorsTable, Poisoned, Secrets, State, Table, Tables
from connector_kit.errors import RowError, StateError
from connector_kit.testing import FakeClock


def test_a_new_state_has_the_version_and_is_saved_whole() -> None:
    saved: list[dict[str, Any]] = []
    state = State.load({}, version=2, migrations={1: dict})
    state["cursor"] = {"id": 1}
    state.checkpoint(lambda state: saved.append(dict(state)))
    assert saved == [{"cursor": {"id": 1}, "version": 2}]
    assert "cursor" in state
    assert state["cursor"] == {"id": 1}
    assert state.get("other", 5) == 5
    del state["cursor"]
    assert "cursor" not in state


def test_migrations_run_in_order_from_the_version_found() -> None:
    steps = {1: lambda old: {"a": old["x"]}, 2: lambda old: {"b": old["a"] + 1}}
    assert State.load({"x": 1}, version=3, migrations=steps).to_dict() == {"b": 2, "version": 3}
    assert State.load({"a": 5, "version": 2}, version=3, migrations=steps).to_dict() == {"b": 6, "version": 3}
    assert State.load({"b": 5, "version": 3}, version=3, migrations=steps).to_dict() == {"b": 5, "version": 3}


def test_a_state_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(StateError, match="no migration from version 1"):
        State.load({}, version=2)
    with pytest.raises(StateError, match="newer one"):
        State.load({"version": 5})
    for odd in ("1", True, 0):
        with pytest.raises(StateError, match="names the version"):
            State.load({"version": odd})


def test_a_state_that_would_not_come_back_equal_is_refused_when_it_is_set() -> None:
    state = State({})
    for odd in (datetime(2026, 1, 1, tzinfo=timezone.utc), {1: 2}, (1, 2), float("nan")):
        with pytest.raises(StateError, match="cursor"):
            state["cursor"] = odd
    with pytest.raises(StateError):
        state["version"] = 1


def test_a_state_shares_nothing_with_what_it_was_given() -> None:
    value = {"id": 1}
    state = State({"cursor": value})
    value["id"] = 2
    state.to_dict()["cursor"]["id"] = 3
    assert state["cursor"] == {"id": 1}


def test_a_cursor_only_moves_forward() -> None:
    state = State({})
    for own in (5, 3, 7):
        state.advance("cursor", own)
    assert state["cursor"] == 7


ALL = Table(
    "all",
    ["id"],
    {
        "id": "LONG",
        "bool": "BOOLEAN",
        "short": "SHORT",
        "dec": "DECIMAL(5,2)",
        "any_dec": "DECIMAL",
        "double": "DOUBLE",
        "float": "FLOAT",
        "date": "NAIVE_DATE",
        "naive": "NAIVE_DATETIME",
        "utc": "UTC_DATETIME",
        "bin": "BINARY",
        "xml": "XML",
        "text": "STRING",
        "json": "JSON",
    },
)
GOOD: dict[str, Any] = {
    "id": 1,
    "bool": True,
    "short": 32767,
    "dec": "123.45",
    "any_dec": 1.25,
    "double": 1,
    "float": 0.5,
    "date": date(2026, 1, 1),
    "naive": "2026-01-01T00:00:00",
    "utc": "2026-01-01T00:00:00Z",
    "bin": b"x",
    "xml": "<a/>",
    "text": "x",
    "json": {"a": 1},
}


def test_a_row_that_fits_passes_and_nulls_fit_everywhere_but_in_keys() -> None:
    ALL.check(GOOD)
    ALL.check({name: value if name == "id" else None for name, value in GOOD.items()})
    ALL.check({**GOOD, "dec": Decimal("1.5"), "json": []})


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("bool", 1),
        ("short", 32768),
        ("short", True),
        ("dec", "1234.5"),
        ("dec", "1.234"),
        ("dec", True),
        ("dec", "x"),
        ("dec", float("nan")),
        ("any_dec", "inf"),
        ("double", "1"),
        ("float", False),
        ("date", "1.1.2026"),
        ("date", 1),
        ("naive", "2026-01-01T00:00:00Z"),
        ("utc", "2026-01-01T00:00:00"),
        ("bin", "x"),
        ("xml", 1),
        ("text", 1),
        ("json", 1),
        ("id", None),
        ("more", 1),
    ],
)
def test_a_row_that_does_not_fit_is_an_error_without_its_value(column: str, value: Any) -> None:
    with pytest.raises(RowError, match=f"'{column}'"):
        ALL.check({**GOOD, column: value})


def test_all_problems_of_a_row_are_told_at_once() -> None:
    with pytest.raises(RowError) as caught:
        ALL.check({"text": 12345, "more": 1})
    assert str(caught.value).count(";") == 2
    assert "12345" not in str(caught.value)


def test_declarations_are_what_the_sdk_takes() -> None:
    tables = Tables(Table("a", ["id"], {"id": "LONG", "d": "DECIMAL(5, 2)"}), Table("b", []))
    assert tables.declaration() == [
        {
            "table": "a",
            "primary_key": ["id"],
            "columns": {"id": "LONG", "d": {"type": "DECIMAL", "precision": 5, "scale": 2}},
        },
        {"table": "b"},
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("t", ["id"], {"x": "LONG"}),
        ("t", ["id", "id"], {"id": "LONG"}),
        ("t", [], {"x": "TEXT"}),
        ("t", [], {"x": "DECIMAL(2,5)"}),
    ],
)
def test_declarations_without_sense_are_refused(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="table 't'"):
        Table(*arguments)


def test_only_rows_that_fit_are_sent() -> None:
    sent: list[tuple[str, dict[str, Any]]] = []
    tables = Tables(
        Table("a", ["id"], {"id": "LONG"}),
        Table("free", ["id"]),
        Table("open", ["id"], {"id": "LONG"}, "allow"),
    )
    upsert = tables.checked(lambda table, data: sent.append((table, data)))
    upsert("a", {"id": 1})
    upsert("free", {"id": 1, "x": 2})
    upsert("open", {"id": 1, "x": 2})
    for table, row in (("a", {"id": 1, "x": 2}), ("unknown", {"id": 1})):
        with pytest.raises(RowError):
            upsert(table, row)
    assert [table for table, _ in sent] == ["a", "free", "open"]
    with pytest.raises(ValueError, match="same name"):
        Tables(Table("a", []), Table("a", []))


def test_poisoned_records_become_rows_without_secrets_and_hidden_values() -> None:
    written: list[tuple[str, dict[str, Any]]] = []
    errors = ErrorsTable(
        lambda table, data: written.append((table, data)),
        secrets=Secrets(["abcdef"]),
        hidden={"customers": ["email", "tags", "vip"]},
        clock=FakeClock(),
    )
    row = {
        "id": 7,
        "email": "jane@x.test",
        "tags": [{"inner": "deep hidden"}],
        "vip": True,
        "at": date(2026, 1, 1),
        "token": "abcdef",
    }
    error = ValueError("jane@x.test and deep hidden with abcdef " + "x" * 2000)
    assert (
        errors.write(
            "customers",
            [
                Poisoned(7, error, row),
                Poisoned("jane@x.test", KeyError("k"), row),
                Poisoned("after 9", KeyError("k")),
            ],
        )
        == 3
    )
    first = written[0][1]
    assert first["key"] == "7"
    assert first["reason"].startswith("ValueError: [hidden] and [hidden] with [secret] xxx")
    assert len(first["reason"]) == 1000
    assert first["context"] == {
        "id": 7,
        "email": "[hidden]",
        "tags": "[hidden]",
        "vip": "[hidden]",
        "at": "2026-01-01",
        "token": "[secret]",
    }
    assert first["seen_at"] == "2026-01-01T00:00:00Z"
    assert [each["key"] for _, each in written[1:]] == ["[hidden]", "after 9"]
    text = str(written)
    assert "jane" not in text
    assert "abcdef" not in text
    assert errors.declaration()["primary_key"] == ["source_table", "key"]
