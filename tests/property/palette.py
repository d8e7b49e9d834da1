"""What the crowd says: complaints as the rules understand them, orders, and answers that fit any question."""

from dataclasses import dataclass, replace

from bot.domain.reading import Candidate, Danger, Follow, Intent, Matter, Reading, Verdict
from bot.domain.similar import UNKNOWN, Fingerprint
from bot.places.gazetteer import Located, PlaceKind
from bot.usecases.town import Town

LAMP = Fingerprint({"ludeng": 2.13, "liang": 0.57}, {"ludeng": "路灯", "liang": "亮"}, ("路灯",), ("0202",))
OF_ROAD = {"road": {"dukoulu": "渡口路"}}


@dataclass(frozen=True, slots=True)
class Told:
    """A complaint and what is understood of it. ``where``: codes of the places it may mean, none: it names none."""

    text: str
    category: str = ""
    sure: bool = True
    where: tuple[str, ...] = ()
    intent: Intent = Intent.COMPLAINT
    danger: str = ""
    certain: bool = True
    follow: Follow = Follow.NOTHING
    several: tuple[str, ...] = ()
    known_by: Fingerprint | None = None


COMPLAINTS = (
    Told("路灯不亮好几天了", "0202", where=("S1101",), known_by=replace(LAMP, marks=OF_ROAD)),
    Told("门口路灯不亮", "0202", where=("S1101",), known_by=replace(LAMP, marks=OF_ROAD)),
    Told("路灯又不亮了", "0202", where=("S1101",), known_by=replace(LAMP, marks=OF_ROAD), follow=Follow.AGAIN),
    Told("垃圾没人清", "0401", where=("S1102",)),
    Told("村里水管爆了", "0301", where=("S1201",)),
    Told("说再不赔就拿刀砍人", "0801", where=("S1101",)),
    Told("为宅基地闹纠纷", "0803", sure=False, where=("S1201", "S1202")),
    Told("着火了", "0101", where=("S1103",), danger="0101"),
    Told("有煤气味", "0102", danger="0102", certain=False),
    Told("举报村干部", "1104", where=("S12",)),
    Told("加个红绿灯", "0205", where=("S1",)),
    Told("路灯和垃圾", "0202", sure=False, several=("0202", "0401")),
    Told("怎么没人来", intent=Intent.CHASE, follow=Follow.CHASE),
    Told("已经修好了", intent=Intent.WITHDRAW, follow=Follow.RESOLVED),
    Told("又坏了", "0607", sure=False, follow=Follow.AGAIN),
    Told("有点事想问问"),
)

ORDERS = (
    "签收", "到场", "办结 无照片 修好了", "办结 修好了", "退单 不是我们网格", "延期 2天 等配件", "延期",
    "上报 要社区协调", "上报", "下调 住建周四来换", "挂账 没有资金", "督办 抓紧", "撤回", "联系居民 今天下午在家吗",
    "补充 哪一栋", "核查不通过 还在漏", "重开 又坏了", "异议", "协办 请帮忙", "销号 现场看过", "已尽责 能做的都做了",
    "正在修，下午好", "请供水站配合", "下午3点 渡口路口", "3栋",
)  # fmt: skip


def told(number: int, one: Told, secret: str) -> Reading:
    """The complaint, told apart by ``number``, with something that must be masked."""
    text = f"事由{number:05d}，{one.text}，电话"
    verdict = (
        Verdict((Candidate(one.category, 2.0), Candidate("0305", 1.0)), (), one.sure) if one.category else Verdict()
    )
    danger = Danger(one.danger, ("险",), one.certain) if one.danger else None
    perhaps = tuple(Matter(text, code) for code in one.several)
    return Reading(
        f"{text}{secret}", f"{text}{secret[:3]}****{secret[-4:]}", verdict, one.intent, danger, (), (),
        one.follow is Follow.RESOLVED, False, "r1", one.known_by or UNKNOWN, perhaps, one.follow,
    )  # fmt: skip


def where(town: Town, one: Told) -> Located | None:
    nodes = tuple(node for code in one.where if (node := town.tree.by_code(code)))
    kind = PlaceKind.FOUND if len(nodes) == 1 else PlaceKind.AMBIGUOUS
    return Located(kind, nodes, ("巷口",)) if nodes else None


def plain(text: str) -> Reading:
    """A short reply: nothing to understand."""
    return Reading(text, text, Verdict(), Intent.COMPLAINT, None, (), (), False, False, "r1")
