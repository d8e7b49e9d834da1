"""What the house answers over HTTP: /healthz, /readyz, /metrics, and the webhook where one is set."""

from collections.abc import Callable, Sequence

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.web.headers import Strict
from bot.web.health import Health
from bot.web.scrape import Scrape


def create_app(
    health: Health, scrape: Scrape, hooks: Sequence[Route] = (), is_open: Callable[[], bool] = lambda: True
) -> Starlette:
    """``hooks``: the webhook's route, none while polling. ``is_open``: whether what is posted there is kept at once."""

    async def healthz(request: Request) -> Response:
        # Nothing is looked at: whoever answers has a process and a turning event loop. A proxy before several posts
        # to those that say ok.
        return PlainTextResponse("ok" if is_open() else "starting")

    async def readyz(request: Request) -> Response:
        checks = await health.checks()
        ready = all(check.ok for check in checks.values())
        body = {"ready": ready, "checks": {name: {"ok": c.ok, **c.facts} for name, c in checks.items()}}
        return JSONResponse(body, 200 if ready else 503, headers={"Cache-Control": "no-store"})

    async def metrics(request: Request) -> Response:
        return Response(await scrape.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    pages = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
    routes = [*(Route(path, page, methods=["GET"]) for path, page in pages.items()), *hooks]
    return Starlette(routes=routes, middleware=[Middleware(Strict)])
