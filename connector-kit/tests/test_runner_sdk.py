"""The SDK's names, loading connectors, and the harness that runs and kills them."""

# Over 300 lines: a test for each public name of the SDK.

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from connector_kit.runner.form import (
    ConfigurationForm,
    DropdownField,
    DropdownFieldParam,
    Test,
    TextField,
    ToggleField,
)
from connector_kit.runner.load import LoadError, load_connector
from connector_kit.runner.sdk import Connector, FileUpload, Logging, Operations, SyncFailedError
from connector_kit.testing import Kill, Warehouse, run_connector, survives_kills

CONNECTOR = """
from fivetran_connector_sdk import Connector, Logging as log, Operations as op
from fivetran_connector_sdk import form_field
import rows


def schema(configuration: dict):
    return [{"table": "customers", "primary_key": ["id"], "columns": {"id": "LONG"}}, {"table": "empty"}]


def update(configuration: dict, state: dict):
    log.info(f"from {state.get('cursor', 0)}")
    for number in range(state.get("cursor", 0) + 1, rows.COUNT + 1):
        yield op.upsert("customers", {"id": number, "name": configuration["prefix"] + str(number)})
        if number % 2 == 0:
            yield op.checkpoint({"cursor": number})


connector = Connector(update=update, schema=schema)

if __name__ == "__main__":
    connector.debug()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "connector.py").write_text(CONNECTOR)
    (tmp_path / "rows.py").write_text("COUNT = 5\n")
    return tmp_path


def test_an_unmodified_connector_runs_and_goes_on_from_its_state(folder: Path) -> None:
    before = list(sys.path)
    warehouse = Warehouse()
    run = run_connector(folder, warehouse, {"prefix": "n"})
    assert [row["name"] for row in warehouse.rows("customers")] == ["n1", "n2", "n3", "n4", "n5"]
    assert warehouse.state == {"cursor": 4}
    assert warehouse.tables() == ["customers", "empty"]
    assert (run.checkpoints, run.operations, run.log) == (2, 5, [("info", "from 0")])
    assert run_connector(str(folder), warehouse, {"prefix": "m"}).operations == 1
    assert sys.path == before
    assert "fivetran_connector_sdk" not in sys.modules


def test_modules_of_another_connector_are_not_taken(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "connector.py").write_text(CONNECTOR)
    (other / "rows.py").write_text("COUNT = 1\n")
    for path, count in ((folder, 5), (other, 1), (folder, 5)):
        sys.modules.pop("rows", None)
        warehouse = Warehouse()
        run_connector(path, warehouse, {"prefix": ""})
        assert len(warehouse.rows("customers")) == count


def test_the_name_of_the_sdk_goes_back_to_what_had_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    marker = type(sys)("fivetran_connector_sdk")
    monkeypatch.setitem(sys.modules, "fivetran_connector_sdk", marker)
    load_connector(folder)
    assert sys.modules["fivetran_connector_sdk"] is marker


def test_a_process_of_its_own_keeps_the_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in ("fivetran_connector_sdk", "fivetran_connector_sdk.form_field"):
        monkeypatch.setitem(sys.modules, name, type(sys)(name))
    load_connector(folder, stay=True)
    assert sys.modules["fivetran_connector_sdk"].__dict__["Connector"] is Connector
    assert sys.path[0] == str(folder)


def test_a_folder_without_a_connector_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"no connector\.py"):
        load_connector(tmp_path)
    (tmp_path / "connector.py").write_text("x = 1\n")
    with pytest.raises(LoadError, match="no object"):
        load_connector(tmp_path)
    (tmp_path / "connector.py").write_text(
        "from fivetran_connector_sdk import Connector\nmine = Connector(update=print)\n"
    )
    assert isinstance(load_connector(tmp_path), Connector)


def test_every_kill_is_survived_by_a_connector_that_checkpoints_what_it_has_sent(folder: Path) -> None:
    assert survives_kills(folder, {"prefix": "n"}) == 2 * 2 + 5
    assert survives_kills(folder, {"prefix": "n"}, operations=False) == 4


def test_a_connector_that_checkpoints_too_early_loses_rows_and_is_found_out() -> None:
    def update(configuration: dict[str, Any], state: dict[str, Any]) -> None:
        for number in range(state.get("cursor", 0) + 1, 4):
            Operations.checkpoint({"cursor": number})
            Operations.upsert("t", {"id": number})

    with pytest.raises(AssertionError, match="1 rows lost"):
        survives_kills(update)


def test_a_connector_that_differs_from_run_to_run_is_found_out() -> None:
    counts = iter([3, 1, 1, 1])

    def update(configuration: dict[str, Any], state: dict[str, Any]) -> None:
        for _ in range(next(counts)):
            Operations.upsert("t", {"id": 1})

    with pytest.raises(AssertionError, match="not deterministic"):
        survives_kills(update)


def test_operations_have_the_effects_of_the_destination() -> None:
    for mode, left in (("soft-delete", [1, 2]), ("live", [1])):
        warehouse = Warehouse(mode)  # type: ignore[arg-type]
        warehouse.declare([{"table": "t", "primary_key": ["id"]}])

        def update(configuration: dict[str, Any], state: dict[str, Any]) -> None:
            Operations.upsert("t", {"id": 1, "a": 1, "b": 1})
            Operations.upsert("t", {"id": 2, "a": 1})
            Operations.update("t", {"id": 1, "a": 2})
            Operations.update("t", {"id": 9, "a": 2})
            Operations.delete("t", {"id": 2})
            Operations.delete("t", {"id": 9})
            Operations.upsert("s", {"x": 1}, schema="other")
            Operations.upsert("s", {"x": 1}, schema="other")

        run_connector(update, warehouse)
        assert [row["id"] for row in warehouse.rows("t", deleted=True)] == left
        assert warehouse.rows("t") == [{"id": 1, "a": 2, "b": 1}]
        assert warehouse.rows("other.s") == [{"x": 1}]

        def empty(configuration: dict[str, Any], state: dict[str, Any]) -> None:
            Operations.truncate("t")
            Operations.truncate("s", schema="other")
            Operations.upsert("t", {"id": 5})

        run_connector(empty, warehouse)
        assert warehouse.rows("t") == [{"id": 5}]
        assert warehouse.rows("other.s") == []


def test_a_row_without_its_key_is_an_error() -> None:
    warehouse = Warehouse()
    warehouse.declare([{"table": "t", "primary_key": ["id"]}])
    with pytest.raises(AssertionError, match="lacks its key column 'id'"):
        run_connector(lambda configuration, state: Operations.upsert("t", {"a": 1}), warehouse)


def test_rows_after_the_last_checkpoint_are_lost_when_the_sync_fails() -> None:
    def update(configuration: dict[str, Any], state: dict[str, Any]) -> None:
        Operations.upsert("t", {"id": 1})
        Operations.checkpoint({"c": 1})
        Operations.upsert("t", {"id": 2})
        Operations.error("no more", "the trace")

    warehouse = Warehouse()
    with pytest.raises(SyncFailedError, match="no more") as caught:
        run_connector(update, warehouse)
    assert caught.value.trace == "the trace"
    assert warehouse.rows("t") == [{"id": 1}]


def test_files_go_before_their_rows() -> None:
    def update(configuration: dict[str, Any], state: dict[str, Any]) -> None:
        Operations.upsert("docs", {"id": 1}, file=FileUpload("a/b.pdf", io.BytesIO(b"pdf"), 3))
        Operations.update("docs", {"id": 1}, file=FileUpload("c", io.BytesIO(b"x")))

    warehouse = Warehouse()
    run = run_connector(update, warehouse)
    assert run.files == {"a/b.pdf": b"pdf", "c": b"x"}
    with pytest.raises(ValueError, match="1 bytes came, 5 were expected"):
        run_connector(
            lambda configuration, state: Operations.upsert(
                "d", {"id": 1}, file=FileUpload("c", io.BytesIO(b"x"), 5)
            ),
            warehouse,
        )


def test_messages_are_checked_and_warnings_kept() -> None:
    def update(configuration: dict[str, Any], state: dict[str, Any]) -> None:
        Operations.warning("careful")
        for wrong, kind in (("", ValueError), (5, TypeError)):
            with pytest.raises(kind):
                Operations.warning(wrong)  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            Operations.checkpoint([])  # type: ignore[arg-type]

    assert run_connector(update, Warehouse()).warnings == ["careful"]


def test_lines_have_their_level_and_those_below_the_chosen_one_are_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def update(configuration: dict[str, Any], state: dict[str, Any]) -> None:
        Logging.debug("a")
        Logging.fine("b")
        Logging.info("c")
        Logging.warning("d")
        Logging.error("e", ValueError("v"))
        Logging.severe("f", ValueError("v"))
        Logging.critical("g")

    assert [level for level, _ in run_connector(update, Warehouse()).log] == [
        *("debug", "fine", "info", "warning", "error", "severe", "critical")
    ]
    monkeypatch.setattr(Logging, "LOG_LEVEL", Logging.Level.SEVERE)
    assert run_connector(update, Warehouse()).log == [("severe", "f\nValueError: v"), ("critical", "g")]


def test_operations_outside_of_a_sync_are_errors() -> None:
    file = FileUpload("a", io.BytesIO(b""))
    calls: list[Callable[[], object]] = [
        lambda: Operations.upsert("t", {}),
        lambda: Operations.truncate("t"),
        lambda: Operations.checkpoint({}),
        lambda: Operations.upsert("t", {}, file=file),
    ]
    for call in calls:
        with pytest.raises(RuntimeError, match="outside of a sync"):
            call()
    Logging.info("nobody listens")
    Operations.warning("nobody listens")


def returning(value: object) -> Callable[[dict[str, Any]], object]:
    return lambda configuration: value


def test_a_schema_and_a_form_are_what_they_must_be() -> None:
    assert Connector(update=print).schema({}) == []
    assert Connector(update=print).form().describe() == {"fields": [], "tests": []}
    for wrong in ("x", [1]):
        with pytest.raises(TypeError):
            Connector(update=print, schema=returning(wrong)).schema({})
    with pytest.raises(TypeError):
        Connector(update=print, configuration_form=returning({})).form()
    Connector(update=print).run()
    Connector(update=print).debug(configuration={})


def test_a_form_is_described_and_its_tests_all_run() -> None:
    def fails(configuration: dict[str, Any]) -> object:
        return Test.failure(f"no {configuration['who']}")

    def raises(configuration: dict[str, Any]) -> object:
        raise KeyError("token")

    def make() -> ConfigurationForm:
        form = ConfigurationForm()
        form.add_field(
            TextField("token", "Token", TextField.password, required=True, description="From the page")
        )
        form.add_field(TextField("who", "Who")).add_field(ToggleField("on", "On"))
        form.add_field(
            DropdownField("region", "Region", fields=[DropdownFieldParam("eu"), DropdownFieldParam("us")])
        )
        form.add_test(label="good", func=lambda configuration: Test.success())
        form.add_test(label="fails", func=fails).add_test(label="raises", func=raises)
        return form.add_test(label="odd", func=lambda configuration: True)

    form = Connector(update=print, configuration_form=make).form()
    described = form.describe()
    assert [(field["name"], field["kind"]) for field in described["fields"]] == [
        ("token", "password"),
        ("who", "text"),
        ("on", "toggle"),
        ("region", "dropdown"),
    ]
    assert described["fields"][0]["description"] == "From the page"
    assert described["fields"][3]["choices"] == ["eu", "us"]
    results = form.run_tests({"who": "me"})
    assert [(result["passed"], result["message"]) for result in results] == [
        (True, ""),
        (False, "no me"),
        (False, "KeyError: 'token'"),
        (False, "the test returned neither Test.success() nor Test.failure(message)"),
    ]
    with pytest.raises(ValueError, match="two fields"):
        form.add_field(ToggleField("on", "On"))


def test_a_kill_is_no_exception_that_a_connector_could_catch() -> None:
    def update(configuration: dict[str, Any], state: dict[str, Any]) -> None:
        try:
            Operations.upsert("t", {"id": 1})
        except Exception:
            pytest.fail("caught")

    assert run_connector(update, Warehouse(), kill=Kill("operation", 1)).killed
