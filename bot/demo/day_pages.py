"""What the page asks the played day: where it stands, go on, stop, faster, from the beginning; and its summary."""

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.demo.keeper import Keeper
from bot.demo.player import Player
from bot.demo.summary import Office

STATIC = Path(__file__).parent / "static"
DEEDS = ("play", "pause", "step", "stop", "pace", "reset")


def routes(player: Player, keeper: Keeper, office: Office) -> list[BaseRoute]:
    async def state(request: Request) -> Response:
        return JSONResponse(player.state())

    async def act(request: Request) -> Response:
        try:
            body = await request.json()
            await _obey(player, keeper, body if isinstance(body, dict) else {})
        except ValueError as error:
            return JSONResponse({"error": str(error)}, 400)
        return JSONResponse(player.state())

    async def summary(request: Request) -> Response:
        return JSONResponse(await office.summary(player.started_at))

    async def held(request: Request) -> Response:
        return JSONResponse(await office.held())

    return [
        Route("/demo/day", state),
        Route("/demo/day", act, methods=["POST"]),
        Route("/demo/day/summary", summary),
        Route("/demo/held", held),
        Mount("/demo/static", StaticFiles(directory=STATIC)),
    ]


async def _obey(player: Player, keeper: Keeper, body: dict[str, Any]) -> None:
    match body.get("do"):
        case "play":
            player.play()
        case "pause":
            await player.pause()
        case "step":
            await player.pause()
            await player.step()
        case "stop":
            await player.stop()
        case "pace":
            player.pace(body.get("speed"))
        case "reset":
            await player.stop()
            await keeper.start_over()
        case other:
            raise ValueError(f"do is one of {', '.join(DEEDS)}, not {other!r}")
