"""Runs a connector in a test: against a warehouse in memory, killed wherever the test wants."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ..runner.load import load_connector
from ..runner.port import ByteStream, Operation
from ..runner.sdk import Connector, bound
from .warehouse import Warehouse

__all__ = ["Kill", "Killed", "Run", "run_connector", "survives_kills"]


class Killed(BaseException):
    """The process died. Not an Exception: no connector can catch it, as none can catch a kill."""


@dataclass(frozen=True)
class Kill:
    """Where the process dies: before or after the checkpoint of that number is kept, or before that operation. Numbers start at 1."""

    at: Literal["before checkpoint", "after checkpoint", "operation"]
    number: int


@dataclass
class Run:
    """What one sync did."""

    checkpoints: int = 0
    operations: int = 0
    log: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    killed: bool = False


class _TestPort:
    def __init__(self, warehouse: Warehouse, run: Run, kill: Kill | None) -> None:
        self._warehouse = warehouse
        self._run = run
        self._kill = kill

    def write(self, operation: Operation, table: str, data: Mapping[str, Any], schema: str | None) -> None:
        self._count()
        name = table if schema is None else f"{schema}.{table}"
        getattr(self._warehouse, operation)(name, data)

    def truncate(self, table: str, schema: str | None) -> None:
        self._count()
        self._warehouse.truncate(table if schema is None else f"{schema}.{table}")

    def checkpoint(self, state: Mapping[str, Any]) -> None:
        self._run.checkpoints += 1
        self._die_at("before checkpoint", self._run.checkpoints)
        self._warehouse.checkpoint(state)
        self._die_at("after checkpoint", self._run.checkpoints)

    def upload(self, path: str, stream: ByteStream, expected_bytes: int | None) -> None:
        content = stream.read()
        if expected_bytes is not None and len(content) != expected_bytes:
            raise ValueError(f"{path}: {len(content)} bytes came, {expected_bytes} were expected")
        self._run.files[path] = content

    def log(self, level: str, message: str) -> None:
        self._run.log.append((level, message))

    def warn(self, message: str) -> None:
        self._run.warnings.append(message)

    def _count(self) -> None:
        self._run.operations += 1
        self._die_at("operation", self._run.operations)

    def _die_at(self, at: str, number: int) -> None:
        if self._kill is not None and self._kill.at == at and self._kill.number == number:
            raise Killed


Source = Connector | str | Path
Update = Callable[..., Any]


def run_connector(
    connector: Source | Update,
    warehouse: Warehouse,
    configuration: Mapping[str, Any] | None = None,
    *,
    kill: Kill | None = None,
) -> Run:
    """One sync into the warehouse, from its state on.

    :param connector: a folder with a `connector.py`, a Connector, or an update function.
    """
    loaded = _loaded(connector)
    run = Run()
    given = dict(configuration or {})
    with bound(_TestPort(warehouse, run, kill)):
        warehouse.declare(loaded.schema(given))
        failed = True
        try:
            loaded.update(given, warehouse.state)
            failed = False
        except Killed:
            run.killed = True
        finally:
            warehouse.end(failed=failed)
    return run


def survives_kills(
    connector: Source | Update,
    configuration: Mapping[str, Any] | None = None,
    *,
    fresh: Callable[[], object] = lambda: None,
    operations: bool = True,
    ignore: Collection[str] = (),
    make: Callable[[], Warehouse] = Warehouse,
) -> int:
    """Kills a sync at every checkpoint (before and after it is kept) and before every operation, runs it again each time, and raises
    AssertionError where the tables differ from those of a sync that nobody disturbed. Returns how many kills there were.

    :param fresh: called before each sync that starts from nothing, to set the scripted source back.
    :param operations: whether to kill before every operation too.
    :param ignore: columns that may differ, for instance the time at which a row was seen.
    """
    fresh()
    wanted = make()
    undisturbed = run_connector(connector, wanted, configuration)
    kills = [
        Kill(at, number)
        for number in range(1, undisturbed.checkpoints + 1)
        for at in ("before checkpoint", "after checkpoint")
    ]
    if operations:
        kills += [Kill("operation", number) for number in range(1, undisturbed.operations + 1)]
    for kill in kills:
        fresh()
        warehouse = make()
        killed = run_connector(connector, warehouse, configuration, kill=kill)
        if not killed.killed:
            raise AssertionError(
                f"the sync did not come to {kill.at} {kill.number} again: it is not deterministic"
            )
        run_connector(connector, warehouse, configuration)
        for table in sorted({*wanted.tables(), *warehouse.tables()}):
            found, expected = (_without(ignore, each.rows(table)) for each in (warehouse, wanted))
            _require_equal(table, found, expected, kill)
    return len(kills)


def _loaded(connector: Source | Update) -> Connector:
    if isinstance(connector, Connector):
        return connector
    if isinstance(connector, (str, Path)):
        return load_connector(connector)
    return Connector(update=connector)


def _without(ignore: Collection[str], rows: list[dict[str, Any]]) -> list[str]:
    kept = ({name: value for name, value in row.items() if name not in ignore} for row in rows)
    return [json.dumps(row, sort_keys=True, default=str) for row in kept]


def _require_equal(table: str, found: list[str], wanted: list[str], kill: Kill) -> None:
    if found == wanted:
        return
    lost = [row for row in wanted if row not in set(found)]
    extra = [row for row in found if row not in set(wanted)]
    raise AssertionError(
        f"killed at {kill.at} {kill.number} and run again, {table!r} has {len(lost)} rows lost (first {lost[:1]}) "
        f"and {len(extra)} rows too many (first {extra[:1]})"
    )
