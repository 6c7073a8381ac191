"""A destination in memory, with the rules of Fivetran's: what is not checkpointed is lost when the sync dies."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = ["Warehouse"]

Rows = dict[str, dict[str, Any]]


@dataclass
class _Contents:
    tables: dict[str, Rows] = field(default_factory=dict)
    state: dict[str, Any] = field(default_factory=dict)


class Warehouse:
    """Tables by name, in the mode `soft-delete` (default) or `live`. Rows without a key are kept once each.

    `rows` and `state` are what is committed: a checkpoint commits, and so does the end of a sync.
    """

    def __init__(self, mode: Literal["soft-delete", "live"] = "soft-delete") -> None:
        self._mode = mode
        self._keys: dict[str, list[str]] = {}
        self._committed = _Contents()
        self._open = _Contents()

    @property
    def state(self) -> dict[str, Any]:
        """The state of the last checkpoint."""
        return copy.deepcopy(self._committed.state)

    def rows(self, table: str, *, deleted: bool = False) -> list[dict[str, Any]]:
        """The committed rows of a table in the order of their keys; deleted ones only where asked for."""
        rows = self._committed.tables.get(table, {})
        return [
            {
                name: copy.deepcopy(value)
                for name, value in row.items()
                if deleted or name != "_fivetran_deleted"
            }
            for _, row in sorted(rows.items(), key=lambda item: _order(item[0]))
            if deleted or not row["_fivetran_deleted"]
        ]

    def tables(self) -> list[str]:
        """The names of the committed tables."""
        return sorted(self._committed.tables)

    def declare(self, tables: list[dict[str, Any]]) -> None:
        """Takes what the connector's `schema` returned: keys, and tables that exist without a row."""
        for table in tables:
            self._keys[table["table"]] = list(table.get("primary_key", []))
            for contents in (self._open, self._committed):
                contents.tables.setdefault(table["table"], {})

    def upsert(self, table: str, data: Mapping[str, Any]) -> None:
        row = {**copy.deepcopy(dict(data)), "_fivetran_deleted": False}
        self._table(table)[self._key(table, data)] = row

    def update(self, table: str, modified: Mapping[str, Any]) -> None:
        row = self._table(table).get(self._key(table, modified))
        if row is not None:
            row.update(copy.deepcopy(dict(modified)))

    def delete(self, table: str, keys: Mapping[str, Any]) -> None:
        rows, key = self._table(table), self._key(table, keys)
        if self._mode == "live":
            rows.pop(key, None)
        elif key in rows:
            rows[key]["_fivetran_deleted"] = True

    def truncate(self, table: str) -> None:
        if self._mode == "live":
            self._table(table).clear()
        for row in self._table(table).values():
            row["_fivetran_deleted"] = True

    def checkpoint(self, state: Mapping[str, Any]) -> None:
        self._open.state = json.loads(json.dumps(state))
        self._committed = copy.deepcopy(self._open)

    def end(self, *, failed: bool) -> None:
        """The end of a sync: rows after the last checkpoint are kept, or lost when it failed."""
        if failed:
            self._open = copy.deepcopy(self._committed)
        else:
            self._committed = copy.deepcopy(self._open)

    def _table(self, name: str) -> Rows:
        return self._open.tables.setdefault(name, {})

    def _key(self, table: str, data: Mapping[str, Any]) -> str:
        names = self._keys.get(table) or sorted(data)
        missing = [name for name in names if data.get(name) is None and self._keys.get(table)]
        if missing:
            raise AssertionError(f"a row of {table!r} lacks its key column {', '.join(map(repr, missing))}")
        return json.dumps([data.get(name) for name in names], default=str)


def _order(key: str) -> list[tuple[str, Any]]:
    """Numbers by their value, texts as texts, anything else as it is written."""
    return [
        (type(value).__name__, value) if isinstance(value, (int, float, str)) else ("", json.dumps(value))
        for value in json.loads(key)
    ]
