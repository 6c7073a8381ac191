from __future__ import annotations

import random
from datetime import datetime, timezone

import pytest

from connector_kit import RateLimiter, RetryPolicy, call_with_retries
from connector_kit.clock import SYSTEM_CLOCK
from connector_kit.errors import HttpError, NetworkError, RequestTimeoutError
from connector_kit.retry import is_retryable, read_retry_after
from connector_kit.testing import FakeClock

NOW = datetime(2026, 1, 1, tzinfo=timezone.utc)


class Fails:
    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.calls = 0

    def __call__(self) -> str:
        self.calls += 1
        if self.errors:
            raise self.errors.pop(0)
        return "done"


@pytest.mark.parametrize("status", [408, 425, 429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(status: int) -> None:
    clock = FakeClock()
    call = Fails(HttpError("GET", "/", status), NetworkError("x"), RequestTimeoutError("y"))
    assert call_with_retries(call, clock=clock) == "done"
    assert call.calls == 4
    assert len(clock.sleeps) == 3


@pytest.mark.parametrize("error", [HttpError("GET", "/", 404), HttpError("GET", "/", 401), KeyError("x")])
def test_what_stays_is_raised_at_once(error: Exception) -> None:
    clock = FakeClock()
    call = Fails(error)
    with pytest.raises(type(error)):
        call_with_retries(call, clock=clock)
    assert call.calls == 1
    assert clock.sleeps == []
    assert not is_retryable(error)


def test_waits_are_random_from_nothing_to_twice_the_last_and_capped() -> None:
    policy = RetryPolicy(base_seconds=1, cap_seconds=8)
    rng = random.Random(1)
    for next_try, highest in [(2, 1), (3, 2), (4, 4), (5, 8), (6, 8), (5000, 8)]:
        waits = [policy.wait_before(next_try, None, rng) for _ in range(300)]
        assert min(waits) < highest * 0.1
        assert highest * 0.9 < max(waits) <= highest


def test_a_retry_after_is_the_shortest_wait() -> None:
    clock = FakeClock()
    call_with_retries(Fails(HttpError("GET", "/", 429, b"", 30.0)), clock=clock)
    assert 30 <= clock.sleeps[0] <= 31


def test_a_retry_after_beyond_the_total_time_raises_at_once() -> None:
    clock = FakeClock()
    with pytest.raises(HttpError):
        call_with_retries(Fails(HttpError("GET", "/", 503, b"", 601.0)), clock=clock)
    assert clock.sleeps == []


def test_tries_end_and_each_retry_is_told() -> None:
    told: list[tuple[str, int]] = []
    call = Fails(*[NetworkError(str(number)) for number in range(10)])
    with pytest.raises(NetworkError, match="2"):
        call_with_retries(
            call,
            policy=RetryPolicy(tries=3),
            clock=FakeClock(),
            on_retry=lambda error, number, wait: told.append((str(error), number)),
        )
    assert told == [("0", 2), ("1", 3)]


def test_a_policy_without_sense_is_refused() -> None:
    with pytest.raises(ValueError):
        RetryPolicy(tries=0)
    with pytest.raises(ValueError):
        RetryPolicy(base_seconds=-1)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("7", 7.0),
        (" 1.5 ", 1.5),
        ("-3", 0.0),
        ("nan", None),
        ("inf", 86_400.0 * 365),
        ("Thu, 01 Jan 2026 00:01:00 GMT", 60.0),
        ("Thu, 01 Jan 2026 00:01:00", 60.0),
        ("Thu, 01 Jan 2020 00:00:00 GMT", 0.0),
        ("soon", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert read_retry_after(header, NOW) == seconds


def test_a_limiter_lets_no_period_hold_more_calls() -> None:
    clock = FakeClock()
    limiter = RateLimiter(3, 10, clock=clock)
    starts = []
    for number in range(10):
        limiter.wait()
        starts.append(clock.monotonic())
        clock.advance(number % 3)
    for first, fourth in zip(starts, starts[3:], strict=False):
        assert fourth - first >= 10


def test_a_spread_limiter_keeps_equal_distances() -> None:
    clock = FakeClock()
    limiter = RateLimiter(4, 8, spread=True, clock=clock)
    for _ in range(4):
        limiter.wait()
    assert clock.monotonic() == 6


def test_a_pause_holds_for_those_who_already_wait() -> None:
    class Pausing(FakeClock):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds)
            if len(self.sleeps) == 1:
                limiter.pause(100)

    clock = Pausing()
    limiter = RateLimiter(1, 10, clock=clock)
    limiter.wait()
    limiter.wait()
    assert clock.monotonic() == 110
    limiter.pause(5)
    limiter.wait()
    assert clock.monotonic() == 120


@pytest.mark.parametrize("arguments", [(0, 1.0), (1, 0.0)])
def test_a_limiter_without_sense_is_refused(arguments: tuple[int, float]) -> None:
    with pytest.raises(ValueError):
        RateLimiter(*arguments)


def test_the_machines_clock_moves() -> None:
    before = SYSTEM_CLOCK.monotonic()
    SYSTEM_CLOCK.sleep(0)
    assert SYSTEM_CLOCK.monotonic() >= before
    assert SYSTEM_CLOCK.now().tzinfo is timezone.utc
