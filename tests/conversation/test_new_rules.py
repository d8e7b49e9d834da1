"""Rule files change while the bot runs: right ones are used by the next message, wrong ones are told of and left."""

from pathlib import Path
from shutil import copytree, ignore_patterns, rmtree

import aiohttp
import pytest
import pytest_asyncio

from bot.config import ROOT
from tests.conversation.people import Person, Said
from tests.conversation.stage import Stage
from tests.conversation.town import ADMIN

pytestmark = pytest.mark.xdist_group("new rules")  # what is found clean once is not looked at again

CRY = "噜啪嗒啵"
"""No word of any language: a danger only once the rules say so."""

WORDS = "啵噜噜 噜啵啵 噗噜啪 啪嗒噗 吱哩哇 哇哩吱"
MADE_UP = f"""\
  "0420":
    name: 啵噜啵噜
    department: 环卫
    urgency: 一般
    profile: N
    limits: {{handle: 5wd}}
    photo: no
    words:
      10: |
        {WORDS}
    examples:
      positive: |
        {WORDS.replace(" ", "")}
        楼下{WORDS.replace(" ", "")}
        门口{WORDS.replace(" ", "")}
      negative: |
        垃圾堆了三天没人收
"""
"""A category of the town's own."""

DANGER, WASTE, INTAKE = "danger.yaml", "categories/04.yaml", "intake.yaml"


elsewhere_the_same = pytest.mark.parametrize("place", ["sqlite"], indirect=True)
"""Reading the rules takes seconds, and nothing here depends on the database."""


