"""The process of a connector, in process: what it writes for its runner."""

# Over 300 lines: each test is one frame that the child writes, and they share its fixtures.

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from connector_kit.runner import encode
from connector_kit.runner.child import main, secrets_of
from connector_kit.runner.columns import ColumnTypeError, converter, declared_type, type_of, wider
from connector_kit.runner.lint import lint, lint_source
from connector_kit.runner.sdk import Logging

Message = dict[str, Any]
SOURCE = Path(__file__).parent.parent / "src"


def read_frames(data: bytes) -> Iterator[Message]:
    at = 0
    while at < len(data):
        length, kind = struct.unpack_from("<IB", data, at)
        payload = data[at + 5 : at + 5 + length]
        at += 5 + length
        if kind == ord("J"):
            yield json.loads(payload)
        elif kind == ord("B"):
            yield {"type": "piece", "content": payload}
        else:
            table, count = struct.unpack_from("<II", payload)
            rows = [json.loads(line) for line in payload[8:].splitlines()]
            assert len(rows) == count
            yield {"type": "rows", "table": table, "rows": rows}
    assert at == len(data)


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., list[Message]]]:
    """Runs connector code in this process and returns its messages; the exit code is the last one."""
    for name in ("fivetran_connector_sdk", "fivetran_connector_sdk.form_field", "connector"):
        monkeypatch.setitem(sys.modules, name, type(sys)(name))
    monkeypatch.setattr(sys, "path", list(sys.path))

    def run(code: str, *answers: str, **request: Any) -> list[Message]:
        (tmp_path / "connector.py").write_text("from fivetran_connector_sdk import *\n" + code)
        requests = tmp_path / "requests"
        whole = {
            "command": "update",
            "configuration": {},
            "state": "{}",
            "connector": str(tmp_path),
            **request,
        }
        requests.write_text("\n".join([json.dumps(whole), *answers]) + "\n")
        output = tmp_path / "frames"
        writing = os.open(output, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        try:
            exit_code = main(writing, os.open(requests, os.O_RDONLY))
        finally:
            os.close(writing)
        return [*read_frames(output.read_bytes()), {"type": "exit", "code": exit_code}]

    yield run
    Logging.LOG_LEVEL = None


HEAD = """
from fivetran_connector_sdk import Connector, Operations as op, Logging as log, FileUpload, ConfigurationForm, Test
from fivetran_connector_sdk.form_field import TextField
import datetime, decimal, io, sys, threading
"""


def update(*lines: str, schema: str = "None") -> str:
    body = "\n".join(f"    {line}" for line in lines)
    return f"{HEAD}\ndef update(configuration, state):\n{body}\n\nconnector = Connector(update=update, schema={schema})\n"


def of(messages: list[Message], kind: str) -> list[Message]:
    return [message for message in messages if message["type"] == kind]


def test_rows_come_with_their_place_and_tables_before_them(play: Callable[..., list[Message]]) -> None:
    messages = play(
        update(
            "op.upsert('t', {'id': 1, 'name': 'ä'})",
            "op.upsert('t', {'id': 2, 'name': None})",
            "op.delete('t', {'id': 1})",
            "op.checkpoint({'n': 12345678901234567890})",
            "op.upsert('t', {'id': 3})",
        ),
        "go",
    )
    kinds = [message["type"] for message in messages]
    assert kinds == ["hello", "schema", "table", "table", "rows", "checkpoint", "rows", "done", "exit"]
    assert of(messages, "rows")[0]["rows"] == [
        {"id": 1, "name": "ä", "~": 4},
        {"id": 2, "name": None, "~": 8},
        {"id": 1, "~": 14},
    ]
    assert of(messages, "checkpoint")[0]["state"] == '{"n": 12345678901234567890}'
    assert of(messages, "table")[-1]["columns"] == {"id": "LONG", "name": "STRING"}
    assert messages[-1]["code"] == 0


def test_a_column_that_becomes_wider_is_announced_before_its_row(play: Callable[..., list[Message]]) -> None:
    messages = play(
        update(
            "op.upsert('t', {'id': 1, 'v': 1})",
            "op.upsert('t', {'id': 2, 'v': 'x'})",
            "op.upsert('t', {'id': 3, 'v': 3})",
        )
    )
    assert [table["columns"].get("v") for table in of(messages, "table")] == [None, "LONG", "STRING"]
    assert [row["v"] for row in of(messages, "rows")[0]["rows"]] == [1, "x", "3"]


def test_declared_columns_hold_what_they_can_and_refuse_the_rest(play: Callable[..., list[Message]]) -> None:
    schema = (
        "lambda configuration: [{'table': 't', 'primary_key': ['id'], 'columns': {'id': 'INT', 'd': "
        "{'type': 'DECIMAL', 'precision': 5, 'scale': 1}, 'u': 'UTC_DATETIME', 'b': 'BINARY'}}]"
    )
    messages = play(
        update(
            "op.upsert('t', {'id': '7', 'd': 1.5, 'u': datetime.datetime(2026, 1, 1), 'b': b'xyz'})",
            "op.upsert('t', {'id': 'seven'})",
            schema=schema,
        )
    )
    [table] = of(messages, "schema")[0]["tables"]
    assert table["columns"] == {"id": "INT", "d": "DECIMAL(5,1)", "u": "UTC_DATETIME", "b": "BINARY"}
    [failed] = of(messages, "failed")
    assert failed["message"] == "ColumnTypeError: t.id is INT and was given a str that is none"
    assert "seven" not in failed["message"]
    assert messages[-1]["code"] == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("op.upsert('t', {'id': None})", "upsert of t: the key column 'id' is missing or None"),
        ("op.delete('t', {'x': 1})", "delete of t: the key column 'id' is missing or None"),
        ("op.update('nokey', {'x': 1})", "update of nokey: the table has no primary key"),
        ("op.upsert('nokey', {})", "there are no columns"),
        ("op.upsert('nokey', {1: 2})", "a column's name is a text, not a int"),
        ("op.upsert('nokey', {'~': 2})", "a column cannot be named"),
        ("op.upsert('nokey', [1])", "takes a dictionary, not a list"),
        ("op.upsert('', {'a': 1})", "a table's name is a text"),
        ("op.checkpoint({'a': object()})", "not JSON serializable"),
        ("op.upsert('t', {'id': [1]})", "t.id is LONG and was given a list"),
    ],
)
def test_what_cannot_be_a_row_fails_with_its_reason(
    play: Callable[..., list[Message]], line: str, message: str
) -> None:
    schema = "lambda configuration: [{'table': 't', 'primary_key': ['id'], 'columns': {'id': 'LONG'}}]"
    [failed] = of(play(update(line, schema=schema)), "failed")
    assert message in failed["message"]
    assert "connector.py" in failed["traceback"]
    assert "runner/" not in failed["traceback"]


