"""Numbers and characters that no database holds: whoever sent them is answered, the others go on."""

import pytest

from bot.simulator import control
from tests.conversation.people import Json, Person
from tests.conversation.stage import Stage
from tests.conversation.town import GUIYING

LAMP = "丹桂路12号门口路灯不亮好几天了"
HUGE = 2**70


def letter(**changes: object) -> Json:
    person = {"id": GUIYING, "is_bot": False, "first_name": "王桂英"}
    chat = {"id": GUIYING, "type": "private"}
    return {
        "message": {"message_id": 77_000, "date": 1_770_000_000, "from": person, "chat": chat, "text": LAMP, **changes}
    }


@pytest.mark.provokes_errors
@pytest.mark.parametrize(
    "odd",
    [
        letter(**{"from": {"id": HUGE, "is_bot": False, "first_name": "x"}}),
        letter(message_id=HUGE, reply_to_message=letter(message_id=HUGE)["message"]),
        letter(chat={"id": HUGE, "type": "private"}),
        letter(photo=[{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1, "file_size": HUGE}], text=None),
    ],
    ids=["sender", "message", "chat", "size"],
)
async def test_a_number_too_large_stops_nobody_else(stage: Stage, zhiqiang: Person, odd: Json) -> None:
    control.inject(stage.simulator, odd)
    await zhiqiang.says(LAMP)
    assert stage.one("SELECT count(*) FROM inbox WHERE state = 'new'") == 0
    assert zhiqiang.shows(stage.ticket())


async def test_what_cannot_be_stored_is_left_out_of_the_words(stage: Stage, guiying: Person) -> None:
    control.inject(stage.simulator, letter(text=f"丹桂路12号\x00路灯\ud83d不亮好几天了{'，真的' * 900}"))
    await stage.settled()
    (text,) = stage.rows("SELECT public_text FROM tickets")[0]
    assert "\x00" not in text
    assert "路灯" in text
    assert guiying.shows(stage.ticket())
