"""What is written is read back: callback data, drafts, notices, limits."""

import json

from hypothesis import assume, given
from hypothesis import strategies as st

from bot.chat.buttons import decode, encode
from bot.domain import intake
from bot.domain.errors import Forged
from bot.domain.intake import Asked, Draft, Spot
from bot.domain.notices import Action, Notice, Press
from bot.storage import notice_rows

texts = st.text(max_size=40)
codes = st.sampled_from(["", "0101", "0401", "1299"])
ids = st.integers(1, 2**40)
args = st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), texts | st.integers(-(2**53), 2**53), max_size=5)

presses = st.builds(
    Press,
    st.sampled_from(Action),
    st.integers(0, 10**15 - 1),
    st.integers(0, 10**9 - 1),
    st.from_regex(r"[A-Za-z0-9_-]{0,24}", fullmatch=True),
)
labelled = st.builds(lambda press, label: Press(press.action, press.subject, press.version, press.choice, label),
                     presses, texts)  # fmt: skip
rows = st.lists(st.lists(labelled, max_size=3).map(tuple), max_size=3).map(tuple)
lines = st.lists(st.builds(Notice, texts, args), max_size=3).map(tuple)
notices = st.builds(Notice, texts, args, rows, lines, st.lists(ids, max_size=3).map(tuple), st.booleans())
drafts = st.builds(
    Draft,
    text=texts,
    redacted=texts,
    category=codes,
    alternatives=st.lists(codes, max_size=3).map(tuple),
    sure=st.booleans(),
    intent=texts,
    danger=st.booleans(),
    doubtful_danger=codes,
    spot=st.sampled_from(Spot),
    node_id=st.none() | ids,
    options=st.lists(ids, max_size=3).map(tuple),
    place_text=texts,
    has_media=st.booleans(),
    asked=st.sampled_from(Asked),
    rules_version=texts,
    albums=st.lists(texts, max_size=2).map(tuple),
)


@given(presses)
def test_a_press_comes_back_and_fits_the_button(press: Press) -> None:
    data = encode(press)
    assert decode(data) == press
    assert len(data.encode()) <= 64


@given(st.text(max_size=64))
def test_made_up_data_is_refused_or_is_what_we_would_have_made(data: str) -> None:
    try:
        press = decode(data)
    except Forged:
        return
    assert decode(encode(press)) == press


@given(presses, st.integers(0, 63), st.characters(codec="utf-8"))
def test_data_changed_by_one_sign_never_breaks(press: Press, at: int, sign: str) -> None:
    data = encode(press)
    changed = data[: at % len(data)] + sign + data[at % len(data) + 1 :]
    assume(changed != data)
    try:
        assert decode(changed) != press
    except Forged:
        return


@given(drafts)
def test_a_draft_comes_back_from_the_database(draft: Draft) -> None:
    assert intake.from_json(json.loads(json.dumps(intake.to_json(draft)))) == draft


@given(notices)
def test_a_notice_comes_back_from_the_database(notice: Notice) -> None:
    assert notice_rows.from_json(json.loads(json.dumps(notice_rows.to_json(notice)))) == notice


@given(drafts)
def test_one_question_at_most(draft: Draft) -> None:
    """Whatever is known: after one question and one more word, or silence, the matter is settled."""
    step = intake.next_step(draft)
    if isinstance(step, intake.Ask):
        assert isinstance(intake.next_step(step.draft), intake.File)
    assert not isinstance(intake.when_silent(draft), intake.Ask)


@given(drafts.filter(lambda draft: draft.danger or draft.category.startswith("01")))
def test_a_certain_danger_is_never_dropped(draft: Draft) -> None:
    if draft.danger:
        assert isinstance(intake.next_step(draft), intake.File)
    if draft.category:
        assert isinstance(intake.when_silent(draft), intake.File)