def test_a_declaration_that_is_none_fails(play: Callable[..., list[Message]]) -> None:
    for schema, message in (
        ("[{'primary_key': []}]", "every table has a name"),
        ("[{'table': 't', 'columns': {'a': 'TEXT'}}]", "'TEXT' is no type"),
    ):
        [failed] = of(play(update("pass", schema=f"lambda configuration: {schema}")), "failed")
        assert message in failed["message"]
    [warning] = of(
        play(update("pass", schema="lambda configuration: [{'table': 't', 'keys': []}]")), "warning"
    )
    assert warning["message"] == "schema(): t: 'keys' means nothing"


def test_updates_say_which_columns_they_give(play: Callable[..., list[Message]]) -> None:
    schema = "lambda configuration: [{'table': 't', 'primary_key': ['id']}]"
    messages = play(
        update(
            "op.update('t', {'id': 1, 'a': None})",
            "op.update('t', {'id': 1, 'b': 2})",
            "op.update('t', {'id': 2, 'a': 5})",
            schema=schema,
        )
    )
    assert of(messages, "table")[-1]["shapes"] == [["id", "a"], ["id", "b"]]
    assert [row["~s"] for row in of(messages, "rows")[0]["rows"]] == [0, 1, 0]


def test_a_truncate_comes_after_the_rows_before_it(play: Callable[..., list[Message]]) -> None:
    messages = play(
        update("op.upsert('t', {'a': 1})", "op.truncate('t')", "op.upsert('t', {'a': 2})", "op.truncate('u')")
    )
    assert [message["type"] for message in messages if message["type"] in ("rows", "truncate")] == [
        *("rows", "truncate", "rows", "truncate")
    ]


def test_many_rows_go_out_in_pieces(play: Callable[..., list[Message]]) -> None:
    messages = play(update("for n in range(3000): op.upsert('t', {'id': n, 'text': 'x' * 200})"))
    pieces = of(messages, "rows")
    assert len(pieces) > 1
    assert sum(len(piece["rows"]) for piece in pieces) == 3000


