"""docs/ticket-life.md says what the table says."""

from bot.domain.life import Event, State
from tools import ticket_life


def test_the_page_is_made_from_the_table() -> None:
    assert ticket_life.PAGE.read_text(encoding="utf-8") == ticket_life.page(), "run: python tools/ticket_life.py"


def test_every_state_and_every_row_of_the_handbook_stands_in_it() -> None:
    shown = ticket_life.page()
    assert all(f"`{state.value}`" in shown for state in State)
    assert all(f"`{event.value}`" in shown for event in Event if event is not Event.SUBMIT)
    rows = {row for _, arrow in ticket_life._in_order() for row in arrow.rows}
    assert rows == set(range(2, 33)), "row 1 is the draft of the intake"
