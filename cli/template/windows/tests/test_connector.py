"""Without a network, without waiting: the platform is scripted, its clock moved by hand, and the sync killed wherever it can be."""

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from connector_kit import Response
from connector_kit.testing import (
    FakeClock,
    ScriptedHttp,
    Warehouse,
    json_response,
    load_module,
    run_connector,
    survives_kills,
)

CONFIGURATION = {
    "base_url": "https://ads.test/v1",
    "client_id": "client-of-the-test",
    "client_secret": "secret-of-the-test",
    "since": "2025-01-01",
}
TODAY = date(2026, 1, 1)


class Platform:
    """Prepares a report for a minute, and never finishes one of more than 30 days."""

    def __init__(self, clock):
        self.clock = clock
        self.reports = []

    def order(self, request):
        order = json.loads(request.body)
        first, last = (date.fromisoformat(order[name][:10]) for name in ("from", "to"))
        self.reports.append((first, last, self.clock.monotonic()))
        return json_response({"id": len(self.reports) - 1})

    def report(self, request):
        first, last, ordered = self.reports[int(request.url.rsplit("/", 1)[1])]
        days = (last - first).days
        if days > 30 or self.clock.monotonic() - ordered < 60:
            return json_response({"status": "pending"})
        rows = [
            {"campaign": 7, "day": str(day), "clicks": day.day, "cost": 1.5}
            for day in (first + timedelta(days=each) for each in range(days))
        ]
        return json_response({"status": "ready", "rows": rows})


class AnyReport(ScriptedHttp):
    """One answer for all reports, whatever their number."""

    def send(self, request):
        if "/reports/" in request.url:
            return self.platform.report(request)
        return super().send(request)


@pytest.fixture
def connector(monkeypatch):
    module = load_module(Path(__file__).parent.parent)
    clock = FakeClock(datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=timezone.utc))
    script = AnyReport()
    script.platform = Platform(clock)
    script.on("POST", "/v1/token", json_response({"access_token": "token-of-the-test"}))
    script.on("POST", "/v1/reports", script.platform.order).on("GET", "/v1/me", Response(200))
    monkeypatch.setattr(module, "TRANSPORT", script)
    monkeypatch.setattr(module, "CLOCK", FixedDay(clock))
    return module.connector


class FixedDay:
    """Moves while it waits, but stays on the day: a run of a test must not read further than the one before."""

    def __init__(self, clock):
        self.clock = clock

    def now(self):
        return datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=timezone.utc)

    def monotonic(self):
        return self.clock.monotonic()

    def sleep(self, seconds):
        self.clock.sleep(seconds)


def test_every_day_comes_once_though_long_reports_never_finish(connector):
    warehouse = Warehouse()
    run = run_connector(connector, warehouse, CONFIGURATION)
    days = [row["day"] for row in warehouse.rows("campaign_days")]
    first = date.fromisoformat(CONFIGURATION["since"])
    assert days == [str(first + timedelta(days=each)) for each in range((TODAY - first).days)]
    assert run.checkpoints > 10


def test_the_next_sync_has_nothing_left_to_read(connector):
    warehouse = Warehouse()
    run_connector(connector, warehouse, CONFIGURATION)
    assert run_connector(connector, warehouse, CONFIGURATION).operations == 0


def test_nothing_is_lost_wherever_it_dies(connector):
    assert survives_kills(connector, CONFIGURATION, operations=False) > 0


def test_the_set_up_test_accepts_the_client(connector):
    [result] = connector.form().run_tests(CONFIGURATION)
    assert result["passed"]