def test_a_runner_that_wants_no_more_stops_even_who_catches_exceptions(
    play: Callable[..., list[Message]],
) -> None:
    messages = play(
        update(
            "try:", "    op.checkpoint({'a': 1})", "except Exception:", "    pass", "op.upsert('t', {'a': 1})"
        ),
        "stop",
    )
    assert [message["type"] for message in messages][-2:] == ["stopped", "exit"]
    assert messages[-1]["code"] == 0
    assert of(play(update("op.checkpoint({'a': 1})")), "stopped")


def test_no_secret_is_printed_logged_or_raised(play: Callable[..., list[Message]]) -> None:
    configuration = {
        "api_token": "abcdef123",
        "base_url": "https://x.test",
        "page": "100",
        "flag": "true",
        "pin": "ab",
    }
    messages = play(
        update(
            "print('out', configuration['api_token'])",
            "print('no end', configuration['api_token'], end='', file=sys.stderr)",
            "log.info(f'at {configuration}')",
            "op.warning(configuration['api_token'])",
            "raise RuntimeError(configuration['api_token'])",
        ),
        configuration=configuration,
    )
    assert "abcdef123" not in json.dumps(messages)
    assert "https://x.test" in json.dumps(messages)
    assert [(log["level"], log["message"]) for log in of(messages, "log")][:1] == [("info", "out [secret]")]
    assert of(messages, "log")[-1]["message"] == "no end [secret]"
    assert secrets_of(configuration).blank("100 true ab") == "100 true ab"


def test_an_error_of_the_connector_has_its_message_and_trace(play: Callable[..., list[Message]]) -> None:
    [failed] = of(play(update("op.error('bad source', 'my trace')")), "failed")
    assert (failed["message"], failed["traceback"]) == ("bad source", "my trace")
    [failed] = of(play(update("op.error('bad source')")), "failed")
    assert "in update" in failed["traceback"]
    [failed] = of(play(update("raise KeyError('x') from ValueError('cause')")), "failed")
    assert failed["message"] == "KeyError: 'x'"
    assert "cause" in failed["traceback"]
    [failed] = of(play(update("sys.exit(3)")), "failed")
    assert failed["message"] == "SystemExit: 3"
    [failed] = of(play("x = 1\n"), "failed")
    assert "no object" in failed["message"]


def test_files_come_in_pieces_before_their_row(play: Callable[..., list[Message]]) -> None:
    messages = play(
        update("op.upsert('t', {'id': 1}, file=FileUpload('a/b', io.BytesIO(b'x' * 1500000), 1500000))")
    )
    kinds = [
        message["type"] for message in messages if message["type"] in ("file", "piece", "fileEnd", "rows")
    ]
    assert kinds == ["file", "piece", "piece", "fileEnd", "rows"]
    [failed] = of(
        play(update("op.upsert('t', {'id': 1}, file=FileUpload('a', io.BytesIO(b'x'), 2))")), "failed"
    )
    assert "1 bytes came, 2 were expected" in failed["message"]


def test_a_form_and_its_tests(play: Callable[..., list[Message]]) -> None:
    code = (
        HEAD
        + """
def form():
    form = ConfigurationForm()
    form.add_field(TextField("token", "Token", TextField.password, required=True))
    form.add_test(label="works", func=lambda configuration: Test.failure("no " + configuration["token"]))
    return form

connector = Connector(update=print, configuration_form=form)
"""
    )
    messages = play(code, command="test", configuration={"token": "abcdef123"})
    assert of(messages, "form")[0]["form"]["fields"][0]["kind"] == "password"
    assert of(messages, "tests")[0]["tests"] == [
        {"label": "works", "passed": False, "message": "no [secret]"}
    ]


def test_a_schema_alone_runs_no_sync(play: Callable[..., list[Message]]) -> None:
    messages = play(
        update("raise ValueError('ran')", schema="lambda configuration: [{'table': 't'}]"), command="schema"
    )
    assert [table["table"] for table in of(messages, "schema")[0]["tables"]] == ["t"]
    assert messages[-2]["type"] == "done"


def test_lines_below_the_level_are_dropped(play: Callable[..., list[Message]]) -> None:
    messages = play(update("log.info('a')", "log.severe('b')"), logLevel="severe")
    assert [line["message"] for line in of(messages, "log")] == ["b"]


