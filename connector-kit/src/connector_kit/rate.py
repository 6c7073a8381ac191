"""Staying below an API's limits."""

from __future__ import annotations

import threading
from collections import deque

from .clock import SYSTEM_CLOCK, Clock

__all__ = ["RateLimiter"]


class RateLimiter:
    """At most `calls` calls in any `seconds` seconds, over all threads that share it.

    With `spread`, calls have equal distances; without it the calls of a period may come at once.
    """

    def __init__(
        self, calls: int, seconds: float = 1.0, *, spread: bool = False, clock: Clock = SYSTEM_CLOCK
    ) -> None:
        if calls < 1 or seconds <= 0:
            raise ValueError("a rate limit needs calls of at least 1 and seconds above 0")
        self._seconds = seconds
        self._distance = seconds / calls if spread else 0.0
        self._starts: deque[float] = deque(maxlen=calls)
        self._closed_until = 0.0
        self._clock = clock
        self._lock = threading.Lock()

    def wait(self) -> None:
        """Returns when the next call may begin, and counts it."""
        while True:
            with self._lock:
                now = self._clock.monotonic()
                start = self._earliest_start()
                if start <= now:
                    self._starts.append(now)
                    return
            # Somebody may pause everything, or be first, while this thread sleeps: it asks again.
            self._clock.sleep(start - now)

    def pause(self, seconds: float) -> None:
        """Lets no call begin for that long, for all threads: what a `Retry-After` or a used-up quota asks for."""
        with self._lock:
            self._closed_until = max(self._closed_until, self._clock.monotonic() + seconds)

    def _earliest_start(self) -> float:
        start = self._closed_until
        if self._starts:
            start = max(start, self._starts[-1] + self._distance)
        if len(self._starts) == self._starts.maxlen:
            start = max(start, self._starts[0] + self._seconds)
        return start
