from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest

from connector_kit.runner.unpack import PackageError, main, unpack


def zip_of(path: Path, files: dict[str, bytes]) -> Path:
    file = path / "package.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return file


def test_files_are_where_the_package_has_them(tmp_path: Path) -> None:
    file = zip_of(
        tmp_path, {"connector.py": b"x", "tables/": b"", "tables/orders.py": b"y", "deep/er/z.py": b""}
    )
    assert main([str(file), str(tmp_path / "code")]) == 0
    found = {
        str(each.relative_to(tmp_path / "code")) for each in (tmp_path / "code").rglob("*") if each.is_file()
    }
    assert found == {"connector.py", "tables/orders.py", "deep/er/z.py"}
    assert (tmp_path / "code" / "tables" / "orders.py").read_bytes() == b"y"


@pytest.mark.parametrize("name", ["../out.py", "/tmp/out.py", "a/../../out.py", "..\\out.py", "C:\\out.py"])
def test_an_entry_that_leads_out_is_refused(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = zip_of(tmp_path, {name: b"x"})
    assert main([str(file), str(tmp_path / "code")]) == 1
    assert "leads out of the package" in capsys.readouterr().err
    assert not (tmp_path / "out.py").exists()


def test_a_link_is_a_plain_file(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("link")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "package.zip", "w") as package:
        package.writestr(entry, "/etc/passwd")
    unpack(tmp_path / "package.zip", tmp_path / "code")
    assert not (tmp_path / "code" / "link").is_symlink()
    assert (tmp_path / "code" / "link").read_text() == "/etc/passwd"


def test_more_than_a_package_may_hold_is_refused(tmp_path: Path) -> None:
    file = zip_of(tmp_path, {"a": b"x" * 600, "b": b"x" * 600})
    with pytest.raises(PackageError, match="holds more"):
        unpack(file, tmp_path / "code", most_bytes=1000)


@pytest.mark.parametrize("files", [{"a": b"1"}, {}])
def test_what_is_no_package_is_refused(tmp_path: Path, files: dict[str, bytes]) -> None:
    file = zip_of(tmp_path, files)
    file.write_bytes(b"no zip")
    with pytest.raises(PackageError, match="BadZipFile"):
        unpack(file, tmp_path / "code")


def test_two_entries_of_one_name_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "package.zip"
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("a", "1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            package.writestr("a", "2")
    with pytest.raises(PackageError, match="FileExistsError"):
        unpack(file, tmp_path / "code")
