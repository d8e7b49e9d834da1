"""What the house answers over HTTP: /healthz, /readyz, /metrics, and the webhook where one is set."""

from collections.abc import Sequence

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.web.health import Health
from bot.web.scrape import Scrape


def create_app(health: Health, scrape: Scrape, hooks: Sequence[Route] = ()) -> Starlette:
    """``hooks``: the webhook's route, none while polling."""

    async def healthz(request: Request) -> Response:
        # Nothing is looked at: whoever answers has a process and a turning event loop.
        return PlainTextResponse("ok")

    async def readyz(request: Request) -> Response:
        checks = await health.checks()
        ready = all(check.ok for check in checks.values())
        body = {"ready": ready, "checks": {name: {"ok": c.ok, **c.facts} for name, c in checks.items()}}
        return JSONResponse(body, 200 if ready else 503, headers={"Cache-Control": "no-store"})

    async def metrics(request: Request) -> Response:
        return Response(await scrape.text(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    pages = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}
    return Starlette(routes=[*(Route(path, page, methods=["GET"]) for path, page in pages.items()), *hooks])
