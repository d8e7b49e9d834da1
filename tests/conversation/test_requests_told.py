"""The same story of a return, an extension, a pause and its end in the three languages: everything that anybody read.

The full texts stand in golden/requests-*.txt. To write them anew after a change of wording: WRITE_GOLDEN=1.
"""

import pytest

from bot.domain.languages import Locale
from bot.domain.notices import Action
from bot.simulator import control
from tests.conversation.people import Answer, Person
from tests.conversation.stage import Stage
from tests.conversation.test_languages import NEWCOMER, at, same_as_golden, transcript

GRID, BESIDE, DESK = "YX010101", "YX010102", "YX0101"
LAMP = "丹桂路12号门口路灯不亮好几天了"
SPOKEN = {Locale.HANS: "zh-hans", Locale.HANT: "zh-hant", Locale.EN: "en"}


async def tap(person: Person, action: str, choice: str = "") -> Answer:
    """Presses the newest button of this kind, whatever language it is in."""
    for message in reversed(person.heard()):
        for caption, data in message.buttons.items():
            if data.startswith(f"{action}:") and data.split(":")[3].startswith(choice):
                answer = await person.presses(caption, on=message)
                assert not answer.alert, answer.text
                return answer
    raise AssertionError(f"no button {action}")


@pytest.mark.parametrize("locale", list(SPOKEN))
async def test_everything_that_anybody_reads(stage: Stage, locale: Locale) -> None:
    control.add_person(stage.simulator, {"id": NEWCOMER, "first_name": "Lin", "language_code": SPOKEN[locale]})
    resident, secretary = stage.person(NEWCOMER), stage.secretary(DESK)
    chief, beside = stage.chief(GRID), stage.chief(BESIDE)
    at(stage, "09:00")
    for person in (secretary, chief, beside):
        await person.says("/lang")
        await tap(person, "la", locale.value)
    at(stage, "10:00")
    await resident.starts()
    await resident.says("/lang")
    await tap(resident, "la", locale.value)
    await resident.says(LAMP)
    answers = []
    at(stage, "10:30")
    await tap(chief, "tr")
    await tap(chief, "tf", "area")
    answers.append(await tap(chief, "tt", f"area-{stage.town.nodes[BESIDE].id}"))
    at(stage, "11:00")
    await secretary.says("/desk")
    answers.append(await tap(secretary, "gr"))
    await tap(beside, "sg")
    await tap(beside, "ex")
    await tap(beside, "eb", "2wd")
    answers.append(await tap(beside, "ef", "parts"))
    at(stage, "14:30")
    answers.append(await tap(secretary, "gr"))
    await tap(resident, "ob")
    at(stage, "15:00")
    await tap(beside, "mo")
    await tap(beside, Action.SUSPEND)
    await tap(beside, "sf", "appraisal")
    answers.append(await tap(beside, "sn", "appraisal-7d"))
    answers.append(await tap(secretary, "gr"))
    at(stage, "16:00")
    answers.append(await tap(beside, "rs"))
    assert stage.state() == "handling"
    toasts = "\n".join(answer.text for answer in answers) + "\n"
    chats = (resident, stage.group(GRID), stage.group(BESIDE), stage.group(DESK))
    same_as_golden(f"requests-{locale.value}", toasts, *map(transcript, chats))
