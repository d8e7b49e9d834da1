"""The card is the truth in few lines: what, where, by when, whose, what next, in every state and language."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.life import ENDED, OPEN, PAUSED, State
from bot.domain.notices import Notice
from bot.domain.org import Role
from bot.usecases import cards, similar
from tests.property.strict_wording import RENDERER
from tests.storage.county import MONDAY, town_hall
from tests.unit.meta.samples import HOTSPOT, NUMBER, TEXT, longest, town
from tests.unit.meta.wording import LANGUAGES

LINES = 8
DUE, WAKE, SIGN = (MONDAY + timedelta(days=days) for days in (40, 20, 3))
NEXT = {
    State.SUBMITTED: ("受理", "受理", "taken in"),
    State.DRAFT: ("等居民补充", "等居民補充", "Waiting for the resident"),
    State.ACCEPTED: ("派单", "派單", "To be assigned"),
    State.DISPATCHED: ("签收", "簽收", "To be taken on"),
    State.RETURN_REVIEW: ("退单审核中", "退單審核中", "Return under review"),
    State.HANDLING: ("办理中", "辦理中", "working on it"),
    State.SUSPENDED: ("接着办", "接著辦", "goes on"),
    State.PENDING_REVIEW: ("核查", "核查", "to be checked"),
    State.PENDING_SURVEY: ("等居民评价", "等居民評價", "waiting for the resident"),
    State.ON_ACCOUNT: ("再看", "再看", "next look"),
    State.CLOSED: ("已结案", "已結案", "Closed"),
    State.ARCHIVED: ("不用再办", "不用再辦", "nothing left to do"),
    State.REJECTED: ("不用再办", "不用再辦", "nothing left to do"),
    State.REFERRED: ("不用再办", "不用再辦", "nothing left to do"),
    State.MERGED: ("这里不用管了", "這裡不用管了", "nothing left to do here"),
    State.WITHDRAWN: ("不用再办", "不用再辦", "nothing left to do"),
    State.INVALID: ("不用再办", "不用再辦", "nothing left to do"),
}
"""What the card says of what comes next, in simplified and traditional Chinese and in English."""

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


def shown(state: State, language: str, **values: object) -> str:
    """The card with everything that may stand on it, each as long as it gets."""
    ticket = longest(state, sealed_role=Role.DISCIPLINE, wake_at=WAKE, due_at=DUE, sign_due_at=SIGN, **values)
    beside = (
        Notice("card-heard", {"count": 9999}),
        Notice("card-alike", {"number": NUMBER, "count": 9999}),
        similar.hot_line(town(), "card-hot", HOTSPOT),
    )
    notice = replace(cards.compose(ticket, town(), "注\n" * 200, 12), lines=beside)
    return RENDERER.speaking(language).text(notice, MONDAY)


@in_every_language
@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("danger", [False, True])
def test_everything_at_its_longest_is_eight_lines(state: State, language: str, danger: bool) -> None:
    assert len(shown(state, language, danger=danger, public_text="字\n" * 2000).splitlines()) <= LINES


@in_every_language
@pytest.mark.parametrize("state", list(State))
def test_it_says_what_where_whose_by_when_and_what_next(state: State, language: str) -> None:
    text = shown(state, language)
    renderer = RENDERER.speaking(language)
    plain = longest(state)
    assert NUMBER in text
    assert renderer.category(plain.category) in text
    assert plain.place_text in text
    assert TEXT[:100] in text
    assert NEXT[state][("zh-Hans", "zh-Hant", "en").index(language)] in text
    if state in OPEN:
        assert town().node(plain.owner_id).name in text
    moment = {State.ACCEPTED: SIGN, State.DISPATCHED: SIGN, State.SUSPENDED: WAKE, State.ON_ACCOUNT: WAKE}.get(
        state, DUE
    )
    if state in OPEN - {State.SUBMITTED, State.DRAFT}:
        assert renderer.when(moment, MONDAY) in text


@pytest.mark.parametrize("state", list(State))
def test_nobody_owes_an_answer_to_a_supervision_of_what_is_done(state: State) -> None:
    ticket = longest(state, supervised="red", answer_by=MONDAY + timedelta(days=77))
    card = cards.compose(ticket, replace(town(), ladder=town_hall()._policies.ladder))
    assert (card.args["grade"] != "") is (state in OPEN)


def test_every_state_is_looked_at() -> None:
    assert set(NEXT) == set(State)
    assert set(NEXT) >= OPEN | ENDED | PAUSED
