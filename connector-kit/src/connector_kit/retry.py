"""Trying again: full jitter, `Retry-After`, an end."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import TypeVar

from .clock import SYSTEM_CLOCK, Clock
from .errors import HttpError, NetworkError, RequestTimeoutError

__all__ = ["RetryPolicy", "call_with_retries", "is_retryable", "read_retry_after"]

Result = TypeVar("Result")

RETRYABLE_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})


def is_retryable(error: BaseException) -> bool:
    """Whether the same call may succeed later: no response, 408, 425, 429 and the 5xx that say so."""
    if isinstance(error, HttpError):
        return error.status in RETRYABLE_STATUSES
    return isinstance(error, (NetworkError, RequestTimeoutError))


@dataclass(frozen=True)
class RetryPolicy:
    """How often and how long a call is tried.

    The wait before try n is random between 0 and `base_seconds * 2 ** (n - 1)`, at most `cap_seconds`. A `Retry-After` is the shortest
    wait then, with the jitter on top, so that many workers do not come back at once.
    """

    tries: int = 6
    """Tries in all, the first included."""
    base_seconds: float = 1.0
    cap_seconds: float = 60.0
    total_seconds: float = 600.0
    """No wait begins that would end later than this after the first try began."""

    def __post_init__(self) -> None:
        if self.tries < 1 or self.base_seconds < 0 or self.cap_seconds < 0 or self.total_seconds < 0:
            raise ValueError(f"a retry policy needs tries of at least 1 and no negative seconds: {self}")

    def wait_before(self, next_try: int, retry_after: float | None, rng: random.Random) -> float:
        """Seconds to wait before the try of that number (2 for the first repetition)."""
        # The exponent is bounded: 2.0 ** 2000 is an OverflowError.
        highest = min(self.cap_seconds, self.base_seconds * 2.0 ** min(next_try - 2, 60))
        return (retry_after or 0.0) + rng.uniform(0.0, highest)


def call_with_retries(
    call: Callable[[], Result],
    *,
    policy: RetryPolicy | None = None,
    retryable: Callable[[BaseException], bool] = is_retryable,
    on_retry: Callable[[BaseException, int, float], None] | None = None,
    clock: Clock = SYSTEM_CLOCK,
    rng: random.Random | None = None,
) -> Result:
    """Calls until it succeeds, and raises the last error once the policy allows no further try.

    An error's `retry_after`, in seconds, is honoured. One that goes beyond the total time raises at once.

    :param on_retry: called before each wait with the error, the number of the next try, and the seconds.
    """
    rules = policy or RetryPolicy()
    source = rng or random.Random()
    started = clock.monotonic()
    tried = 0
    while True:
        tried += 1
        try:
            return call()
        except Exception as error:
            if tried >= rules.tries or not retryable(error):
                raise
            wait = rules.wait_before(tried + 1, getattr(error, "retry_after", None), source)
            if clock.monotonic() - started + wait > rules.total_seconds:
                raise
            if on_retry is not None:
                on_retry(error, tried + 1, wait)
        clock.sleep(wait)


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a `Retry-After` header asks for: a number of seconds or an HTTP date. None for none, or one that means nothing."""
    if value is None:
        return None
    text = value.strip()
    try:
        seconds = float(text)
    except ValueError:
        try:
            date = parsedate_to_datetime(text)
        except (TypeError, ValueError):
            return None
        if date.tzinfo is None:
            date = date.replace(tzinfo=timezone.utc)
        seconds = (date - now).total_seconds()
    # Not a number, and infinity, are read by float() too.
    return min(max(seconds, 0.0), 86_400.0 * 365) if not math.isnan(seconds) else None
