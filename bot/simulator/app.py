"""The simulator as one Starlette application: Bot API, files, control API and chat page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from bot.simulator import control
from bot.simulator.dispatch import BotApi
from bot.simulator.state import Simulator

_STATIC = Path(__file__).with_name("static")


# A new version must not meet modules of an older one in the browser's cache.
_FRESH = {"Cache-Control": "no-cache"}


class _Static(StaticFiles):
    """Files that the browser asks about each time."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.update(_FRESH)
        return response


async def not_found(request: Request, error: Exception) -> Response:
    """Telegram's answer to a path that is none."""
    return JSONResponse({"ok": False, "error_code": 404, "description": "Not Found"}, 404)


async def chat_page(request: Request) -> Response:
    """The page where people of the demo write and press buttons."""
    page = _STATIC / "chat.html"
    return FileResponse(page, headers=_FRESH) if page.is_file() else PlainTextResponse("no chat page here", 404)


def create_app(simulator: Simulator, *, page: bool = True) -> Starlette:
    """The application over this state. ``app.state.simulator`` is the simulator; call its close() before stopping."""
    api = BotApi(simulator)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        simulator.open()
        yield
        simulator.close()
        api.deliverer.stop()

    routes: list[BaseRoute] = [
        Route("/bot{token}/{method}", api.call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", api.file, methods=["GET"]),
        *control.routes(simulator),
    ]
    if page:
        routes.append(Route("/chat", chat_page, methods=["GET"]))
        routes.append(Mount("/chat/static", _Static(directory=_STATIC, check_dir=False)))
    app = Starlette(routes=routes, lifespan=lifespan, exception_handlers={404: not_found})
    app.state.simulator = simulator
    return app
