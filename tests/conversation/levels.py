"""Up and down the levels: the third of the golden stories."""

from bot.domain.orders import Verb
from bot.domain.org import Role
from tests.conversation.telling import COMMUNITY, GRID, TOWN, Story


async def through_the_levels(s: Story) -> None:
    """特急, 提醒, 超时升级, 上报, 下调, 挂账, 吹哨, 交办, 销号; the last is a matter that nobody signs."""
    lin, zhou = await s.resident(0), await s.resident(1)
    chief, above, town = s.stage.chief(GRID), s.desk(Role.COMMUNITY, COMMUNITY), s.desk(Role.TOWN_DESK, TOWN)
    units = [s.stage.holder(Role.UNIT, code) for code in ("U03", "U01")]

    # A danger: taken within a minute.
    await zhou.says(s.say("丹桂路22号着火了，冒黑烟", "丹桂路22號著火了，冒黑煙", "丹桂路22号着火了，冒黑烟"))
    await s.at("10:01")
    await s.tap(chief, "sg")
    await s.at("10:20")
    await s.orders(
        chief,
        Verb.FINISH,
        "无照片 火灭了，人都没事",
        "無照片 火滅了，人都沒事",
        "no photo The fire is out, nobody is hurt",
    )
    await s.tap(zhou, "so", "solved")
    await s.tap(zhou, "ra", "5")

    # Reminded, late, reported up twice, handed down, up again.
    await lin.says(
        s.say("丹桂路12号门口路灯不亮好几天了", "丹桂路12號門口路燈不亮好幾天了", "丹桂路12号门口路灯不亮好几天了")
    )
    lamp = s.stage.ticket()
    for hour in ("14:40", "16:00", "16:40"):
        await s.at(hour)
    await s.tap(chief, "sg", on=lamp)
    await s.tap(chief, "ru", on=lamp)
    await s.answers(chief, "灯杆是供电公司的", "燈桿是供電公司的", "The pole is not ours")
    await s.at("16:50")
    await s.menu(above, "hd")
    await s.answers(above, "先接临时灯，下周换杆", "先接臨時燈，下週換桿", "A lamp for now, a new pole next week")
    await s.at("17:00")
    await s.tap(chief, "sg", on=lamp)
    await s.orders(
        chief, Verb.REPORT_UP, "接不了，要停电施工", "接不了，要停電施工", "It needs the power cut off", on=lamp
    )
    await s.at("17:10")
    await s.orders(above, Verb.REPORT_UP, "要两家单位一起", "要兩家單位一起", "It needs two departments", on=lamp)
    await s.at("17:20")
    await s.tap(town, "sg", on=lamp)

    # On account and back; two units are called.
    await s.menu(town, "oa")
    await s.tap(town, "qa", "money")
    await s.tap(town, "ou", "money-15")
    await s.answers(town, "已列入下月计划", "已列入下月計劃", "It is in next month's plan")
    await s.at("08:30", days=1)
    await s.menu(town, "oo")
    await s.at("08:40", days=0)
    await s.menu(town, "xa")
    for unit in ("U03", "U01"):
        await s.tap(town, "xc", str(s.stage.town.nodes[unit].id))
    await s.tap(town, "xd")
    await s.answers(town, "今天下午3点 丹桂路12号", "今天下午3點 丹桂路12號", "3 pm today, 12 Dangui Road")
    await s.at("08:45")
    await s.tap(town, "xe")
    for hour, action in (("09:00", "xi"), ("09:10", "xj"), ("15:00", "xk")):
        await s.at(hour)
        for one in units:
            await s.tap(one, action)
    await s.at("16:00")
    for one in units:
        await s.tap(one, "xl")
        await s.answers(one, "新杆立好了", "新桿立好了", "The new pole stands")
    for mark in ("xq", "xr", "xs"):
        await s.tap(town, mark)
    for mark in ("xt", "xu"):
        await s.tap(units[0], mark)

    # The week's list: decided, done, struck off.
    await s.menu(town, "ma", on=lamp)
    await s.at("08:05", days=5)
    await s.tap(town, "mi")
    await s.tap(town, "ml")
    await s.tap(town, "mn", f"{s.stage.one('SELECT max(id) FROM meeting_items')}-{s.stage.town.nodes[COMMUNITY].id}")
    await s.tap(town, "md")
    await s.answers(
        town,
        "三天内通电。协办：供电公司。",
        "三天內通電。協辦：供電公司。",
        "Power on within three days. together with: U03",
    )
    await s.at("09:30")
    await s.tap(above, "sg", on=lamp)
    await s.at("10:00")
    await s.orders(
        above,
        Verb.FINISH,
        "无照片 通电了，亮了",
        "無照片 通電了，亮了",
        "no photo The power is on, it is bright",
        on=lamp,
    )
    await s.at("11:00")
    await s.tap(town, "mi")
    await s.tap(town, "sk")
    await s.answers(town, "晚上去看过，亮着", "晚上去看過，亮著", "Seen in the evening, it is on")

    # Nobody signs.
    await zhou.says(s.say("丹桂路40号楼道垃圾没人收", "丹桂路40號樓道垃圾沒人收", "丹桂路40号楼道垃圾没人收"))
    await s.tap_if(zhou, "dn")
    for hour, days in (("17:00", 0), ("17:59", 0), ("08:30", 1), ("17:00", 0)):
        await s.at(hour, days)
