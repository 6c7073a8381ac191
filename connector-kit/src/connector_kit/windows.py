"""Time windows for slow APIs: as long as the API bears, each done before the next begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, Generic, TypeVar

from .clock import SYSTEM_CLOCK, Clock
from .errors import RequestTimeoutError, StateError, WindowError
from .values import utc_datetime

__all__ = ["TimeWindows", "Window", "WindowProgress", "WindowResult", "poll_until"]

Data = TypeVar("Data")
Ready = TypeVar("Ready")


@dataclass(frozen=True)
class Window:
    """From `start`, included, to `end`, excluded."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class WindowProgress:
    """How far windows have come, and how long they are now. Part of a connector's state."""

    cursor: datetime
    days: float

    def to_state(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {"cursor": utc_datetime(self.cursor), "days": self.days}

    @classmethod
    def from_state(cls, state: Mapping[str, Any]) -> WindowProgress:
        """Raises StateError for anything that `to_state` has not made."""
        try:
            cursor = datetime.fromisoformat(str(state["cursor"]).replace("Z", "+00:00"))
            days = float(state["days"])
        except (KeyError, ValueError) as error:
            raise StateError(
                f"no progress of time windows: {error}; it needs 'cursor', a time in UTC, and 'days'"
            ) from None
        if cursor.tzinfo is None or not days > 0:
            raise StateError("no progress of time windows: 'cursor' needs a time zone, and 'days' is above 0")
        return cls(cursor, days)


@dataclass(frozen=True)
class WindowResult(Generic[Data]):
    """One window that was read to its end."""

    window: Window
    data: Data
    progress: WindowProgress
    """Save it with the data."""


@dataclass
class TimeWindows(Generic[Data]):
    """Reads from a cursor to an end that is fixed when `read` begins, so that nothing is skipped while it runs.

    A window that times out is halved, down to `shortest`; one that long is tried `tries` times in all. After `grow_after` good windows
    it is doubled again, up to `longest`.
    """

    fetch: Callable[[Window], Data]
    """Reads one window whole. What it returns is handed out only once it has returned."""
    longest: timedelta = timedelta(days=90)
    shortest: timedelta = timedelta(days=14)
    tries: int = 3
    grow_after: int = 2
    shrinks: Callable[[BaseException], bool] = field(default=lambda error: isinstance(error, TimeoutError))
    clock: Clock = SYSTEM_CLOCK

    def __post_init__(self) -> None:
        if not timedelta(0) < self.shortest <= self.longest or self.tries < 1 or self.grow_after < 1:
            raise ValueError("windows need 0 < shortest <= longest, and tries and grow_after of at least 1")

    def read(
        self,
        since: datetime | WindowProgress,
        *,
        until: datetime | None = None,
        overlap: timedelta = timedelta(0),
    ) -> Iterator[WindowResult[Data]]:
        """Windows from a time, or from saved progress, up to `until` (default: now).

        :param overlap: read so much before the cursor again, where the source reports late. Rows need a key then.
        """
        end = _require_zone(until or self.clock.now())
        if isinstance(since, WindowProgress):
            start, length = since.cursor - overlap, timedelta(days=since.days)
        else:
            start, length = _require_zone(since) - overlap, self.longest
        length = min(max(length, self.shortest), self.longest)
        good = 0
        failed = 0
        while start < end:
            window = Window(start, min(start + length, end))
            try:
                data = self.fetch(window)
            except Exception as error:
                if not self.shrinks(error):
                    raise
                good = 0
                if length > self.shortest:
                    # Half of what was asked for, which the end may have cut short.
                    length = max((window.end - window.start) / 2, self.shortest)
                    continue
                failed += 1
                if failed >= self.tries:
                    raise WindowError(
                        f"the window from {window.start.isoformat()} to {window.end.isoformat()} failed {failed} times: {error}. "
                        "The windows before it are done; allow shorter ones (shortest), more tries, or more time for each."
                    ) from error
                continue
            failed = 0
            good += 1
            if good >= self.grow_after:
                length, good = min(length * 2, self.longest), 0
            start = window.end
            yield WindowResult(window, data, WindowProgress(start, length / timedelta(days=1)))


def poll_until(
    ask: Callable[[], Ready | None],
    *,
    timeout_seconds: float,
    first_wait: float = 1.0,
    longest_wait: float = 30.0,
    clock: Clock = SYSTEM_CLOCK,
) -> Ready:
    """Asks for an asynchronous job until it is ready, that is until `ask` returns something else than None.

    Waits double from `first_wait` to `longest_wait`. Raises RequestTimeoutError after `timeout_seconds`, which halves a time window.
    """
    deadline = clock.monotonic() + timeout_seconds
    wait = first_wait
    while True:
        ready = ask()
        if ready is not None:
            return ready
        left = deadline - clock.monotonic()
        if left <= 0:
            raise RequestTimeoutError(f"the job was not ready after {timeout_seconds:g} s")
        clock.sleep(min(wait, left))
        wait = min(wait * 2, longest_wait)


def _require_zone(time: datetime) -> datetime:
    if time.tzinfo is None:
        raise ValueError("a time window needs times with a time zone, for instance timezone.utc")
    return time.astimezone(timezone.utc)
