"""Properties of paging, tried on generated sources: every row once, whatever the API does meanwhile."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import HttpError
from ..ids import IdRequest

__all__ = ["Case", "PagedApi", "check_paging"]

Row = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A generated source."""

    ids: tuple[int, ...]
    page_limit: int
    """The API gives no more rows than this at once."""
    heavy_ids: frozenset[int] = frozenset()
    """A page with one of them and more than `heavy_limit` rows is status 504."""
    heavy_limit: int = 10
    poisoned_ids: frozenset[int] = frozenset()
    """Any page with one of them is status 500."""
    changes: tuple[tuple[int, str, int], ...] = ()
    """Before that call: `delete` or `insert` that id."""


@dataclass
class PagedApi:
    """An API of one table, in memory. Its methods are what the kit's readers, and yours, call."""

    case: Case
    calls: int = 0
    present: list[int] = field(default_factory=list)
    always: set[int] = field(default_factory=set)
    """Ids that were there all the time: each must be read once."""
    ever: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.present = sorted(self.case.ids)
        self.always = set(self.present)
        self.ever = set(self.present)
        self._lock = threading.Lock()

    def after_id(self, request: IdRequest) -> list[Row]:
        """Rows with higher ids, in order."""
        with self._lock:
            self._call()
            behind = [each for each in self.present if request.after is None or each > request.after]
            return self._page(behind[request.skip :], request.limit)

    def from_offset(self, offset: int, limit: int) -> list[Row]:
        """Rows from an offset on, in the order of ids."""
        with self._lock:
            self._call()
            return self._page(self.present[offset:], limit)

    def _page(self, ids: Sequence[int], limit: int) -> list[Row]:
        page = ids[: min(limit, self.case.page_limit)]
        if self.case.poisoned_ids.intersection(page):
            raise HttpError("GET", "/rows", 500)
        if len(page) > self.case.heavy_limit and self.case.heavy_ids.intersection(page):
            raise HttpError("GET", "/rows", 504)
        return [{"id": each, "name": f"row {each}"} for each in page]

    def _call(self) -> None:
        self.calls += 1
        for at, what, own in self.case.changes:
            if at != self.calls:
                continue
            if what == "delete" and own in self.present:
                self.present.remove(own)
                self.always.discard(own)
            elif what == "insert" and own not in self.present:
                self.present = sorted([*self.present, own])
                self.ever.add(own)


def check_paging(
    read: Callable[[PagedApi], Iterable[Row]],
    *,
    cases: int = 200,
    seed: int = 0,
    rows: int = 40,
    faults: bool = True,
    changes: bool = True,
) -> None:
    """Reads generated sources with `read`, and raises AssertionError with the smallest case found in which a row that was there all the
    time does not come exactly once, or one comes that never was there. Poisoned rows may be left out.

    :param faults: whether pages fail, by their size and by poisoned rows.
    :param changes: whether rows are added and deleted between calls.
    """
    rng = random.Random(seed)
    for number in range(cases):
        case = _generate(rng, rows, faults, changes)
        problem = _problem(read, case)
        if problem is not None:
            smallest, problem = _shrink(read, case, problem)
            raise AssertionError(f"case {number} of seed {seed}: {problem} in {smallest}")


def _generate(rng: random.Random, rows: int, faults: bool, changes: bool) -> Case:
    ids = sorted(rng.sample(range(1, rows * 2), rng.randint(0, rows)))
    case = Case(tuple(ids), rng.choice([1, 2, 3, 7, 20, 1000]))
    if faults and ids:
        case = replace(
            case,
            heavy_ids=frozenset(rng.sample(ids, rng.randint(0, min(3, len(ids))))),
            heavy_limit=rng.choice([1, 2, 10]),
            poisoned_ids=frozenset(rng.sample(ids, rng.randint(0, min(2, len(ids))))),
        )
    if changes:
        made = tuple(
            (rng.randint(1, 30), rng.choice(["delete", "insert"]), rng.randint(1, rows * 2))
            for _ in range(rng.randint(0, 4))
        )
        case = replace(case, changes=made)
    return case


def _problem(read: Callable[[PagedApi], Iterable[Row]], case: Case) -> str | None:
    api = PagedApi(case)
    try:
        found = [row["id"] for row in read(api)]
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    lost = sorted(api.always - set(found) - case.poisoned_ids)
    doubled = sorted({each for each in found if found.count(each) > 1})
    invented = sorted(set(found) - api.ever)
    named = {"lost": lost, "doubled": doubled, "invented": invented}
    text = ", ".join(f"{name} {ids}" for name, ids in named.items() if ids)
    return text or None


def _shrink(read: Callable[[PagedApi], Iterable[Row]], case: Case, problem: str) -> tuple[Case, str]:
    """Takes away what the problem does not need."""
    while True:
        for smaller in _smaller(case):
            found = _problem(read, smaller)
            if found is not None:
                case, problem = smaller, found
                break
        else:
            return case, problem


def _smaller(case: Case) -> Iterable[Case]:
    for index in range(len(case.changes)):
        yield replace(case, changes=case.changes[:index] + case.changes[index + 1 :])
        at, what, own = case.changes[index]
        if at > 1:
            # Fewer rows need fewer calls until the change matters.
            yield replace(
                case, changes=(*case.changes[:index], (at - 1, what, own), *case.changes[index + 1 :])
            )
    for own in case.ids:
        yield replace(
            case,
            ids=tuple(each for each in case.ids if each != own),
            heavy_ids=case.heavy_ids - {own},
            poisoned_ids=case.poisoned_ids - {own},
        )
    for own in case.poisoned_ids:
        yield replace(case, poisoned_ids=case.poisoned_ids - {own})
    for own in case.heavy_ids:
        yield replace(case, heavy_ids=case.heavy_ids - {own})
