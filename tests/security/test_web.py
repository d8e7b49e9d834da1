"""What browsers and other web pages get from the house and from the demo."""

import pytest
from starlette.datastructures import Headers

from bot.demo.guard import ours
from bot.web.headers import HEADERS
from tests.web.conftest import Front


@pytest.mark.parametrize("fresh", ["sqlite"], indirect=True)
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics", "/nothing", "/telegram"])
async def test_every_answer_forbids_scripts_and_frames(front: Front, path: str) -> None:
    async with front.http.get(f"{front.address}{path}") as answer:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert "server" not in answer.headers


@pytest.mark.parametrize(
    ("host", "origin", "allowed"),
    [
        ("127.0.0.1:8080", None, True),
        ("localhost:8080", "http://localhost:8080", True),
        ("[::1]:8080", "http://[::1]:8080", True),
        ("127.0.0.1:8080", "https://evil.example", False),
        ("127.0.0.1:8080", "http://127.0.0.1:9999", False),
        ("127.0.0.1:8080", "null", False),
        ("127.0.0.1:8080", "", False),
        ("evil.example:8080", None, False),
        ("evil.example:8080", "http://evil.example:8080", False),
        ("127.0.0.1.evil.example", None, False),
        ("", None, False),
    ],
)
def test_only_the_demos_own_page_acts_in_it(host: str, origin: str | None, allowed: bool) -> None:
    headers = {"host": host} if origin is None else {"host": host, "origin": origin}
    assert ours(Headers(headers)) is allowed
