"""Rules of the house that no linter knows."""

import ast
import re

import pytest

from tests.unit.meta.source import BOT, ROOT, functions, literals, modules, texts, together

pytestmark = together

LONGEST_FILE, LONGEST_FUNCTION = 400, 50
MIGRATIONS = "bot/storage/migrations/"

IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")

CHINESE_IN_CODE = {
    "bot/domain/catalogue.py": "values of the field's own grades, as the rule files write them",
    "bot/domain/people_rows.py": "names of roles as an import file may write them",
    "bot/domain/reading.py": "values of the field's own intents, as the rule files write them",
    "bot/places/address.py": "the grammar of house numbers",
    "bot/places/names.py": "the grammar of pointing at a place",
    "bot/simulator/state.py": "the name of the simulated bot",
    "bot/understanding/lexicon.py": "numerals",
    "bot/understanding/marks.py": "the grammar of house numbers",
    "bot/understanding/mentions.py": "numerals of house numbers",
    "bot/understanding/numbers.py": "numerals",
    "bot/understanding/redact.py": "the grammar of numbers that are masked",
    "bot/understanding/split.py": "numerals of lists",
}
"""Where ideographs may stand in code, and why. Wording for people stands in locales/, words to understand in rules."""


def test_files_are_short() -> None:
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in modules(BOT)}
    long = {path: n for path, n in lengths.items() if n > LONGEST_FILE}
    assert {p for p in long if not p.startswith(MIGRATIONS)} <= {"bot/storage/tables.py"}, long


def test_functions_are_short() -> None:
    long = [
        f"{path}:{function.lineno} {function.name}"
        for path, module in modules(BOT).items()
        if not path.startswith(MIGRATIONS)
        for function in functions(module)
        if (function.end_lineno or 0) - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_wording_stands_in_no_code() -> None:
    found: dict[str, list[int]] = {}
    for path, module in modules(BOT).items():
        lines = [node.lineno for node in literals(module) if IDEOGRAPH.search(str(node.value))]
        if lines and path not in CHINESE_IN_CODE:
            found[path] = lines
    assert found == {}


def test_the_exceptions_are_still_needed() -> None:
    known = modules(BOT)
    needless = [
        path
        for path in CHINESE_IN_CODE
        if path not in known or not any(IDEOGRAPH.search(str(node.value)) for node in literals(known[path]))
    ]
    assert needless == []


WAITS, WATCHES = {"sleep"}, {"perf_counter", "process_time", "monotonic", "thread_time"}


@pytest.mark.parametrize("calls", [WAITS, WATCHES], ids=["sleeps", "times"])
def test_no_test_sleeps_or_times(calls: set[str]) -> None:
    """Time is passed as an argument, speed is the benchmark's: a program of its own, which keeps a pace."""
    found = [
        f"{path}:{node.lineno}"
        for path, text in texts(ROOT / "tests").items()
        if not path.startswith("tests/bench/") and any(call in text for call in calls)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in calls
    ]
    assert found == []


@pytest.mark.parametrize("name", ["utils", "helpers", "manager", "common", "misc"])
def test_no_file_is_called_after_nothing(name: str) -> None:
    assert not [path for path in modules(BOT) if path.endswith((f"/{name}.py", f"/{name}s.py"))]


def test_every_module_says_what_it_is() -> None:
    silent = [p for p, module in modules(BOT).items() if module.body and not ast.get_docstring(module)]
    assert silent == []
