"""What the chat page asks the demo for: the clock, who sits in which column, sentences to try."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.clock import Clock
from bot.demo.page_file import page_file

FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the page: who looks at which chat, under which label."""

    person: int
    chat: int
    label: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody of the story is; without a ``label`` the page says the role in its own words."""

    id: int
    name: str
    role: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the county to share as a location, in WGS-84 degrees."""

    label: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Stage:
    """What the pages need of the running demo. ``people`` are those of the played day; ``advance`` moves the clock."""

    clock: Clock
    zone: ZoneInfo
    columns: tuple[Column, ...]
    places: tuple[Spot, ...]
    people: tuple[Person, ...]
    advance: Callable[[timedelta], Awaitable[None]]


def routes(stage: Stage) -> list[Route]:
    async def home(request: Request) -> Response:
        return RedirectResponse("/chat")

    async def clock(request: Request) -> Response:
        if request.method == "POST":
            forward = _forward(await _body(request), stage)
            if forward is None:
                return JSONResponse({"error": "say advance_seconds (1 to 366 days) or to (HH:MM)"}, 400)
            await stage.advance(forward)
        return JSONResponse({"now": stage.clock.now().astimezone(stage.zone).isoformat(timespec="seconds")})

    async def story(request: Request) -> Response:
        people = [Person(r.id, r.name, "resident") for r in page_file().residents]
        return JSONResponse(
            {
                "people": [asdict(person) for person in (*people, *stage.people)],
                "columns": [asdict(column) for column in stage.columns],
                "places": [asdict(place) for place in stage.places],
                "extensions": ["/demo/static/day.js"],
            }
        )

    async def hints(request: Request) -> Response:
        first = page_file().residents[0].id
        return JSONResponse(
            [{"label": label, "person": first, "text": text} for label, text in page_file().hints.items()]
        )

    return [
        Route("/", home),
        Route("/demo/clock", clock, methods=["GET", "POST"]),
        Route("/demo/story", story),
        Route("/demo/hints", hints),
    ]


async def _body(request: Request) -> object:
    try:
        return await request.json()
    except ValueError:
        return None


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
