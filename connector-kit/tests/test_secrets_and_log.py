from __future__ import annotations

import base64
import io
import json
import logging
from urllib.parse import quote, quote_plus

import pytest

from connector_kit import SecretFilter, SecretLog, Secrets
from connector_kit.secrets import BLANK

TOKEN = "t0p/secret+value=& of mine"


@pytest.mark.parametrize(
    "form",
    [
        TOKEN,
        quote(TOKEN, safe=""),
        quote(TOKEN),
        quote_plus(TOKEN),
        base64.b64encode(TOKEN.encode()).decode(),
        base64.urlsafe_b64encode(TOKEN.encode()).decode().rstrip("="),
        json.dumps('quote " and ' + TOKEN)[1:-1],
        repr(TOKEN),
    ],
)
def test_every_form_of_a_secret_is_blanked_out(form: str) -> None:
    blanked = Secrets([TOKEN]).blank(f"before {form} after")
    assert TOKEN not in blanked
    assert BLANK in blanked
    assert blanked.startswith("before ")
    assert blanked.endswith(" after")


def test_a_configuration_is_secret_but_for_what_is_public() -> None:
    secrets = Secrets.of({"token": "abcdef", "base_url": "https://x.test", "n": 12345}, public=["base_url"])
    assert secrets.blank("abcdef at https://x.test with 12345") == f"{BLANK} at https://x.test with {BLANK}"


def test_a_short_secret_is_blanked_out_only_where_it_stands_alone() -> None:
    assert Secrets(["ab"]).blank("cab ab, ab1") == f"cab {BLANK}, ab1"


def test_an_empty_secret_is_none_and_the_longest_wins() -> None:
    secrets = Secrets(["", "  ", "abcd", "abcdefgh"])
    assert secrets.blank("abcdefgh") == BLANK
    assert Secrets().blank("text") == "text"


def test_lines_of_a_secret_of_many_lines_are_secret_alone() -> None:
    key = "-----BEGIN KEY-----\nMIIEvQIBADANBg\nx\n-----END KEY-----"
    assert Secrets([key]).blank("line MIIEvQIBADANBg of it") == f"line {BLANK} of it"


def test_values_are_blanked_out_in_any_depth() -> None:
    secrets = Secrets(["abcdef", "123456"])
    value = {"abcdef": ["x abcdef", ("abcdef",), 123456, 7, None, True, b"abcdef!", 1.5]}
    assert secrets.blank_value(value) == {
        BLANK: [f"x {BLANK}", [BLANK], BLANK, 7, None, True, f"{BLANK}!".encode(), 1.5]
    }


class Lines:
    def __init__(self) -> None:
        self.lines: list[tuple[str, str]] = []

    def fine(self, message: str) -> None:
        self.lines.append(("fine", message))

    def info(self, message: str) -> None:
        self.lines.append(("info", message))

    def warning(self, message: str) -> None:
        self.lines.append(("warning", message))

    def severe(self, message: str) -> None:
        self.lines.append(("severe", message))


def test_a_log_blanks_out_secrets_at_every_level_and_in_tracebacks() -> None:
    lines = Lines()
    log = SecretLog(lines, Secrets(["abcdef"]))
    log.fine("a abcdef")
    log.info("b abcdef")
    log.warning("c abcdef")
    log.severe("d abcdef")
    try:
        try:
            raise ValueError("inner abcdef")
        except ValueError as inner:
            raise RuntimeError("outer abcdef") from inner
    except RuntimeError as error:
        log.severe("failed", error)
    assert [level for level, _ in lines.lines] == ["fine", "info", "warning", "severe", "severe"]
    text = "\n".join(message for _, message in lines.lines)
    assert "abcdef" not in text
    assert "inner" in text
    assert "outer" in text


def test_the_standard_librarys_logging_prints_no_secret() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(SecretFilter(Secrets(["abcdef"])))
    logger = logging.getLogger("other.library")
    logger.addHandler(handler)
    try:
        logger.warning("sent %s", "abcdef", stack_info=True)
        try:
            raise ValueError("abcdef")
        except ValueError:
            logger.exception("failed")
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "m", None, None)
        record.exc_text = "cached abcdef"
        handler.handle(record)
    finally:
        logger.removeHandler(handler)
    text = stream.getvalue()
    # The source lines of the test, which tracebacks quote, hold the word too; none may be left.
    assert "abcdef" not in text
    assert f"sent {BLANK}" in text
    assert f"ValueError: {BLANK}" in text
    assert f"cached {BLANK}" in text
