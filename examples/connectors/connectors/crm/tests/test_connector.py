"""Without a network, without waiting: the API is scripted, and the sync is killed wherever it can be."""

from pathlib import Path

import pytest

from connector_kit import Response
from connector_kit.testing import (
    FakeClock,
    ScriptedHttp,
    Warehouse,
    json_response,
    load_module,
    query_of,
    run_connector,
    survives_kills,
)

CONFIGURATION = {"base_url": "https://api.test/v1", "bearer_token": "token-of-the-test"}
POISONED = 17


def customer(number):
    return {
        "id": number,
        "name": f"customer {number}",
        "email": f"c{number}@example.com",
        "created_at": "2026-01-02T03:04:05+01:00",
    }


def customers(request):
    query = query_of(request)
    after, skip, limit = (int(query.get(name, 0)) for name in ("after", "skip", "limit"))
    page = [each for each in range(1, 61) if each > after][skip : skip + limit]
    if POISONED in page:
        return Response(400)
    return json_response({"customers": [customer(each) for each in page]})


@pytest.fixture
def connector(monkeypatch):
    module = load_module(Path(__file__).parent.parent)
    monkeypatch.setattr(module, "TRANSPORT", ScriptedHttp().on("GET", "/v1/customers", customers))
    monkeypatch.setattr(module, "CLOCK", FakeClock())
    return module.connector


def test_every_customer_comes_once_and_a_poisoned_one_is_set_aside(connector):
    warehouse = Warehouse()
    run_connector(connector, warehouse, CONFIGURATION)
    assert [row["id"] for row in warehouse.rows("customers")] == [
        each for each in range(1, 61) if each != POISONED
    ]
    assert [row["key"] for row in warehouse.rows("errors")] == ["after 16"]
    assert warehouse.state["customers"] == 60


def test_times_are_in_utc(connector):
    warehouse = Warehouse()
    run_connector(connector, warehouse, CONFIGURATION)
    assert warehouse.rows("customers")[0]["created_at"] == "2026-01-02T02:04:05Z"


def test_nothing_is_lost_wherever_it_dies(connector):
    assert survives_kills(connector, CONFIGURATION, ignore=["seen_at"], operations=False) > 0


def test_the_set_up_test_accepts_the_token(connector):
    [result] = connector.form().run_tests(CONFIGURATION)
    assert result["passed"]