class Desk:
    """Where a clerk edits the rules of this house."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.folder = stage.rules_dir
        self._admin = stage.person(ADMIN)

    async def writes(self, name: str, old: str, new: str) -> None:
        """Changes a file and waits until the bot has looked."""
        file = self.folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        await self._stage.look_at_rules()

    async def puts_back(self, name: str) -> None:
        (self.folder / name).write_bytes((ROOT / "routing_rules" / name).read_bytes())
        await self._stage.look_at_rules()

    def hears(self) -> list[Said]:
        """What the admin was told about rules, oldest first."""
        return [said for said in self._admin.heard() if "规则" in said]

    async def version(self) -> str:
        """What the house says from outside that it works by."""
        async with aiohttp.ClientSession() as http:
            async with http.get(f"{self._stage.web}/readyz") as answer:
                version = str((await answer.json())["checks"]["rules"]["version"])
            async with http.get(f"{self._stage.web}/metrics") as answer:
                assert f'yigetong_rules_info{{version="{version}"}} 1.0' in await answer.text()
        return version


@pytest_asyncio.fixture(loop_scope="session")
async def desk(stage: Stage, tmp_path: Path, cache_dir: Path) -> Desk:
    """The same rules in a folder of this house's own, which was up before: its dictionary is there. No samples: what
    the linter finds in them is a warning, and no warning keeps rules back."""
    rules = copytree(ROOT / "routing_rules", tmp_path / "rules", ignore=ignore_patterns("samples"))
    stage.webhook, stage.rules_dir = True, Path(rules)
    rmtree(tmp_path / "cache", ignore_errors=True)
    (tmp_path / "cache").symlink_to(cache_dir)
    await stage.restart()
    return Desk(stage)


async def test_the_next_message_is_read_by_the_new_words(stage: Stage, desk: Desk, laoliu: Person) -> None:
    await laoliu.says(CRY)
    assert stage.tickets() == 0
    before = await desk.version()
    await desk.writes(DANGER, "      着火 起火", f"      {CRY} 着火 起火")
    (told,) = desk.hears()
    assert "用上了" in told
    assert await desk.version() in told
    assert await desk.version() != before
    await laoliu.says(CRY)
    assert "119" in laoliu.find(stage.ticket())
    assert stage.one("SELECT rules_version FROM tickets") == await desk.version()


@elsewhere_the_same
async def test_the_numbers_change_with_the_words(stage: Stage, desk: Desk, guiying: Person) -> None:
    """An order by word stands in another file than what it is said of."""
    await guiying.says("丹桂路12号门口垃圾堆了三天没人收")
    chief, number = stage.chief("YX010101"), stage.ticket()
    await desk.writes(INTAKE, "sign: [签收,", "sign: [啵噜噜, 签收,")
    await chief.says("啵噜噜", reply_to=chief.find(number))
    assert stage.one("SELECT signed_at IS NOT NULL FROM tickets")


@elsewhere_the_same
@pytest.mark.parametrize("broken", ["- ]", "{}"], ids=["no YAML", "no such field"])
async def test_wrong_rules_are_left_alone_and_told_of_once(
    stage: Stage, desk: Desk, laoliu: Person, broken: str
) -> None:
    before = await desk.version()
    await desk.writes(WASTE, "    department: 环卫", f"    {broken}: 环卫")
    await stage.look_at_rules()
    (told,) = desk.hears()
    assert "没有换" in told
    assert "categories/04.yaml 第 " in told
    assert await desk.version() == before
    await laoliu.says("着火了，六楼在冒烟，里面还有人")
    assert "119" in laoliu.heard()[0].text
    await desk.puts_back(WASTE)
    await stage.look_at_rules()
    assert ["用上了" in said for said in desk.hears()] == [False, True]
    assert before in desk.hears()[-1]


@elsewhere_the_same
async def test_one_wrong_number_keeps_back_every_new_word(stage: Stage, desk: Desk, laoliu: Person) -> None:
    """Two files were changed, one of them wrongly."""
    (desk.folder / "deadlines.yaml").write_text("tomorrow", encoding="utf-8")
    await desk.writes(DANGER, "      着火 起火", f"      {CRY} 着火 起火")
    assert "deadlines.yaml 第 1 行" in desk.hears()[0]
    await laoliu.says(CRY)
    assert stage.tickets() == 0
    await desk.puts_back("deadlines.yaml")
    await laoliu.says(CRY)
    assert stage.tickets() == 1


@elsewhere_the_same
async def test_an_example_that_fails_keeps_the_old_rules(stage: Stage, desk: Desk) -> None:
    """It would load, but the check of the command refuses it: so does the bot."""
    before = await desk.version()
    await desk.writes(WASTE, "      positive: |\n", "      positive: |\n        我家的自来水停了\n")
    (told,) = desk.hears()
    assert "1 处不对" in told
    assert await desk.version() == before


@elsewhere_the_same
async def test_many_faults_are_counted_and_three_are_named(stage: Stage, desk: Desk) -> None:
    await desk.writes(WASTE, (desk.folder / WASTE).read_text(encoding="utf-8"), 'group: "04"\n')
    (told,) = desk.hears()
    assert told.text.count("第 ") == 3
    assert "还有 " in told


@elsewhere_the_same
async def test_a_file_that_was_only_touched_says_nothing(stage: Stage, desk: Desk) -> None:
    await desk.puts_back(DANGER)
    assert desk.hears() == []


@elsewhere_the_same
async def test_without_its_folder_the_bot_goes_on(stage: Stage, desk: Desk, laoliu: Person) -> None:
    before, away = await desk.version(), desk.folder.with_name("away")
    desk.folder.rename(away)
    await stage.look_at_rules()
    assert "没有换" in desk.hears()[-1]
    await laoliu.says("着火了，六楼在冒烟，里面还有人")
    assert "119" in laoliu.heard()[0].text
    away.rename(desk.folder)
    await stage.look_at_rules()
    assert "用上了" in desk.hears()[-1]
    assert await desk.version() == before


@elsewhere_the_same
async def test_files_still_being_copied_are_waited_for(stage: Stage, desk: Desk) -> None:
    """Half of a change is wrong, the whole is right: nobody hears of the half."""
    text = (desk.folder / WASTE).read_text(encoding="utf-8")
    (desk.folder / WASTE).write_text(text[:4000], encoding="utf-8")
    await stage.house.reloader.look()
    (desk.folder / WASTE).write_text(f"# \n{text}", encoding="utf-8")
    await stage.look_at_rules()
    (told,) = desk.hears()
    assert "用上了" in told


async def test_a_category_with_open_tickets_stays_until_the_last_is_closed(
    stage: Stage, desk: Desk, guiying: Person
) -> None:
    await desk.writes(WASTE, "categories:\n", f"categories:\n{MADE_UP}")
    assert "用上了" in desk.hears()[-1]
    await guiying.says(f"丹桂路12号{WORDS.replace(' ', '')}")
    assert stage.one("SELECT category FROM tickets") == "0420"
    with_category = await desk.version()
    await desk.puts_back(WASTE)
    await stage.look_at_rules()
    assert len(desk.hears()) == 2
    assert "没有换" in desk.hears()[-1]
    assert "0420 啵噜啵噜：1 件" in desk.hears()[-1]
    assert await desk.version() == with_category
    await guiying.presses("撤销")
    await guiying.presses("确定撤销")
    await stage.look_at_rules()
    assert len(desk.hears()) == 3
    assert "用上了" in desk.hears()[-1]
    assert await desk.version() != with_category
    await guiying.says("/my")
    assert stage.ticket() in guiying.last
