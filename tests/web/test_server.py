"""The socket and the secret: what can be used, what cannot, and what is kept."""

import asyncio
import stat
from pathlib import Path

import aiohttp
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, Router

from bot.web.secret import FILE, FORM, kept_secret
from bot.web.server import CannotListen, listen, serving


def test_a_port_is_listened_to_once() -> None:
    with listen("127.0.0.1", 0) as sock:
        port = sock.getsockname()[1]
        with pytest.raises(CannotListen, match=f"PORT={port}"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize("host", ["192.0.2.7", "no such host"])
def test_an_address_that_cannot_be_used_is_named(host: str) -> None:
    with pytest.raises(CannotListen, match="HOST="):
        listen(host, 0)


async def test_it_serves_while_the_block_lasts_and_leaves_signals_alone() -> None:
    sock = listen("127.0.0.1", 0)
    port = sock.getsockname()[1]
    under_way, finish = asyncio.Event(), asyncio.Event()

    async def slow(request: Request) -> Response:
        under_way.set()
        await finish.wait()
        return PlainTextResponse("done")

    async with aiohttp.ClientSession() as http:

        async def ask() -> str:
            async with http.get(f"http://127.0.0.1:{port}/slow") as answer:
                return await answer.text()

        async with serving(Router([Route("/slow", slow)]), sock):
            asking = asyncio.create_task(ask())
            await under_way.wait()
            asyncio.get_running_loop().call_later(0.2, finish.set)
        assert await asking == "done"  # what is under way may end
        with pytest.raises(aiohttp.ClientConnectionError):
            await ask()


def test_a_secret_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    made = kept_secret(folder)
    assert FORM.fullmatch(made)
    assert kept_secret(folder) == made
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    assert kept_secret(tmp_path) != made


@pytest.mark.parametrize("left", [b"", b"two words", b"\xff", b"x" * 300])
def test_a_broken_secret_is_made_anew(tmp_path: Path, left: bytes) -> None:
    (tmp_path / FILE).write_bytes(left)
    (tmp_path / f"{FILE}.new").write_bytes(b"half")
    made = kept_secret(tmp_path)
    assert FORM.fullmatch(made) and kept_secret(tmp_path) == made
