"""Records that cannot be read: a row in a table of errors instead of the end of the sync."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from .clock import SYSTEM_CLOCK, Clock
from .secrets import Secrets
from .values import utc_datetime

__all__ = ["ErrorsTable", "Poisoned", "Upsert"]

HIDDEN = "[hidden]"
_LONGEST_REASON = 1000


@dataclass(frozen=True)
class Poisoned:
    """A record that could not be read, and why."""

    key: object
    """Its id; where that is not known, the id after which it comes, as `after 17`."""
    error: BaseException = field(repr=False)
    row: Mapping[str, Any] | None = field(default=None, repr=False)
    """What was received of it, if anything."""


class Upsert(Protocol):
    """`Operations.upsert` of the SDK."""

    def __call__(self, table: str, data: dict[str, Any]) -> object: ...


@dataclass
class ErrorsTable:
    """Writes poisoned records into a table: `source_table`, `key` (both the primary key), `reason`, `context`, `seen_at`.

    Neither secrets nor the values of hidden columns get into reason or context: name there what is blocked or hashed at the destination,
    since this table is neither.
    """

    upsert: Upsert
    secrets: Secrets = field(default_factory=Secrets)
    hidden: Mapping[str, Iterable[str]] = field(default_factory=dict)
    """Columns by table whose values may not leave their table."""
    table: str = "errors"
    clock: Clock = SYSTEM_CLOCK

    def declaration(self) -> dict[str, Any]:
        """The table for the connector's `schema`."""
        columns = {
            "source_table": "STRING",
            "key": "STRING",
            "reason": "STRING",
            "context": "JSON",
            "seen_at": "UTC_DATETIME",
        }
        return {"table": self.table, "primary_key": ["source_table", "key"], "columns": columns}

    def write(self, table: str, poisoned: Iterable[Poisoned]) -> int:
        """Writes the records of one table. Returns how many there were."""
        count = 0
        for each in poisoned:
            self.upsert(table=self.table, data=self._row(table, each, self.clock.now()))
            count += 1
        return count

    def _row(self, table: str, poisoned: Poisoned, now: datetime) -> dict[str, Any]:
        hidden = set(self.hidden.get(table, ()))
        row = poisoned.row or {}
        reason = f"{type(poisoned.error).__name__}: {poisoned.error}"
        # A message may quote the value that it is about.
        for text in sorted(
            set(_texts_in(value for name, value in row.items() if name in hidden)), key=len, reverse=True
        ):
            reason = reason.replace(text, HIDDEN)
        context = {name: HIDDEN if name in hidden else value for name, value in row.items()}
        return {
            "source_table": table,
            "key": self.secrets.blank(str(HIDDEN if _is_hidden(poisoned.key, row, hidden) else poisoned.key)),
            "reason": self.secrets.blank(reason)[:_LONGEST_REASON],
            "context": json.loads(json.dumps(self.secrets.blank_value(context), default=str)),
            "seen_at": utc_datetime(now),
        }


def _is_hidden(key: object, row: Mapping[str, Any], hidden: set[str]) -> bool:
    return any(row.get(name) == key for name in hidden if name in row)


def _texts_in(values: Iterable[object]) -> Iterable[str]:
    for value in values:
        if isinstance(value, Mapping):
            yield from _texts_in(value.values())
        elif isinstance(value, (list, tuple)):
            yield from _texts_in(value)
        elif value is not None and not isinstance(value, bool) and str(value) != "":
            yield str(value)


def transform_rows(
    rows: Iterable[Mapping[str, Any]],
    key: Callable[[Mapping[str, Any]], object],
    transform: Callable[[Mapping[str, Any]], dict[str, Any]],
) -> tuple[list[dict[str, Any]], list[Poisoned]]:
    """The rows as they are to be written, and those that could not be made into one."""
    good: list[dict[str, Any]] = []
    bad: list[Poisoned] = []
    for row in rows:
        try:
            good.append(transform(row))
        except Exception as error:
            bad.append(Poisoned(key(row), error, row))
    return good, bad
