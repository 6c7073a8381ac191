"""`python -m connector_kit.runner.unpack <zip> <folder>`: unpacks an uploaded package, and nothing beside the folder."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path, PurePosixPath

__all__ = ["PackageError", "main", "unpack"]

# Beyond what the service takes packed (200 MB): a small file that unpacks into terabytes fills no disk.
_MOST_BYTES = 1024 * 1024 * 1024
_PIECE = 1024 * 1024


class PackageError(Exception):
    """A package that is not unpacked; nothing of it is left."""


def unpack(file: Path, folder: Path, most_bytes: int = _MOST_BYTES) -> None:
    """Writes the files of a package as plain files. Links and modes of the package do not count."""
    try:
        with zipfile.ZipFile(file) as package:
            left = most_bytes
            folder.mkdir()
            for entry in package.infolist():
                target = folder.joinpath(*_parts(entry.filename))
                if entry.is_dir():
                    target.mkdir(parents=True, exist_ok=True)
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                left = _write(package, entry, target, left)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise PackageError(f"{type(error).__name__}: {error}") from None


def _parts(name: str) -> tuple[str, ...]:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in name or not path.parts:
        raise PackageError(f"the entry {name!r} leads out of the package")
    return path.parts


def _write(package: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int) -> int:
    # Counted as it comes: what the entry says of its own size may be wrong.
    with package.open(entry) as source, target.open("xb") as file:
        while piece := source.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise PackageError("it holds more than a package may")
            file.write(piece)
    return left


def main(arguments: list[str]) -> int:
    """Returns the exit code; the reason goes to standard error."""
    file, folder = arguments
    try:
        unpack(Path(file), Path(folder))
    except PackageError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
