"""The project's own source, as the meta tests read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
BOT = ROOT / "bot"


together = pytest.mark.xdist_group("source")
"""For the tests that read all of the source: it is parsed once, in one process."""


@cache
def modules(folder: Path) -> dict[str, ast.Module]:
    """Every module below a folder, by its path from the root."""
    return {path: ast.parse(text) for path, text in texts(folder).items()}


def texts(folder: Path) -> dict[str, str]:
    """What stands in every module below a folder, by its path from the root."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))
    }


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def literals(module: ast.Module) -> Iterator[ast.Constant]:
    """String literals that are no docstrings (nor parts of their own line)."""
    alone = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node


@cache
def words(*folders: str) -> frozenset[str]:
    """All string literals below these folders of bot/."""
    found: set[str] = set()
    for folder in folders:
        for module in modules(BOT / folder).values():
            found |= {str(node.value) for node in literals(module)}
    return frozenset(found)