def test_rows_may_come_from_threads(play: Callable[..., list[Message]]) -> None:
    messages = play(
        update(
            "def work(k):",
            "    for n in range(200): op.upsert('t', {'id': k * 1000 + n})",
            "threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]",
            "[thread.start() for thread in threads]",
            "[thread.join() for thread in threads]",
        )
    )
    rows = [row for piece in of(messages, "rows") for row in piece["rows"]]
    assert len({row["id"] for row in rows}) == 800
    assert sorted(row["~"] // 4 for row in rows) == list(range(1, 801))


def test_odd_values_do_not_end_the_sync(play: Callable[..., list[Message]]) -> None:
    messages = play(
        update(
            "op.upsert('t', {'f': float('nan'), 'g': float('inf'), 'h': {'x': float('-inf'), 'y': (1, 2)}, 's': '\\ud800',"
            " 'd': decimal.Decimal('1.10'), 'o': datetime.date(2026, 1, 1)})"
        )
    )
    [row] = of(messages, "rows")[0]["rows"]
    assert row == {
        "f": "nan", "g": "inf", "h": {"x": "-inf", "y": [1, 2]}, "s": "?", "d": "1.10", "o": "2026-01-01", "~": 4,
    }  # fmt: skip


def test_the_slow_encoder_writes_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    value = {"a": [1, 2.5, None, True, "ä\u2028\x00"], "b": {"c": Decimal("1")}}
    fast = encode._make_encoder()(value)
    monkeypatch.setattr(json.encoder, "c_make_encoder", None)
    assert encode._make_encoder()(value) == fast == '{"a":[1,2.5,null,true,"ä\u2028\\u0000"],"b":{"c":"1"}}'


UTC = timezone.utc


@pytest.mark.parametrize(
    ("kind", "value", "sent"),
    [
        ("BOOLEAN", "yes", True),
        ("BOOLEAN", 0, False),
        ("LONG", True, 1),
        ("LONG", 3.0, 3),
        ("DOUBLE", Decimal("1.5"), 1.5),
        ("DOUBLE", "2.5", 2.5),
        ("DOUBLE", float("inf"), "inf"),
        ("DECIMAL(5,2)", 1, "1"),
        ("DECIMAL(5,2)", 0.1, "0.1"),
        ("DECIMAL(5,2)", Decimal("1.10"), "1.10"),
        ("NAIVE_DATE", date(2026, 1, 2), "2026-01-02"),
        ("NAIVE_DATE", datetime(2026, 1, 2, 3), "2026-01-02"),
        ("NAIVE_DATETIME", datetime(2026, 1, 2, 3, tzinfo=UTC), "2026-01-02T03:00:00"),
        (
            "UTC_DATETIME",
            datetime(2026, 1, 2, 3, tzinfo=timezone(timedelta(hours=1))),
            "2026-01-02T02:00:00+00:00",
        ),
        ("BINARY", "ä", "w6Q="),
        ("BINARY", bytearray(b"x"), "eA=="),
        ("JSON", '{"a": 1}', {"a": 1}),
        ("JSON", "plain", "plain"),
        ("STRING", {"a": [1]}, '{"a": [1]}'),
        ("STRING", 1.5, "1.5"),
        ("XML", 5, "5"),
    ],
)
def test_values_are_sent_in_the_form_of_their_column(kind: str, value: Any, sent: Any) -> None:
    convert = converter(kind, type(value), "t.c")
    assert convert is not None
    assert convert(value) == sent


@pytest.mark.parametrize(
    ("kind", "found"),
    [("BOOLEAN", list), ("LONG", bytes), ("NAIVE_DATE", int), ("BINARY", int), ("DECIMAL(5,2)", dict)],
)
def test_types_that_a_column_cannot_hold_are_refused(kind: str, found: type) -> None:
    with pytest.raises(ColumnTypeError, match=f"t.c is .* and was given a {found.__name__}"):
        converter(kind, found, "t.c")


def test_undeclared_types_and_their_widening() -> None:
    found = [type_of(kind) for kind in (bool, int, float, bytes, dict, list, str, date)]
    assert found == ["BOOLEAN", "LONG", "FLOAT", "BINARY", "JSON", "JSON", "STRING", "STRING"]
    assert wider("LONG", "FLOAT") == "DOUBLE"
    assert wider("FLOAT", "DOUBLE") == "DOUBLE"
    assert wider("SHORT", "LONG") == "LONG"
    assert wider("BOOLEAN", "LONG") == wider("JSON", "STRING") == "STRING"
    assert wider("JSON", "JSON") == "JSON"
    assert declared_type("decimal", "t") == declared_type({"type": "decimal"}, "t") == "DECIMAL(38,9)"
    assert declared_type({"type": "string"}, "t") == "STRING"


def test_a_real_process_answers_over_its_descriptors(tmp_path: Path) -> None:
    (tmp_path / "connector.py").write_text(
        update(
            "op.upsert('t', {'id': 1})",
            "op.checkpoint({'n': 1})",
            "threading.Thread(target=threading.Event().wait).start()",
        )
    )
    request = {
        "command": "update",
        "configuration": {},
        "state": "{}",
        "connector": str(tmp_path),
        "memoryMb": 2048,
    }
    frames, writing = os.pipe()
    reading, requests = os.pipe()
    with os.fdopen(requests, "w") as questions:
        questions.write(json.dumps(request) + "\ngo\n")
    program = (
        f"import os, sys, runpy; os.dup2({writing}, 3); os.dup2({reading}, 4); sys.path.insert(0, {str(SOURCE)!r});"
        "runpy.run_module('connector_kit.runner', run_name='__main__')"
    )
    # A thread that the connector left running does not keep the process.
    process = subprocess.run(
        [sys.executable, "-c", program], pass_fds=(writing, reading), timeout=120, check=False
    )
    os.close(writing)
    os.close(reading)
    with os.fdopen(frames, "rb") as stream:
        kinds = [message["type"] for message in read_frames(stream.read())]
    assert kinds == ["hello", "schema", "table", "table", "rows", "checkpoint", "done"]
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells nobody that a pipe is read no more")
@pytest.mark.parametrize("leads", [True, False])
def test_ends_with_its_runner(tmp_path: Path, leads: bool) -> None:
    (tmp_path / "connector.py").write_text(
        "from fivetran_connector_sdk import Connector\nimport time\n"
        "def update(configuration, state):\n    print('asleep')\n    time.sleep(600)\n"
        "connector = Connector(update=update)\n"
    )
    frames, writing = os.pipe()
    reading, requests = os.pipe()
    request = {"command": "update", "configuration": {}, "state": "{}", "connector": str(tmp_path)}
    program = (
        f"import os; os.dup2({writing}, 3); os.dup2({reading}, 4)\n"
        "import runpy; runpy.run_module('connector_kit.runner', run_name='__main__')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": str(SOURCE)},
        pass_fds=(writing, reading), start_new_session=leads,
    )  # fmt: skip
    os.close(writing)
    os.close(reading)
    os.write(requests, json.dumps(request).encode() + b"\n")
    # Nothing is on its way any more: it is no broken pipe that ends it.
    seen = b""
    while b"asleep" not in seen:
        seen += os.read(frames, 65536)
    os.close(frames)
    assert process.wait(timeout=120) == -signal.SIGKILL
    os.close(requests)


