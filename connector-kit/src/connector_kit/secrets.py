"""Values that must never be printed, and how they are blanked out of text."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, quote_plus

__all__ = ["BLANK", "Secrets"]

BLANK = "[secret]"

# A shorter value is blanked out only where it stands alone: "1" in "100 rows" is no secret.
_SHORTEST_ANYWHERE = 4


class Secrets:
    """The secret values of a connector, and the forms in which they may turn up: as they are, in base64, in addresses and in JSON.

    Everything that a configuration holds is a secret unless it is named public.
    """

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._values: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        for value in values:
            self.add(value)

    @classmethod
    def of(cls, configuration: Mapping[str, object], public: Iterable[str] = ()) -> Secrets:
        """The values of a configuration, except those under the keys named in `public`."""
        shown = set(public)
        return cls(str(value) for key, value in configuration.items() if key not in shown)

    def add(self, value: str) -> None:
        """Adds a value that came later, for instance an access token."""
        if value.strip() == "" or value in self._values:
            return
        self._values.add(value)
        forms = {form for each in self._values for form in _forms_of(each)}
        # The longest first: a value may hold another.
        ordered = sorted(forms, key=lambda form: (-len(form), form))
        self._pattern = re.compile("|".join(_matching(form) for form in ordered))

    def blank(self, text: str) -> str:
        """The text with every secret replaced by `[secret]`."""
        return text if self._pattern is None else self._pattern.sub(BLANK, text)

    def blank_value(self, value: object) -> object:
        """The same value, lists and dictionaries included, with the secrets in its texts, keys too, replaced."""
        if isinstance(value, str):
            return self.blank(value)
        if isinstance(value, Mapping):
            return {self.blank(str(key)): self.blank_value(each) for key, each in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.blank_value(each) for each in value]
        if isinstance(value, bytes):
            return self.blank(value.decode("utf-8", "replace")).encode()
        if value is None or isinstance(value, bool):
            return value
        text = str(value)
        return value if self.blank(text) == text else BLANK


def _forms_of(value: str) -> Iterable[str]:
    yield value
    yield quote(value, safe="")
    yield quote(value)
    yield quote_plus(value)
    yield json.dumps(value)[1:-1]
    yield json.dumps(value, ensure_ascii=False)[1:-1]
    yield repr(value)[1:-1]
    if len(value) >= _SHORTEST_ANYWHERE:
        encoded = base64.b64encode(value.encode()).decode()
        yield encoded
        yield encoded.rstrip("=")
        yield encoded.replace("+", "-").replace("/", "_").rstrip("=")
    for line in value.splitlines():
        # A key of many lines may be printed in part.
        if len(line) >= 2 * _SHORTEST_ANYWHERE:
            yield line


def _matching(form: str) -> str:
    escaped = re.escape(form)
    return escaped if len(form) >= _SHORTEST_ANYWHERE else rf"(?<![0-9A-Za-z]){escaped}(?![0-9A-Za-z])"
