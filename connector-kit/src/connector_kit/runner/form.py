"""Set-up forms and set-up tests, under the SDK's names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

__all__ = [
    "ConfigurationForm",
    "DropdownField",
    "DropdownFieldParam",
    "Test",
    "TestResult",
    "TextField",
    "ToggleField",
]


@dataclass(frozen=True)
class TestResult:
    """How a set-up test ended."""

    __test__: ClassVar[bool] = False
    passed: bool
    message: str = ""


class Test:
    """What a set-up test returns: `Test.success()` or `Test.failure(message)`."""

    __test__: ClassVar[bool] = False

    @staticmethod
    def success() -> TestResult:
        return TestResult(True)

    @staticmethod
    def failure(message: str) -> TestResult:
        return TestResult(False, message)


@dataclass(frozen=True)
class TextField:
    """A field for text; `TextField.password` hides what is typed, and marks the value as a secret."""

    plain_text: ClassVar[int] = 0
    password: ClassVar[int] = 1

    name: str
    label: str
    field_type: int = 0
    description: str | None = field(default=None, kw_only=True)
    required: bool = field(default=False, kw_only=True)
    placeholder: str | None = field(default=None, kw_only=True)

    @property
    def kind(self) -> str:
        return "password" if self.field_type == TextField.password else "text"


@dataclass(frozen=True)
class DropdownFieldParam:
    """One choice of a drop-down field."""

    value: object
    label: str | None = None
    description: str | None = None


@dataclass(frozen=True)
class DropdownField:
    """A field with a list of choices."""

    name: str
    label: str
    fields: Sequence[DropdownFieldParam] = field(kw_only=True)
    description: str | None = field(default=None, kw_only=True)
    required: bool = field(default=False, kw_only=True)
    placeholder: str | None = field(default=None, kw_only=True)
    kind: ClassVar[str] = "dropdown"


@dataclass(frozen=True)
class ToggleField:
    """A field for yes or no."""

    name: str
    label: str
    description: str | None = field(default=None, kw_only=True)
    required: bool = field(default=False, kw_only=True)
    kind: ClassVar[str] = "toggle"


Field = TextField | DropdownField | ToggleField
TestFunction = Callable[[dict[str, Any]], object]


class ConfigurationForm:
    """Fields and set-up tests, in the order in which they were added."""

    def __init__(self) -> None:
        self.fields: list[Field] = []
        self.tests: list[tuple[str, TestFunction]] = []

    def add_field(self, field: Field) -> ConfigurationForm:
        if any(each.name == field.name for each in self.fields):
            raise ValueError(f"the form has two fields named {field.name!r}")
        self.fields.append(field)
        return self

    def add_test(self, *, label: str, func: TestFunction) -> ConfigurationForm:
        self.tests.append((label, func))
        return self

    def describe(self) -> dict[str, Any]:
        """The form as plain data."""
        fields = [
            {
                "name": each.name,
                "label": each.label,
                "kind": each.kind,
                "required": each.required,
                **({} if each.description is None else {"description": each.description}),
                **(
                    {"choices": [str(choice.value) for choice in each.fields]}
                    if isinstance(each, DropdownField)
                    else {}
                ),
            }
            for each in self.fields
        ]
        return {"fields": fields, "tests": [label for label, _ in self.tests]}

    def run_tests(self, configuration: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Runs every test; one that raises has failed, with its error as the message."""
        results = []
        for label, function in self.tests:
            try:
                outcome = function(dict(configuration))
            except Exception as error:
                outcome = TestResult(False, f"{type(error).__name__}: {error}")
            if not isinstance(outcome, TestResult):
                outcome = TestResult(
                    False, "the test returned neither Test.success() nor Test.failure(message)"
                )
            results.append({"label": label, "passed": outcome.passed, "message": outcome.message})
        return results
