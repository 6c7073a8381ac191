"""A connector's state: with a version, migrations, and an error before anything is saved that cannot be read again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from .errors import StateError

__all__ = ["Checkpoint", "State"]

Migration = Callable[[dict[str, Any]], dict[str, Any]]


class Checkpoint(Protocol):
    """`Operations.checkpoint` of the SDK."""

    def __call__(self, state: dict[str, Any]) -> object: ...


class State:
    """The state of a sync. It is a mapping of names to JSON values, with `version` beside them.

    Example::

        state = State.load(raw, version=2, migrations={1: to_cursors_by_table})
        ...
        state["customers"] = batch.cursor
        state.checkpoint(op.checkpoint)
    """

    def __init__(self, values: Mapping[str, Any], version: int = 1) -> None:
        self.version = version
        self._values = _copied(dict(values))

    @classmethod
    def load(
        cls,
        raw: Mapping[str, Any],
        *,
        version: int = 1,
        migrations: Mapping[int, Migration] | None = None,
        unversioned: int = 1,
    ) -> State:
        """The state that an earlier sync saved, brought to `version`. An empty one is new and needs no migration.

        :param migrations: by the version that each comes from; each leads to the next one.
        :param unversioned: the version of a state that names none, from before this class was used.
        """
        steps = migrations or {}
        missing = [each for each in range(unversioned, version) if each not in steps]
        if missing:
            raise StateError(
                f"no migration from version {', '.join(map(str, missing))} of the state to version {version}"
            )
        if not raw:
            return cls({}, version)
        values = _copied(dict(raw))
        found = values.pop("version", unversioned)
        if not isinstance(found, int) or isinstance(found, bool) or not unversioned <= found:
            raise StateError(f"the state names the version {found!r}; known are {unversioned} to {version}")
        if found > version:
            raise StateError(
                f"the state has version {found}, and this connector knows {version}: a newer one has run. "
                "Deploy that one again; a state is not read backwards."
            )
        for each in range(found, version):
            values = _copied(steps[each](values))
        return cls(values, version)

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __setitem__(self, name: str, value: Any) -> None:
        if name == "version":
            raise StateError("'version' is the state's own; choose another name")
        self._values[name] = _copied(value, name)

    def __delitem__(self, name: str) -> None:
        del self._values[name]

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a name, or the default."""
        return self._values.get(name, default)

    def advance(self, name: str, cursor: Any) -> None:
        """Sets a cursor that only moves forward: a lower one than it has leaves it."""
        held = self._values.get(name)
        if held is None or cursor > held:
            self[name] = cursor

    def to_dict(self) -> dict[str, Any]:
        """A copy as it is saved, the version included."""
        return {**_copied(self._values), "version": self.version}

    def checkpoint(self, save: Checkpoint) -> None:
        """Saves it with `Operations.checkpoint`: rows before it are kept, whatever comes later."""
        save(self.to_dict())


def _copied(value: Any, name: str = "") -> Any:
    """A copy that shares nothing with the original. Raises StateError for what JSON does not give back equal."""
    try:
        copy = json.loads(json.dumps(value, allow_nan=False))
    except (TypeError, ValueError) as error:
        raise StateError(f"the state{f' of {name!r}' if name else ''} cannot be saved: {error}") from None
    if copy != value:
        raise StateError(
            f"the state{f' of {name!r}' if name else ''} would not be read as it was saved: keys must be texts, and tuples lists"
        )
    return copy
