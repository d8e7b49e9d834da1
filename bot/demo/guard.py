"""The demo answers the browser on this machine alone: no other web page may act in it (CSRF, DNS rebinding)."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.headers import adding

OWN_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'",  # the rest stands in the page itself
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


class OwnPagesOnly:
    """A browser names the page that asks (Origin) and the name by which it found us (Host); programs need not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        sending = adding(HEADERS, send)
        if scope["type"] == "http" and not ours(Headers(scope=scope)):
            await PlainTextResponse("only for pages of this machine", 403)(scope, receive, sending)
            return
        await self._app(scope, receive, sending)


def ours(headers: Headers) -> bool:
    """Whether a request comes from this machine's own page, or from no page."""
    host, origin = headers.get("host", ""), headers.get("origin")
    if urlsplit(f"//{host}").hostname not in OWN_HOSTS:
        return False
    return origin is None or urlsplit(origin).netloc == host
