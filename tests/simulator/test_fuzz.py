"""Any call that can be put together from the Bot API's own table is answered: with a result or with a refusal."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.simulator import editing, profile, sending
from bot.simulator.files import FileStore, sample
from bot.simulator.strict import METHODS, TYPES
from tests.simulator.conftest import Telegram

PERSON, GROUP = 700000001, -4000000001
_files = FileStore()
PHOTO, DOCUMENT = [_files.add(sample(kind), kind).file_id for kind in ("photo", "document")]
DEEPEST = 3
INTEGERS = st.integers(0, 6) | st.sampled_from([-1, PERSON, GROUP, 2**63 - 1])
WORDS = ["HTML", "<b>粗</b>", "<b>", "typing", "😀", "a_b", "https://a.example", "attach://x", PHOTO, DOCUMENT]
STRINGS = st.sampled_from(WORDS) | st.text(max_size=6)
PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "Integer": INTEGERS,
    "Float": st.floats(-90, 90),
    "Boolean": st.booleans(),
    "String": STRINGS,
    "InputFile": STRINGS,
}
# What would otherwise hardly ever be hit: the two chats there are, the files there are.
NAMED: dict[str, st.SearchStrategy[Any]] = {
    "chat_id": st.sampled_from([PERSON, GROUP]),
    "from_chat_id": st.sampled_from([PERSON, GROUP]),
    "message_thread_id": st.just(0),
    "inline_message_id": st.just(""),
    "parse_mode": st.sampled_from(["HTML", "MarkdownV2", ""]),
    "photo": st.just(PHOTO),
    "document": st.just(DOCUMENT),
}
CALLABLE = sorted({*sending.METHODS, *editing.METHODS, *profile.METHODS} - {"leaveChat"})


def value(name: str, expected: str, depth: int) -> st.SearchStrategy[Any]:
    """Values of a type as the table writes it."""
    if name in NAMED and depth == 0:
        return NAMED[name]
    return st.one_of(*(_value(kind, depth) for kind in expected.rstrip("!").split("|")))


def _value(kind: str, depth: int) -> st.SearchStrategy[Any]:
    if kind.startswith("Array of "):
        return st.lists(_value(kind.removeprefix("Array of "), depth), min_size=1, max_size=3)
    if kind in PLAIN:
        return PLAIN[kind]
    table = TYPES.get(kind, {})
    if isinstance(table, list):
        return st.one_of(*(_variant(kind, variant, depth) for variant in table))
    return fields(table, depth + 1) if depth < DEEPEST else st.just({})


def _variant(kind: str, variant: str, depth: int) -> st.SearchStrategy[Any]:
    name = variant.removeprefix(kind).lower()
    files = {"photo": PHOTO, "document": DOCUMENT}
    known = {"type": name, **({"media": files[name]} if name in files else {})}
    return _value(variant, depth).map(lambda found: {**found, **known})


def fields(table: dict[str, str], depth: int) -> st.SearchStrategy[dict[str, Any]]:
    """All the required fields and up to three of the others."""
    required = {name: value(name, expected, depth) for name, expected in table.items() if expected.endswith("!")}
    others = sorted(set(table) - set(required))
    chosen = st.lists(st.sampled_from(others), max_size=3, unique=True) if others else st.just([])

    def filled(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
        extra = {name: value(name, table[name], depth) for name in names}
        if depth == 0 and "chat_id" in table:
            extra["chat_id"] = NAMED["chat_id"]
        return st.fixed_dictionaries({**required, **extra})

    return chosen.flatmap(filled)


CALLS = st.sampled_from(CALLABLE).flatmap(lambda name: st.tuples(st.just(name), fields(METHODS[name], 0)))


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
    ],
)
@given(call=CALLS)
async def test_any_call_is_answered(telegram: Telegram, call: tuple[str, dict[str, Any]]) -> None:
    if not telegram.simulator.people:
        person = await telegram.person()
        await telegram.group(person, bot_admin=True)
        for kind in ("photo", "document"):
            await telegram.sim_media(from_=person, kind=kind)
    method, params = call
    body = await telegram.answer(method, **params)
    assert body["ok"] or body["error_code"] in (400, 403, 404)
