"""Orders given by word: 办结 and a sentence, as chiefs write it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.domain.intake import IntakePolicy
from bot.domain.notices import Action, Press
from bot.domain.orders import Verb
from bot.policy_files import load_intake
from bot.usecases.words import Order, named_first, read_order
from tests.property.strict_wording import RENDERER
from tests.unit.deadlines.shipped import RULES

SHIPPED = RULES / "intake.yaml"


def _policy() -> IntakePolicy:
    policy = load_intake(SHIPPED)
    assert isinstance(policy, IntakePolicy), policy
    return policy


MARKS = _policy().number_marks
ORDERS: Mapping[str, Verb] = _policy().orders


@pytest.mark.parametrize(
    ("text", "verb", "rest"),
    [
        ("签收", "sign", ""),
        ("  签收 ", "sign", ""),
        ("到场，正在看", "arrive", "正在看"),
        ("办结 已疏通，水退了", "finish", "已疏通，水退了"),
        ("办结：灯换好了", "finish", "灯换好了"),
        ("办结\n灯换好了\n谢谢", "finish", "灯换好了\n谢谢"),
        ("办结", "finish", ""),
        ("办结。。。", "finish", ""),
        ("辦結 已疏通", "finish", "已疏通"),
        ("Done: new bulb", "finish", "new bulb"),
        ("done", "finish", ""),
    ],
)
def test_a_verb_before_a_break_is_an_order(text: str, verb: str, rest: str) -> None:
    assert read_order(text, ORDERS) == Order(Verb(verb), rest)


@pytest.mark.parametrize(
    "text", ["签收不了，不是我们格的", "Donezo", "not done yet", "到场了没人", "办结不了", "已办结", "下午去", "", "  "]
)
def test_anything_else_is_a_note(text: str) -> None:
    assert read_order(text, ORDERS) == Order(None, text.strip())


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize(
    ("action", "verb"),
    [(Action.SIGN, "sign"), (Action.ARRIVE, "arrive"), (Action.FINISH, "finish"), (Action.ASK, "ask")],
)
def test_the_caption_of_a_button_is_an_order_too(language: str, action: Action, verb: str) -> None:
    assert read_order(RENDERER.speaking(language).caption(Press(action, 1)), ORDERS) == Order(Verb(verb), "")


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ("finish: [办结,", "finish: [签收,", "orders", "orders: '签收' stands here twice"),
        ("finish: [办结,", "finish: [Take On,", "orders", "orders: 'take on' stands here twice"),
        ("sign: [签收, 簽收, take on]", "sign: []", "  sign", "orders.sign: List should have at least 1 item"),
        ("办结, 辦結", '" 办结"', "  finish", "orders.finish.0: String should match"),
        ("  finish:", "  finnish:", "  finnish", "orders.finnish: Extra inputs"),
    ],
)
def test_a_slip_in_the_orders_is_named_with_its_line(tmp_path: Path, old: str, new: str, key: str, reason: str) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = tmp_path / "intake.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    line = next(
        n for n, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if row.startswith(f"{key}:")
    )
    findings = load_intake(path)
    assert isinstance(findings, tuple)
    assert any(str(finding).startswith(f"{path}:{line}:1: error: {reason}") for finding in findings), findings


def test_a_town_may_have_words_of_its_own() -> None:
    assert read_order("搞定 换了灯泡", {"搞定": Verb.FINISH}) == Order(Verb.FINISH, "换了灯泡")


LISTED = ("GD20261116-0002", "GD20261116-0012", "GD20261117-0012", "GD20261117-0123")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("0002 办结 已疏通", ("GD20261116-0002", "办结 已疏通")),
        ("2号 办结 已疏通", ("GD20261116-0002", "办结 已疏通")),
        ("2號辦結 已疏通", ("GD20261116-0002", "辦結 已疏通")),
        ("2 签收", ("GD20261116-0002", "签收")),
        ("0123号，去看过了", ("GD20261117-0123", "去看过了")),
        ("0123", ("GD20261117-0123", "")),
        ("GD20261117-0012 办结 好了", ("GD20261117-0012", "办结 好了")),
        ("gd20261117-0012 去看过了", ("GD20261117-0012", "去看过了")),
        ("1117-0012 办结 好了", ("GD20261117-0012", "办结 好了")),
        # Two of them end so; a house; a height; none of these; no number at all.
        ("0012 办结 好了", None),
        ("2号楼的灯修好了", None),
        ("2号 灯修好了", None),
        ("2米高的墙，办结不了", None),
        ("2栋 办结 好了", None),
        ("0123路灯修好了", None),
        ("0007 办结 好了", None),
        ("办结 已疏通", None),
        ("", None),
    ],
)
def test_a_number_at_the_beginning_says_which_of_a_list(text: str, meant: tuple[str, str] | None) -> None:
    assert named_first(text, LISTED, MARKS, ORDERS) == meant
