"""Paging by id: `id > cursor` in the order of ids, so that rows that are added or deleted meanwhile move no page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from .errors import HttpError, PoisonedRecordsError, RequestTimeoutError, SkippedRowsError
from .poison import Poisoned, transform_rows

__all__ = ["PAGE_SIZES", "IdBatch", "IdPages", "IdRequest", "shrinks_page"]

Fields = Mapping[str, Any]

PAGE_SIZES: tuple[int, ...] = (1000, 500, 250, 50, 10, 1)


def shrinks_page(error: BaseException) -> bool:
    """Whether a smaller page may succeed where this one failed: a time-out, 400, 408, 413, 422, or a 5xx."""
    if isinstance(error, HttpError):
        return error.status in {400, 408, 413, 422} or error.status >= 500
    return isinstance(error, (RequestTimeoutError, TimeoutError))


@dataclass(frozen=True)
class IdRequest:
    """What one page is asked for: rows with an id above `after`, in ascending order, without the first `skip`, at most `limit`."""

    after: Any
    skip: int
    limit: int


@dataclass(frozen=True)
class IdBatch:
    """Rows that may be written and checkpointed: everything up to `cursor` has been read."""

    rows: Sequence[dict[str, Any]]
    poisoned: Sequence[Poisoned]
    cursor: Any
    """The id to go on from; save it with the rows."""


@dataclass
class IdPages:
    """Reads a table by id, from a cursor to the end.

    Pages of one wave are read in parallel and handed out in order. Pages behind the first are asked for by `skip` and overlap the one
    before by a row: where the overlap is not that row, a row was deleted or added meanwhile, and they are read again from the cursor.

    A page that fails is asked for in smaller sizes, and sizes grow again after `grow_after` good pages. A record that fails alone is
    poisoned: it is handed out as such and passed. `fetch` makes its own retries, so that a page shrinks only for what stays.
    """

    fetch: Callable[[IdRequest], Sequence[Fields]]
    id_of: Callable[[Fields], Any] = field(default=lambda row: row["id"])
    transform: Callable[[Fields], dict[str, Any]] = field(default=dict)
    """A record for which it raises is poisoned."""
    sizes: Sequence[int] = PAGE_SIZES
    parallel: int = 1
    """Requests at once. With more than 1, `fetch` must honour `skip` and be safe in threads."""
    grow_after: int = 3
    shrinks: Callable[[BaseException], bool] = shrinks_page
    poisoned_in_a_row: int = 10
    """More records in a row than this that fail alone end the sync with PoisonedRecordsError: then the API is broken, not the records."""
    next_id: Callable[[Any], Any] | None = None
    """The lowest id above one, read in a way that does not fail with the record; None at the end. Names poisoned records."""

    def __post_init__(self) -> None:
        if not self.sizes or self.sizes[-1] != 1 or list(self.sizes) != sorted(set(self.sizes), reverse=True):
            raise ValueError("page sizes go down to 1, each once: (1000, 500, 250, 50, 10, 1)")
        if self.parallel < 1 or self.grow_after < 1 or self.poisoned_in_a_row < 0:
            raise ValueError("parallel and grow_after are 1 at least, poisoned_in_a_row 0 at least")

    def read(self, cursor: Any = None) -> Iterator[IdBatch]:
        """Batches from a cursor on, up to the first empty page."""
        size = _Size(self.sizes, self.grow_after)
        with ThreadPoolExecutor(self.parallel) as pool:
            while True:
                pages, failure = self._wave(pool, cursor, size.limit)
                for rows in pages:
                    if len(rows) == 0:
                        return
                    cursor = self.id_of(rows[-1])
                    size.succeeded()
                    good, bad = transform_rows(rows, self.id_of, self.transform)
                    yield IdBatch(good, bad, cursor)
                if failure is None or pages:
                    continue
                if not self.shrinks(failure):
                    raise failure
                if not size.shrink():
                    batch = self._pass_poisoned(cursor, failure)
                    if batch is None:
                        continue
                    yield batch
                    if not batch.rows and batch.cursor == cursor:
                        return
                    cursor = batch.cursor

    def _wave(
        self, pool: ThreadPoolExecutor, cursor: Any, limit: int
    ) -> tuple[list[Sequence[Fields]], BaseException | None]:
        """Pages that follow each other without a gap, and the error of the one after them."""
        # A page of one row has no room for an overlap.
        count = self.parallel if limit > 1 else 1
        requests = [IdRequest(cursor, each * (limit - 1), limit) for each in range(count)]
        running: list[Future[Sequence[Fields]]] = [pool.submit(self.fetch, request) for request in requests]
        pages: list[Sequence[Fields]] = []
        last = cursor
        try:
            for index, future in enumerate(running):
                try:
                    rows = future.result()
                except Exception as error:
                    return pages, error
                self._require_order(rows, cursor)
                if index > 0:
                    if len(rows) == 0 or self.id_of(rows[0]) != last:
                        return pages, None
                    rows = rows[1:]
                if len(rows) == 0:
                    return (pages or [rows]), None
                pages.append(rows)
                last = self.id_of(rows[-1])
                if len(rows) < limit - (1 if index > 0 else 0):
                    # Shorter than asked: what was skipped for the next page is not what stands here.
                    return pages, None
            return pages, None
        finally:
            for future in running:
                future.cancel()

    def _require_order(self, rows: Sequence[Fields], cursor: Any) -> None:
        before = cursor
        for row in rows:
            own = self.id_of(row)
            if before is not None and not own > before:
                raise SkippedRowsError(
                    f"id {own!r} came after {before!r}: the API must return ids above the cursor in ascending order, or rows are skipped"
                )
            before = own

    def _pass_poisoned(self, cursor: Any, failure: BaseException) -> IdBatch | None:
        """The records that fail alone after the cursor, and the first good one behind them. None where they no longer fail."""
        poisoned: list[Poisoned] = []
        key = cursor
        error = failure
        while True:
            known = None if self.next_id is None else self.next_id(key)
            if self.next_id is not None and known is None:
                return IdBatch([], poisoned, key)
            place = f"after {cursor}" + (f", number {len(poisoned) + 1}" if poisoned else "")
            poisoned.append(Poisoned(place if known is None else known, error))
            if len(poisoned) > self.poisoned_in_a_row:
                raise PoisonedRecordsError(
                    f"{len(poisoned)} records in a row after id {cursor!r} could not be read, the last with {type(error).__name__}: {error}. "
                    "More in a row than poisoned_in_a_row means that the API fails, not the records; nothing of them was passed."
                ) from error
            key = known
            after, skip = (cursor, len(poisoned)) if known is None else (known, 0)
            try:
                rows = self.fetch(IdRequest(after, skip, 1))
            except Exception as next_error:
                if not self.shrinks(next_error):
                    raise
                error = next_error
                continue
            self._require_order(rows, after)
            if known is None and not self._still_fails(cursor, skip - 1):
                return None
            if len(rows) == 0:
                return IdBatch([], poisoned, cursor if known is None else known)
            good, bad = transform_rows(rows, self.id_of, self.transform)
            return IdBatch(good, [*poisoned, *bad], self.id_of(rows[-1]))

    def _still_fails(self, cursor: Any, skip: int) -> bool:
        """Whether the last record that was skipped is still there: had it been deleted, `skip` would have skipped a good one."""
        try:
            self.fetch(IdRequest(cursor, skip, 1))
        except Exception as error:
            if not self.shrinks(error):
                raise
            return True
        return False


class _Size:
    """The size of pages, going down the list on errors and up again after good pages."""

    def __init__(self, sizes: Sequence[int], grow_after: int) -> None:
        self._sizes = sizes
        self._grow_after = grow_after
        self._index = 0
        self._good = 0

    @property
    def limit(self) -> int:
        return self._sizes[self._index]

    def succeeded(self) -> None:
        self._good += 1
        if self._good >= self._grow_after and self._index > 0:
            self._index -= 1
            self._good = 0

    def shrink(self) -> bool:
        """Whether there was a smaller size."""
        self._good = 0
        if self._index == len(self._sizes) - 1:
            return False
        self._index += 1
        return True
