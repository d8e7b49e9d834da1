"""The Bot API over HTTP: token, method, parameters, faults, limits, the call itself, journal, answer."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.simulator import editing, profile, sending, strict, topics, upload
from bot.simulator.errors import ApiError, too_many, violation
from bot.simulator.faults import Fault, call_kind
from bot.simulator.journal import elided
from bot.simulator.sending import Method
from bot.simulator.state import Simulator
from bot.simulator.updates import SUPERSEDED
from bot.simulator.webhook import Deliverer, refuse_polling

Json = dict[str, Any]
_METHODS: dict[str, Method] = {**sending.METHODS, **editing.METHODS, **profile.METHODS, **topics.METHODS}
_LIMITED = sending.LIMITED | editing.LIMITED
_LONGEST_POLL = 50
_HANGING = frozenset({"timeout_before", "timeout_after", "drop"})


class Dropped(Response):
    """No answer at all: the connection is cut."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        transport = getattr(getattr(receive, "__self__", None), "transport", None)
        if transport is None:  # not under uvicorn: an answer that breaks off is the nearest thing
            await send({"type": "http.response.start", "status": 502, "headers": [(b"content-length", b"9")]})
            return
        transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


class BotApi:
    """The endpoint of ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

    def __init__(self, sim: Simulator) -> None:
        self._sim = sim
        self.deliverer = Deliverer(sim, self.replied)

    async def call(self, request: Request) -> Response:
        """Answer one call; HTTP status and error_code are always the same."""
        if request.path_params["token"] != self._sim.token:
            return _refusal(ApiError(401, "Unauthorized"))
        return await self._answer(request.path_params["method"], partial(upload.read_params, request))

    async def replied(self, answer: Request) -> None:
        """Carry out the call that a bot put into its answer to an update. Telegram tells nobody how it went."""
        try:
            params = await upload.read_params(answer)
        except ApiError:
            return  # an answer in words is no call, and no fault either
        name = params.pop("method", None)
        if isinstance(name, str):

            async def given() -> Json:
                return params

            await self._answer(name, given)

    async def _answer(self, name: str, read: Callable[[], Awaitable[Json]]) -> Response:
        started = time.perf_counter()
        params: Json = {}
        fault: Fault | None = None
        try:
            name = strict.canonical(name)
            params = await read()
            params = strict.read(name, params)
            fault = self._sim.faults.for_call(name, _chat_id(params))
            await _before(self._sim, fault)
            result = await self._run(name, params)
            answer, error = _success(result), None
            listed = name != "getUpdates" or bool(result)
        except ApiError as raised:
            answer, error, listed = _refusal(raised), raised, True
        self._record(name, params, error, started, listed=listed)
        return await _after(self._sim, fault, answer)

    async def file(self, request: Request) -> Response:
        """Download a file by the path getFile gave."""
        stored = self._sim.files.at(request.path_params["path"])
        if request.path_params["token"] != self._sim.token:
            return _refusal(ApiError(401, "Unauthorized"))
        if stored is None:
            return _refusal(ApiError(404, "Not Found"))
        return Response(stored.content, media_type="application/octet-stream")

    async def _run(self, name: str, params: Json) -> Any:
        match name:
            case "getUpdates":
                return await self._poll(params)
            case "setWebhook":
                return self.deliverer.set(params)
            case "deleteWebhook":
                return self.deliverer.delete(params)
            case "getWebhookInfo":
                return self.deliverer.info()
        method = _METHODS.get(name)
        if method is None:
            raise violation(f"{name} is not simulated")
        if name in _LIMITED:
            self._admit(params)
        return method(self._sim, params)

    def _admit(self, params: Json) -> None:
        chat_id = _chat_id(params)
        if chat_id is None or chat_id not in self._sim.chats:
            return
        wait = self._sim.limits.admit(chat_id, self._sim.now())
        if wait:
            raise too_many(wait)

    async def _poll(self, params: Json) -> list[Json]:
        refuse_polling(self._sim)
        limit = params.get("limit", 100)
        if not 1 <= limit <= 100:
            limit = 100
        self._sim.updates.allow(params.get("allowed_updates"))
        self._sim.updates.confirm(params.get("offset", 0), self._sim.now())
        return await self._sim.updates.poll(limit, min(max(params.get("timeout", 0), 0), _LONGEST_POLL))

    def _record(self, name: str, params: Json, error: ApiError | None, started: float, *, listed: bool) -> None:
        call: Json = {
            "n": 0,
            "at": self._sim.now(),
            "method": name,
            "chat_id": params.get("chat_id"),
            "params": elided(params),
            "status": error.code if error else 200,
            "error_code": error.code if error else None,
            "description": error.description if error else None,
            "ms": round((time.perf_counter() - started) * 1000, 2),
        }
        self._sim.journal.record(call, listed=listed, violation=error is not None and error.violation)
        if listed:
            self._sim.events.emit("call", _chat_id(params), call=call)


def _chat_id(params: Json) -> int | None:
    chat_id = params.get("chat_id")
    return chat_id if isinstance(chat_id, int) else None


async def _before(sim: Simulator, fault: Fault | None) -> None:
    """What goes wrong before the call has any effect."""
    match call_kind(fault):
        case "429":
            raise too_many(fault.retry_after if fault else 1)
        case "5xx":
            raise ApiError(502, "Bad Gateway")
        case "conflict":
            raise ApiError(409, SUPERSEDED)
        case "timeout_before":
            await _hang(sim, fault)
            raise ApiError(0, "no answer: the connection was cut before any effect")
        case "drop":
            raise ApiError(0, "no answer: the connection was cut before any effect")
        case "slow":
            await _hang(sim, fault)
        case "timeout_after" | None:
            pass


async def _after(sim: Simulator, fault: Fault | None, answer: Response) -> Response:
    """What goes wrong once the call has had its effect, or was kept from having one."""
    kind = call_kind(fault)
    if kind == "timeout_after":
        await _hang(sim, fault)
    return Dropped() if kind in _HANGING else answer


async def _hang(sim: Simulator, fault: Fault | None) -> None:
    """Until the time is over, or the simulator ends."""
    with suppress(TimeoutError):
        async with asyncio.timeout(fault.seconds if fault else 0):
            await sim.ended.wait()


def _success(result: Any) -> Response:
    return Response(json.dumps({"ok": True, "result": result}), media_type="application/json")


def _refusal(error: ApiError) -> Response:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    headers = {}
    if error.parameters:
        body["parameters"] = dict(error.parameters)
        if "retry_after" in error.parameters:
            headers["Retry-After"] = str(error.parameters["retry_after"])
    return Response(json.dumps(body), error.code, headers, media_type="application/json")
