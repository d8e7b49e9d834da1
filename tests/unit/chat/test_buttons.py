"""Callback data: short, read back exactly, and nothing that we did not make."""

import pytest

from bot.chat.buttons import decode, encode, node_of
from bot.domain.errors import Forged
from bot.domain.notices import Action, Press


def test_reads_back_what_it_wrote() -> None:
    press = Press(Action.SET_PLACE, 1234, 7, "88")
    assert encode(press) == "sl:1234:7:88"
    assert decode("sl:1234:7:88") == press


def test_a_caption_is_not_part_of_the_data() -> None:
    assert decode(encode(Press(Action.HOME_ADD, 4, label="第一网格"))) == Press(Action.HOME_ADD, 4)


@pytest.mark.parametrize(
    "data",
    [
        "", "sg", "sg:1", "sg:1:2", "zz:1:2:", "SG:1:2:", "sg:-1:2:", "sg:1:2:3:4", "sg:1:2:签收", "sg:１:2:",
        "sg:1:2:a b", " sg:1:2:", "sg:1:2:\n", "sg:9999999999999999:1:", "sg:1:1:" + "a" * 25, "x" * 64, "sg:1:2:'--",
    ],
)  # fmt: skip
def test_refuses_what_no_button_carries(data: str) -> None:
    with pytest.raises(Forged):
        decode(data)


@pytest.mark.parametrize("choice", ["", "yes", "-1", "1a", "²", "9" * 16, "9" * 24])
def test_a_chosen_node_is_a_number(choice: str) -> None:
    assert node_of(Press(Action.DISPATCH_TO, 1, choice="17")) == 17
    with pytest.raises(Forged):
        node_of(Press(Action.DISPATCH_TO, 1, choice=choice))
