"""The proxy: Telegram's calls pass, and nothing else; tried with the real program where it is installed."""

import asyncio
import os
import re
import shutil
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.config import ROOT
from bot.web.server import listen, serving
from tests.deploy.compose import TOWN, read

FILE = ROOT / "deploy" / "Caddyfile"
CADDY = shutil.which("caddy")
with_caddy = pytest.mark.skipif(CADDY is None, reason="caddy is not installed")


def route() -> str:
    """The path that compose tells Telegram."""
    url = read(TOWN)["services"]["bot"]["environment"]["WEBHOOK_URL"]
    return "/" + str(url).split("}/")[1]


def test_the_path_is_the_one_that_telegram_is_told() -> None:
    assert re.findall(r"^\s*path (\S+)$", FILE.read_text(encoding="utf-8"), re.MULTILINE) == [route()]


def test_one_place_forwards_and_calls_are_not_logged() -> None:
    text = FILE.read_text(encoding="utf-8")
    assert len(re.findall(r"^\s*reverse_proxy ", text, re.MULTILINE)) == 1
    assert not re.search(r"^\s*log\b", text, re.MULTILINE)  # a header of each call is the webhook's secret


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@with_caddy
def test_caddy_takes_the_file(tmp_path: Path) -> None:
    call = [str(CADDY), "validate", "--config", str(FILE), "--adapter", "caddyfile"]
    environment = {**os.environ, "SITE": "bot.example.org", "HOME": str(tmp_path)}
    checked = subprocess.run(call, env=environment, check=False, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


@asynccontextmanager
async def proxied(seen: list[str], home: Path) -> AsyncIterator[tuple[str, str]]:
    """Caddy with our file, without TLS, before a house that answers everything: addresses of proxy and health check."""

    async def everything(request: Request) -> PlainTextResponse:
        if request.method == "GET" and request.url.path == "/healthz":
            return PlainTextResponse("ok")  # asked by the proxy itself; through it nobody gets there
        seen.append(f"{request.method} {request.url.path} {request.headers.get('x-telegram-bot-api-secret-token')}")
        return PlainTextResponse("the house")

    house = Starlette(routes=[Route("/{path:path}", everything, methods=["GET", "POST"])])
    site, alive = f"http://127.0.0.1:{free_port()}", free_port()
    async with AsyncExitStack() as stack:
        sock = listen("127.0.0.1", 0)
        await stack.enter_async_context(serving(house, sock))
        names = {
            "SITE": site,
            "BOT": f"127.0.0.1:{sock.getsockname()[1]}",
            "HEALTH_PORT": str(alive),
            "HOME": str(home),
        }
        process = await asyncio.create_subprocess_exec(
            str(CADDY), "run", "--config", str(FILE), "--adapter", "caddyfile",
            env={**os.environ, **names}, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            await _until_serving(process)
            yield site, f"http://127.0.0.1:{alive}"
        finally:
            process.terminate()
            await process.communicate()


async def _until_serving(process: asyncio.subprocess.Process) -> None:
    assert process.stderr is not None
    async with asyncio.timeout(60):
        while b"serving initial configuration" not in (line := await process.stderr.readline()):
            assert line, "caddy ended"


@with_caddy
async def test_telegrams_calls_pass_and_nothing_else(tmp_path: Path) -> None:
    seen: list[str] = []
    async with proxied(seen, tmp_path) as (site, alive), aiohttp.ClientSession() as web:
        headers = {"X-Telegram-Bot-Api-Secret-Token": "s3"}
        async with web.post(site + route(), data="{}", headers=headers) as answer:
            assert (answer.status, await answer.text()) == (200, "the house")
        for path in (
            "/",
            "/metrics",
            "/readyz",
            "/healthz",
            "/webhook",
            f"{route()}/x",
            "/webhook/../metrics",
            "//metrics",
        ):
            for method in ("GET", "POST"):
                async with web.request(method, site + path) as answer:
                    assert answer.status == 404, (method, path)
        async with web.get(site + route()) as answer:
            assert answer.status == 404
        async with web.get(alive) as answer:
            assert answer.status == 200
    assert seen == [f"POST {route()} s3"]
