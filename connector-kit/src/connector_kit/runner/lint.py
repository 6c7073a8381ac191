"""Looks in a connector's code for what goes wrong later: an order that differs from run to run, secrets, a sync that starts on import.

`python -m connector_kit.runner.lint <folder>` prints a line of JSON for each finding.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["Finding", "lint", "lint_source"]

_LEFT_OUT = {"__pycache__", "lib", "include", "files", "crash-reports", "tests", "test", "node_modules"}

_TOKENS = re.compile(
    r"^(?:sk_live_|sk-[A-Za-z0-9]{20}|ghp_|gho_|github_pat_|glpat-|xox[abp]-|AKIA[0-9A-Z]{12}|AIza[0-9A-Za-z_-]{20}|"
    r"eyJ[A-Za-z0-9_-]{10,}\.|-----BEGIN [A-Z ]*PRIVATE KEY)"
)
_NAMES = re.compile(
    r"(^|_)(secret|token|password|passwd|api_?key|access_?key|private_?key|credential)s?$", re.IGNORECASE
)
_PLACEHOLDER = re.compile(
    r"^(?:<.*>|\{.*\}|your[_-].*|example.*|dummy.*|test.*|x+|\*+|changeme)$", re.IGNORECASE
)
_SHORTEST_SECRET = 8

# Calls whose results come in an order that nobody promises.
_UNORDERED = {
    "set",
    "frozenset",
    "listdir",
    "scandir",
    "iterdir",
    "glob",
    "rglob",
    "iglob",
    "as_completed",
    "imap_unordered",
}
# What makes the order of its argument meaningless, or certain.
_ORDERING = {"sorted", "len", "sum", "min", "max", "any", "all", "set", "frozenset"}


@dataclass(frozen=True)
class Finding:
    """One place, and what is wrong there. `rule`: `syntax`, `order`, `secret` or `start`."""

    file: str
    line: int
    rule: str
    message: str


def lint(folder: str | Path) -> list[Finding]:
    """Findings in a connector's own modules; tests and virtual environments are left out."""
    root = Path(folder)
    return [
        finding
        for file in sorted(_modules(root))
        for finding in lint_source(
            file.read_text(encoding="utf-8", errors="replace"), file.relative_to(root).as_posix()
        )
    ]


def _modules(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if (
                entry.name not in _LEFT_OUT
                and not entry.name.startswith(".")
                and not (entry / "pyvenv.cfg").exists()
            ):
                yield from _modules(entry)
        elif entry.suffix == ".py":
            yield entry


def lint_source(source: str, file: str) -> list[Finding]:
    """Findings in one module."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        return [Finding(file, error.lineno or 1, "syntax", f"{error.msg}: it cannot be imported")]
    visitor = _Visitor(file)
    visitor.visit(tree)
    visitor.check_start(tree)
    return sorted(visitor.findings, key=lambda finding: finding.line)


class _Visitor(ast.NodeVisitor):
    def __init__(self, file: str) -> None:
        self.findings: list[Finding] = []
        self._file = file
        self._ordered: set[ast.AST] = set()

    def visit_Call(self, node: ast.Call) -> None:
        name = _called(node)
        if name in _ORDERING:
            self._ordered.update(node.args)
        elif name in _UNORDERED - {"set", "frozenset"} and node not in self._ordered:
            self._find(
                node,
                "order",
                f"{name}() gives no certain order; put sorted() around it, or rows come differently each time",
            )
        for keyword in node.keywords:
            self._check_secret(keyword.arg, keyword.value)
        self.generic_visit(node)

    def visit_For(self, node: ast.For) -> None:
        self._check_iterated(node.iter)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self._check_iterated(node.iter)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._check_secret(_target(target), node.value)
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._check_secret(_target(node.target), node.value)
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                self._check_secret(key.value, value)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and _TOKENS.match(node.value):
            self._find(node, "secret", "this text is a secret; read it from the configuration")

    def check_start(self, tree: ast.Module) -> None:
        """A sync that is started when the module is imported."""
        for node in tree.body:
            if (
                isinstance(node, ast.Expr)
                and isinstance(node.value, ast.Call)
                and _called(node.value) in {"debug", "run"}
            ):
                self._find(
                    node, "start", "this starts a sync on import; put it below `if __name__ == '__main__':`"
                )

    def _check_iterated(self, node: ast.expr) -> None:
        is_set = isinstance(node, (ast.Set, ast.SetComp)) or (
            isinstance(node, ast.Call) and _called(node) in {"set", "frozenset"}
        )
        if is_set:
            self._find(
                node,
                "order",
                "a set has no certain order; iterate over sorted(…), or rows come differently each time",
            )

    def _check_secret(self, name: str | None, value: ast.expr | None) -> None:
        if (
            name is None
            or not _NAMES.search(name)
            or not isinstance(value, ast.Constant)
            or not isinstance(value.value, str)
        ):
            return
        text = value.value
        if len(text) < _SHORTEST_SECRET or " " in text or _PLACEHOLDER.match(text) or _TOKENS.match(text):
            return
        self._find(value, "secret", f"{name!r} is written into the code; read it from the configuration")

    def _find(self, node: ast.expr | ast.stmt, rule: str, message: str) -> None:
        self.findings.append(Finding(self._file, node.lineno, rule, message))


def _called(node: ast.Call) -> str:
    return _target(node.func) or ""


def _target(node: ast.expr) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else None


if __name__ == "__main__":
    for each in lint(sys.argv[1]):
        print(json.dumps(asdict(each)))
