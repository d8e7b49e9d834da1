"""What the chat page asks the demo for: the clock, who sits in which column, sentences to try."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.clock import Clock
from bot.demo.cast import RESIDENTS

FURTHEST = timedelta(days=366)

HINTS = (
    ("路灯", "丹桂路12号门口路灯不亮好几天了"),
    ("停水", "停水了"),
    ("返水", "昨晚又返水了,厨房全是脏水"),
    ("燃气", "楼道里一股煤气味,好大"),
    ("举报", "举报村干部吃回扣"),
    ("说不清", "那个东西又坏了"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the page: who looks at which chat, under which label."""

    person: int
    chat: int
    label: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the county to share as a location, in WGS-84 degrees."""

    label: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Stage:
    """What the pages need of the running demo. ``moved`` is called after the clock was set forward."""

    clock: Clock
    zone: ZoneInfo
    columns: tuple[Column, ...]
    places: tuple[Spot, ...]
    moved: Callable[[], Awaitable[None]]


def routes(stage: Stage) -> list[Route]:
    async def home(request: Request) -> Response:
        return RedirectResponse("/chat")

    async def clock(request: Request) -> Response:
        if request.method == "POST":
            forward = _forward(await request.json(), stage)
            if forward is None:
                return JSONResponse({"error": "say advance_seconds (1 to 366 days) or to (HH:MM)"}, 400)
            stage.clock.offset += forward
            await stage.moved()
        return JSONResponse({"now": stage.clock.now().astimezone(stage.zone).isoformat(timespec="seconds")})

    async def story(request: Request) -> Response:
        people = [{"id": r.id, "name": r.name, "role": "resident", "label": f"居民 {r.name}"} for r in RESIDENTS]
        columns = [{"person": c.person, "chat": c.chat, "label": c.label} for c in stage.columns]
        return JSONResponse({"people": people, "columns": columns, "places": [asdict(p) for p in stage.places]})

    async def hints(request: Request) -> Response:
        first = RESIDENTS[0].id
        return JSONResponse([{"label": label, "person": first, "text": text} for label, text in HINTS])

    return [
        Route("/", home),
        Route("/demo/clock", clock, methods=["GET", "POST"]),
        Route("/demo/story", story),
        Route("/demo/hints", hints),
    ]


def _forward(body: object, stage: Stage) -> timedelta | None:
    """How far the clock moves: never back, deadlines would not understand it."""
    if not isinstance(body, dict):
        return None
    seconds, to = body.get("advance_seconds"), body.get("to")
    if isinstance(seconds, int | float) and 0 < seconds <= FURTHEST.total_seconds():
        return timedelta(seconds=seconds)
    if not isinstance(to, str):
        return None
    try:
        wanted = time.fromisoformat(to)
    except ValueError:
        return None
    return _until(stage.clock.now().astimezone(stage.zone), wanted)


def _until(now: datetime, wanted: time) -> timedelta:
    target = now.replace(hour=wanted.hour, minute=wanted.minute, second=0, microsecond=0)
    return (target if target > now else target + timedelta(days=1)) - now
