from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest

from connector_kit import TimeWindows, Window, WindowProgress, poll_until
from connector_kit.errors import RequestTimeoutError, StateError, WindowError
from connector_kit.testing import FakeClock

START = datetime(2025, 1, 1, tzinfo=timezone.utc)
END = datetime(2026, 1, 1, tzinfo=timezone.utc)


class Api:
    """Times out for windows longer than it bears."""

    def __init__(self, bears_days: float, clock: FakeClock | None = None) -> None:
        self.bears = timedelta(days=bears_days)
        self.asked: list[Window] = []
        self.clock = clock

    def __call__(self, window: Window) -> str:
        self.asked.append(window)
        if self.clock is not None:
            self.clock.advance(86_400)
        if window.end - window.start > self.bears:
            raise RequestTimeoutError("slow")
        return "rows"


def lengths(api: Api) -> list[float]:
    return [(window.end - window.start) / timedelta(days=1) for window in api.asked]


@pytest.mark.parametrize("bears", [15, 30, 60, 100, 400])
def test_windows_follow_each_other_without_gap_or_overlap(bears: float) -> None:
    results = list(TimeWindows(Api(bears), clock=FakeClock(END)).read(START))
    assert results[0].window.start == START
    assert results[-1].window.end == END
    for one, other in pairwise(results):
        assert one.window.end == other.window.start == one.progress.cursor


def test_the_end_is_fixed_at_the_start() -> None:
    clock = FakeClock(END)
    api = Api(400, clock)
    results = list(TimeWindows(api, clock=clock).read(START))
    assert results[-1].window.end == END < clock.now()


def test_a_time_out_halves_down_to_the_shortest_and_good_windows_double() -> None:
    api = Api(23)
    list(TimeWindows(api, clock=FakeClock(END)).read(START))
    assert lengths(api)[:7] == [90, 45, 22.5, 22.5, 45, 22.5, 22.5]


def test_the_shortest_window_is_tried_a_bounded_number_of_times() -> None:
    api = Api(1)
    with pytest.raises(WindowError, match="failed 3 times"):
        list(TimeWindows(api, clock=FakeClock(END)).read(START))
    assert lengths(api) == [90, 45, 22.5, 14, 14, 14]


def test_a_short_last_window_that_fails_ends_too() -> None:
    api = Api(1)
    with pytest.raises(WindowError):
        list(TimeWindows(api, clock=FakeClock(END)).read(END - timedelta(days=3)))


def test_other_errors_are_raised_at_once() -> None:
    def fetch(window: Window) -> str:
        raise KeyError("x")

    with pytest.raises(KeyError):
        list(TimeWindows(fetch, clock=FakeClock(END)).read(START))


def test_progress_goes_through_a_state_and_goes_on_with_the_length_it_had() -> None:
    api = Api(50)
    windows = TimeWindows(api, clock=FakeClock(END))
    first = next(windows.read(START))
    state = first.progress.to_state()
    assert state == {"cursor": "2025-02-15T00:00:00Z", "days": 45.0}
    again = list(windows.read(WindowProgress.from_state(state), until=END, overlap=timedelta(days=1)))
    assert again[0].window.start == datetime(2025, 2, 14, tzinfo=timezone.utc)
    assert again[-1].window.end == END


def test_nothing_is_left_to_read() -> None:
    assert list(TimeWindows(Api(1), clock=FakeClock(END)).read(END)) == []


@pytest.mark.parametrize(
    "state",
    [
        {},
        {"cursor": "x", "days": 1},
        {"cursor": "2025-01-01T00:00:00", "days": 1},
        {"cursor": "2025-01-01T00:00:00Z", "days": 0},
    ],
)
def test_a_state_that_is_no_progress_is_an_error(state: dict[str, Any]) -> None:
    with pytest.raises(StateError):
        WindowProgress.from_state(state)


def test_windows_without_sense_are_refused() -> None:
    with pytest.raises(ValueError):
        TimeWindows(Api(1), shortest=timedelta(days=100))
    with pytest.raises(ValueError, match="time zone"):
        list(TimeWindows(Api(1)).read(datetime(2025, 1, 1)))


def test_a_job_is_polled_with_longer_and_longer_waits() -> None:
    clock = FakeClock()
    answers = iter([None, None, None, "ready"])
    assert poll_until(lambda: next(answers), timeout_seconds=100, longest_wait=3, clock=clock) == "ready"
    assert clock.sleeps == [1, 2, 3]


def test_a_job_that_is_not_ready_in_time_is_a_time_out() -> None:
    clock = FakeClock()
    with pytest.raises(RequestTimeoutError, match="10 s"):
        poll_until(lambda: None, timeout_seconds=10, clock=clock)
    assert sum(clock.sleeps) == 10
