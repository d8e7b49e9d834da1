"""Real updates, changed as somebody would who tries everything. All of them come from one stranger."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

from bot.domain.notices import Action

Json = dict[str, Any]

ODD: tuple[Any, ...] = (
    None, "", 0, -1, True, 1.5, 2**31, 2**53 + 1, 2**63, -(2**63) - 1, 10**30, [], {}, [[]], [None], {"id": 1},
    "\x00", "\ud800", "\u202e", "<b>", "&lt;", "{ $number }", "%s%n", "../../etc/passwd", "'; DROP TABLE tickets; --",
    "=1+1", "/start g-YX010101", "/bind YX010101", "/bind", "/list", "/report", "/overdue", "/unbind",
    "/start " + "A" * 64, "/my@other_bot", "办结 已修好", "签收", "撤回", "上报", "督办 马上办", "着火了", "煤气味很大",
    "路灯不亮", "字" * 5000, "a" * 5_000, "1" * 400 + "!", ("啊" * 50 + " ") * 40, "13800001234", "\n" * 3000,
    "😀" * 2000,
)  # fmt: skip

_presses = st.builds(
    "{}:{}:{}:{}".format,
    st.sampled_from([action.value for action in Action]),
    st.sampled_from(["0", "1", "2", "3", "999999999999999", "-1"]),
    st.integers(0, 6),
    st.sampled_from(["", "0", "1", "5", "yes", "solved", "0401", "9" * 24, "10wd", "area-10wd"]),
)


def changes(corpus: list[Json], *, typed: bool) -> st.SearchStrategy[Json]:
    """An update of the corpus with up to four of its values changed. ``typed``: by others of the same type, as Telegram
    could send them; else also dropped, put into lists, added and taken from other updates.
    """
    values = st.sampled_from(ODD) | st.text(max_size=12) | st.integers() | _presses
    kinds = ["value"] if typed else ["value", "drop", "wrap", "graft", "add"]
    change = st.tuples(st.integers(0, 400), st.sampled_from(kinds), values)
    odd = _of_its_type if typed else _whatever
    return st.builds(
        lambda base, how, other, press: _changed(base, how, other, press, odd),
        st.sampled_from(corpus), st.lists(change, max_size=4), st.sampled_from(corpus), st.none() | _presses,
    )  # fmt: skip


def _whatever(old: Any, new: Any, at: int) -> Any:
    return new


def _of_its_type(old: Any, new: Any, at: int) -> Any:
    """The new value if it is of the old one's type, else an odd one that is."""
    if type(new) is type(old):
        return new
    fitting = [value for value in ODD if type(value) is type(old) and not isinstance(value, dict | list)]
    return fitting[at % len(fitting)] if fitting else old


def _changed(
    base: Json, how: list[tuple[int, str, Any]], other: Json, press: str | None, odd: Callable[[Any, Any, int], Any]
) -> Json:
    update = copy.deepcopy(base)
    if press is not None and "callback_query" in update:
        update["callback_query"]["data"] = press
    for at, kind, value in how:
        places = list(_places(update))
        if not places:
            break  # nothing is left of it
        holder, key = places[at % len(places)]
        if kind == "drop" and isinstance(holder, dict):
            del holder[key]
        elif kind == "wrap":
            holder[key] = [holder[key]]
        elif kind == "graft":
            donors = list(_places(copy.deepcopy(other)))
            donor, name = donors[at % len(donors)]
            holder[key] = donor[name]
        elif kind == "add" and isinstance(holder, dict):
            holder[str(value)[:20] or "caption"] = value
        else:
            holder[key] = odd(holder[key], value, at)
    return update


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in it, as what holds it and the key or position."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(items):
        yield value, key
        yield from _places(inner)


def of_stranger(value: Any, stranger: int, private: set[int]) -> Any:
    """The same update as Telegram could deliver it from the stranger: he is whoever acts, and private chats are his."""
    if isinstance(value, list):
        return [of_stranger(one, stranger, private) for one in value]
    if not isinstance(value, dict):
        return value
    known = {key: of_stranger(inner, stranger, private) for key, inner in value.items()}
    own = known.get("id")
    if known.get("type") == "private" or (isinstance(own, int) and own in private):
        known["id"] = stranger
    return known
