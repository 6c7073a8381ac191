"""A clock that only moves when it is told to, or slept on."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta, timezone

__all__ = ["FakeClock"]


class FakeClock:
    """Starts at a time of your choice (default 2026-01-01 in UTC). `sleep` moves it at once and is recorded in `sleeps`."""

    def __init__(self, start: datetime = datetime(2026, 1, 1, tzinfo=timezone.utc)) -> None:
        self._start = start
        self._passed = 0.0
        self._lock = threading.Lock()
        self.sleeps: list[float] = []

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return self._passed

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.sleeps.append(seconds)
            self._passed += seconds

    def advance(self, seconds: float) -> None:
        """Lets time pass without anybody sleeping."""
        with self._lock:
            self._passed += seconds
