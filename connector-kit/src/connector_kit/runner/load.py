"""Loads a connector's `connector.py` with the SDK's name taken by our own."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from . import form, sdk

__all__ = ["LoadError", "load_connector", "load_module", "offered_sdk"]

_NAME = "fivetran_connector_sdk"


class LoadError(Exception):
    """A folder in which there is no connector that can be run."""


def offered_sdk() -> dict[str, ModuleType]:
    """The modules that stand under the SDK's name: `fivetran_connector_sdk` and its `form_field`."""
    fields = ModuleType(f"{_NAME}.form_field")
    fields.__dict__.update(
        TextField=form.TextField,
        DropdownField=form.DropdownField,
        DropdownFieldParam=form.DropdownFieldParam,
        ToggleField=form.ToggleField,
    )
    module = ModuleType(_NAME)
    module.__dict__.update(
        Connector=sdk.Connector,
        Operations=sdk.Operations,
        Logging=sdk.Logging,
        FileUpload=sdk.FileUpload,
        ConfigurationForm=form.ConfigurationForm,
        Test=form.Test,
        form_field=fields,
        __path__=[],
    )
    return {_NAME: module, fields.__name__: fields}


@contextmanager
def _standing_in() -> Iterator[None]:
    offered = offered_sdk()
    before = {name: sys.modules.get(name) for name in offered}
    sys.modules.update(offered)
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                sys.modules.pop(name, None)
            else:
                sys.modules[name] = module


def load_connector(folder: str | Path, *, stay: bool = False) -> sdk.Connector:
    """The Connector object of a folder's `connector.py`. Its modules are read anew each time.

    :param stay: leave the SDK's name and the folder in place, for a process that runs only this connector.
    """
    if not stay:
        return _found_in(load_module(folder))
    file = _file_of(folder)
    sys.modules.update(offered_sdk())
    sys.path.insert(0, str(file.parent))
    return _found_in(_executed(file))


def load_module(folder: str | Path) -> ModuleType:
    """The module of a folder's `connector.py`, read anew, so that a test can put something of its own into it."""
    file = _file_of(folder)
    for name in {name for name, module in sys.modules.items() if _lies_in(module, file.parent)}:
        del sys.modules[name]
    sys.path.insert(0, str(file.parent))
    try:
        with _standing_in():
            return _executed(file)
    finally:
        sys.path.remove(str(file.parent))


def _file_of(folder: str | Path) -> Path:
    file = Path(folder).resolve() / "connector.py"
    if not file.is_file():
        raise LoadError(f"{folder}: there is no connector.py")
    return file


def _lies_in(module: ModuleType, folder: Path) -> bool:
    origin = getattr(module, "__file__", None)
    return origin is not None and folder in Path(origin).parents


def _executed(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("connector", file)
    if spec is None or spec.loader is None:
        raise LoadError(f"{file.name} cannot be loaded as a module")
    module = importlib.util.module_from_spec(spec)
    sys.modules["connector"] = module
    spec.loader.exec_module(module)
    return module


def _found_in(module: ModuleType) -> sdk.Connector:
    found = getattr(module, "connector", None)
    if not isinstance(found, sdk.Connector):
        others = [value for value in vars(module).values() if isinstance(value, sdk.Connector)]
        if len(others) != 1:
            raise LoadError(
                "connector.py has no object `connector = Connector(update=update, schema=schema)`"
            )
        found = others[0]
    return found