LINTED = """
import os, glob, random
from concurrent.futures import as_completed
API_KEY = "a-real-looking-key"
password: str = "hunter2hunter2"
token = "<your token>"
headers = {"api_key": "another-real-key", "plain": "text"}
pem = "-----BEGIN RSA PRIVATE KEY-----"
call(secret="third-real-secret", secret_name=name)

def update(configuration, state):
    for each in set(state):
        pass
    for each in sorted(set(state)):
        pass
    rows = [each for each in {1, 2}]
    for name in os.listdir("."):
        pass
    names = sorted(os.listdir("."))
    for future in as_completed([]):
        pass
    log.debug("fine")

connector.debug()
if __name__ == "__main__":
    connector.debug()
"""


def test_lint_finds_orders_secrets_and_starts() -> None:
    found = [(finding.line, finding.rule) for finding in lint_source(LINTED, "connector.py")]
    assert found == [
        (4, "secret"),
        (5, "secret"),
        (7, "secret"),
        (8, "secret"),
        (9, "secret"),
        (12, "order"),
        (16, "order"),
        (17, "order"),
        (20, "order"),
        (24, "start"),
    ]
    [broken] = lint_source("def (", "x.py")
    assert (broken.rule, broken.line) == ("syntax", 1)


def test_lint_reads_a_connectors_own_modules(tmp_path: Path) -> None:
    for name in ("connector.py", "more/own.py", "tests/test_x.py", "venv/lib.py", "files/x.py", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("for x in {1}: pass\n")
    (tmp_path / "venv" / "pyvenv.cfg").write_text("")
    assert [finding.file for finding in lint(tmp_path)] == ["connector.py", "more/own.py"]
    printed = subprocess.run(
        [sys.executable, "-m", "connector_kit.runner.lint", str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert [json.loads(line)["line"] for line in printed.stdout.splitlines()] == [1, 1]
