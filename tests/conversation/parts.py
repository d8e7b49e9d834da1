"""拆分, 长期项目, 调解案: the last of the golden stories."""

from bot.domain.orders import Verb
from bot.domain.org import Role
from tests.conversation.telling import COMMUNITY, GRID, TOWN, Story

HOUSEHOLDS = "张建国、李红梅"
"""The parties of a quarrel, whom no group may read."""


async def in_parts(s: Story) -> None:
    """One letter with two matters becomes two; a lamp joins a project; a quarrel is mediated and the reward paid."""
    lin, zhou = await s.resident(0), await s.resident(1)
    chief, town = s.stage.chief(GRID), s.desk(Role.TOWN_DESK, TOWN)
    private = s.stage.holder(Role.GRID_CHIEF, GRID)
    secretary = s.stage.holder(Role.COMMUNITY, COMMUNITY)

    # Divided, taken back, divided again; finished child by child.
    await lin.says(
        s.say("丹桂路12号门口路灯不亮好几天了", "丹桂路12號門口路燈不亮好幾天了", "丹桂路12号门口路灯不亮好几天了")
    )
    whole = s.stage.ticket()
    for again in (False, True):
        await s.orders(
            chief,
            Verb.SPLIT,
            "\n1. 丹桂路12号门口的路灯不亮\n2. 小区的垃圾好几天没人清运",
            "\n1. 丹桂路12號門口的路燈不亮\n2. 小區的垃圾好幾天沒人清運",
            "\n1. 丹桂路12号门口的路灯不亮\n2. 小区的垃圾好几天没人清运",
            on=whole,
        )
        await s.tap(chief, "si")
        if not again:
            await s.menu(chief, "us", on=whole)
    lamp, litter = [row[0] for row in s.stage.rows("SELECT number FROM tickets ORDER BY id")][-2:]
    await s.at("10:20")
    await s.orders(chief, Verb.FINISH, "无照片 换了灯泡", "無照片 換了燈泡", "no photo A new bulb", on=lamp)
    await s.tap(lin, "so", "solved")
    await s.tap(lin, "ra", "5")
    await s.at("10:40")
    await s.orders(chief, Verb.FINISH, "无照片 清走了", "無照片 清走了", "no photo It was taken away", on=litter)
    await s.tap(lin, "so", "solved")
    await s.tap(lin, "ra", "5")
    await s.at("10:50")

    # The lamp of the whole street is a matter of months.
    await town.says(s.say("/project 丹桂路路灯改造", "/project 丹桂路路燈改造", "/project New lamps in Dangui Road"))
    plan = town.last
    await s.tap(town, "pg")
    await s.tap(town, "ph")
    await town.says(s.say("东段 4盏\n西段 6盏", "東段 4盞\n西段 6盞", "east 4\nwest 6"), reply_to=plan)
    await s.menu(chief, "pi", on=whole)
    await s.tap(chief, "pl")
    await town.says(s.say("东段 全部\n西段 3", "東段 全部\n西段 3", "east 4\nwest 3"), reply_to=plan)
    await town.says(s.say("西段 6", "西段 6", "west 6"), reply_to=plan)
    await s.at("11:00")

    # Two households who quarrel.
    await zhou.says(
        s.say(
            "丹桂路16号楼上楼下邻里纠纷，天天吵架",
            "丹桂路16號樓上樓下鄰里糾紛，天天吵架",
            "丹桂路16号楼上楼下邻里纠纷，天天吵架",
        )
    )
    quarrel = s.stage.ticket()
    await s.tap(chief, "sg", on=quarrel)
    await left_out(s, quarrel)
    await s.menu(chief, "za", on=quarrel)
    await told(s, "party", HOUSEHOLDS, HOUSEHOLDS, HOUSEHOLDS)
    await told(s, "plan", "今天下午3点 社区", "今天下午3點 社區", "3 pm today at the community's")
    await s.at("13:00")
    await s.at("15:30")
    await told(s, "result", "愿意各让一步", "願意各讓一步", "Both will give way")
    await s.tap(private, "zi")
    await s.tap(private, "zj", "agreement")
    await private.sends("photo")
    await told(s, "agreed", "每晚十点后不拖椅子", "每晚十點後不拖椅子", "No chairs are moved after ten")
    await secretary.says("/mediate")
    await s.tap(secretary, "zb")
    await s.tap(secretary, "zn")
    await s.tap(secretary, "zo")
    await s.tap(s.stage.holder(Role.TOWN_DESK, TOWN), "zp")
    await s.at("09:00", days=7)
    await s.tap(private, "zl")


async def left_out(s: Story, number: str) -> None:
    """剔除: asked for and taken back, asked again, granted by a slip, refused; a level higher it is granted."""
    chief, above, town = s.stage.chief(GRID), s.desk(Role.COMMUNITY, COMMUNITY), s.desk(Role.TOWN_DESK, TOWN)
    for again in (False, True):
        await s.menu(chief, "qe", on=number)
        await s.tap(chief, "qf", "repeat")
        await s.answers(
            chief, "两家吵了十年，法院判过", "兩家吵了十年，法院判過", "Ten years of it, the court has decided"
        )
        if not again:
            await s.tap(chief, "qg")
    await s.tap(above, "gr")
    await s.tap(above, "qg")
    await s.tap(above, "qd")
    await s.answers(above, "先调解一次再说", "先調解一次再說", "Mediate once first")
    await s.menu(chief, "qe", on=number)
    await s.tap(chief, "qf", "repeat")
    await s.answers(chief, "已经调解过三次", "已經調解過三次", "Mediated three times already")
    await s.tap(town, "gr")


async def told(s: Story, step: str, *languages: str) -> None:
    """A step of the case, by its button on the card in private and the words that it asks for."""
    private = s.stage.holder(Role.GRID_CHIEF, GRID)
    await s.tap(private, "ze", step)
    await s.answers(private, *languages)
