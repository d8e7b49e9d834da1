"""The control API under ``/sim/``: people act, tests look and disturb. JSON in, JSON out, 400 with a reason."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.simulator import acting, groups, sending, topics
from bot.simulator.errors import ApiError, ControlError
from bot.simulator.files import Upload
from bot.simulator.journal import KEPT
from bot.simulator.state import Simulator
from bot.simulator.stream import event_stream

Json = dict[str, Any]
Action = Callable[[Simulator, Json], Any]
_MOST_LISTED = 1000


def add_person(sim: Simulator, body: Json) -> Json:
    user: Json = {
        "id": int(body.get("id") or sim.next_id("person")),
        "is_bot": False,
        "first_name": str(body["first_name"]),
    }
    for name in ("last_name", "username"):
        if body.get(name):
            user[name] = str(body[name])
    return sim.add_person({**user, "language_code": body.get("language_code") or "zh-hans"})


def found_group(sim: Simulator, body: Json) -> Json:
    members, admins = ([int(user_id) for user_id in body.get(name) or ()] for name in ("members", "admins"))
    return groups.found(sim, str(body["title"]), members, admins, body).described()


def send(sim: Simulator, body: Json) -> Json:
    content = acting.text_content(body.get("text"), oversize=bool(body.get("oversize")))
    sender, chat = int(body["from"]), _chat(body)
    if body.get("edit"):
        return acting.edit(sim, sender, chat, int(body["edit"]), content)
    return acting.write(sim, sender, chat, content, body)


def _chat(body: Json) -> int | None:
    return int(body["chat"]) if body.get("chat") not in (None, "") else None


def _write(sim: Simulator, body: Json, content: Json) -> Json:
    return acting.write(sim, int(body["from"]), _chat(body), content, body)


def location(sim: Simulator, body: Json) -> Json:
    point = {"latitude": float(body["latitude"]), "longitude": float(body["longitude"])}
    if venue := body.get("venue"):
        point_of = {**point, "title": str(venue["title"]), "address": str(venue["address"])}
        return _write(sim, body, sending.venue(point_of))
    return _write(sim, body, {"location": sending.location(point)})


def contact(sim: Simulator, body: Json) -> Json:
    card = {"phone_number": str(body["phone_number"]), "first_name": str(body["first_name"])}
    if body.get("user_id"):
        card["user_id"] = body["user_id"]
    return _write(sim, body, {"contact": card})


def poll(sim: Simulator, body: Json) -> Json:
    options = [str(option) for option in body["options"]]
    return _write(sim, body, {"poll": sending.poll(sim, str(body["question"]), options)})


def press(sim: Simulator, body: Json) -> Json:
    sender, chat = int(body["from"]), int(body.get("chat") or body["from"])
    forged = bool(body.get("forged"))
    return {"id": acting.press(sim, sender, chat, int(body["message_id"]), str(body["data"]), forged=forged)}


def start(sim: Simulator, body: Json) -> Json:
    return acting.start(sim, int(body["from"]), str(body.get("payload") or ""))


def block(sim: Simulator, body: Json) -> Json:
    acting.set_blocked(sim, int(body["user"]), blocked=bool(body.get("blocked", True)))
    return {"ok": True}


def members(sim: Simulator, body: Json) -> Json:
    chat = groups.group(sim, int(body["chat"]))
    groups.set_status(sim, chat, int(body["user"]), str(body["status"]), body.get("rights"))
    return chat.listed()


def permissions(sim: Simulator, body: Json) -> Json:
    groups.permit(sim, groups.group(sim, int(body["chat"])), dict(body["rights"]))
    return {"ok": True}


def title(sim: Simulator, body: Json) -> Json:
    groups.rename(sim, groups.group(sim, int(body["chat"])), str(body["title"]))
    return {"ok": True}


def forum(sim: Simulator, body: Json) -> Json:
    chat = groups.group(sim, int(body["chat"]))
    topics.make_forum(sim, chat)
    return chat.described()


def topic(sim: Simulator, body: Json) -> Json:
    """``deed``: create (with name), rename, close, reopen, delete; ``thread`` 0 is General."""
    chat, thread = groups.group(sim, int(body["chat"])), int(body.get("thread") or 0)
    deed, name = str(body.get("deed") or "create"), str(body.get("name") or "")
    return {"thread": topics.act(sim, chat, int(body["from"]), deed, thread, name)}


def migrate(sim: Simulator, body: Json) -> Json:
    return groups.migrate(sim, groups.group(sim, int(body["chat"]))).described()


def delete(sim: Simulator, body: Json) -> Json:
    acting.delete(sim, int(body["chat"]), int(body["message_id"]))
    return {"ok": True}


def inject(sim: Simulator, body: Json) -> Json:
    return {"update_id": sim.updates.inject(body, sim.now())}


def set_limits(sim: Simulator, body: Json) -> Json:
    sim.limits.on = bool(body["on"])
    sim.limits.clear()
    return {"on": sim.limits.on}


def set_privacy(sim: Simulator, body: Json) -> Json:
    sim.privacy_mode = bool(body["on"])
    return {"on": sim.privacy_mode}


def move_clock(sim: Simulator, body: Json) -> Json:
    sim.clock_offset += float(body["advance"])
    return {"now": sim.now()}


def reset(sim: Simulator, body: Json) -> Json:
    sim.reset()
    return {"ok": True}


def add_faults(sim: Simulator, body: Json) -> Json:
    """One fault, or a list of them (which _body wraps)."""
    for wanted in body.get("list", [body]):
        sim.faults.add(wanted)
    return {"ok": True}


def state(sim: Simulator, query: Json) -> Json:
    return {
        "bot": sim.bot,
        "now": sim.now(),
        "limits": sim.limits.on,
        "people": [person.user for person in sim.people.values()],
        "chats": [chat.listed() for chat in sim.chats.values()],
        "last_event": sim.events.last,
    }


def messages(sim: Simulator, query: Json) -> list[Json]:
    """With ``after`` the messages that follow it, else the newest; in order."""
    chat = sim.chats.get(int(query["chat"]))
    if chat is None:
        raise ControlError(f"no such chat: {query['chat']}")
    after, limit = int(query.get("after", 0)), int(query.get("limit", _MOST_LISTED))
    found = [sim.shown(chat, message) for number, message in chat.messages.items() if number > after]
    return found[:limit] if after else found[max(0, len(found) - limit) :]


def answers(sim: Simulator, query: Json) -> Json:
    press_ = sim.queries.get(query["id"])
    if press_ is None:
        raise ControlError(f"no such callback query: {query['id']}")
    answer = press_.answer or {"text": "", "show_alert": False, "url": None}
    return {"answered": press_.answer is not None, **answer}


def journal(sim: Simulator, query: Json) -> list[Json]:
    limit = int(query.get("limit", KEPT))
    if "after" in query:
        return sim.journal.after(int(query["after"]), limit)
    return sim.journal.after(0)[-limit:]


def violations(sim: Simulator, query: Json) -> list[Json]:
    return list(sim.journal.violations)


def counters(sim: Simulator, query: Json) -> Json:
    return {**sim.journal.counters(), "updates": sim.updates.counters(), "faults": dict(sim.faults.happened)}


_POSTS: dict[str, Action] = {
    "people": add_person,
    "groups": found_group,
    "send": send,
    "location": location,
    "contact": contact,
    "poll": poll,
    "press": press,
    "start": start,
    "block": block,
    "members": members,
    "permissions": permissions,
    "title": title,
    "forum": forum,
    "topic": topic,
    "migrate": migrate,
    "delete": delete,
    "update": inject,
    "limits": set_limits,
    "privacy": set_privacy,
    "clock": move_clock,
    "reset": reset,
    "faults": add_faults,
}
_GETS: dict[str, Action] = {
    "state": state,
    "messages": messages,
    "answers/{id}": answers,
    "journal": journal,
    "violations": violations,
    "counters": counters,
}


def _guarded(handle: Callable[[Request], Awaitable[Any]]) -> Callable[[Request], Awaitable[Response]]:
    """Bad input gets 400 and a sentence."""

    async def endpoint(request: Request) -> Response:
        try:
            result = await handle(request)
        except ControlError as error:
            return _complaint(str(error))
        except ApiError as error:
            return _complaint(error.description)
        except KeyError as error:
            return _complaint(f"{error.args[0]} is missing")
        except (ValueError, TypeError, OverflowError) as error:
            return _complaint(f"cannot read the request: {error}")
        return Response(json.dumps(result), media_type="application/json")

    return endpoint


def _complaint(reason: str) -> Response:
    return JSONResponse({"error": reason}, 400)


async def _body(request: Request) -> Json:
    raw = await request.body()
    parsed = json.loads(raw) if raw else {}
    if isinstance(parsed, list):
        return {"list": parsed}
    if not isinstance(parsed, dict):
        raise ControlError("a JSON object is expected")
    return parsed


def routes(sim: Simulator) -> list[Route]:
    """All routes of the control API."""

    def post(action: Action) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Any:
            return action(sim, await _body(request))

        return _guarded(handle)

    def get(action: Action) -> Callable[[Request], Awaitable[Response]]:
        async def handle(request: Request) -> Any:
            return action(sim, {**request.query_params, **request.path_params})

        return _guarded(handle)

    async def send_media(request: Request) -> Any:
        async with request.form() as form:
            return await _media(sim, form)

    async def clear_faults(request: Request) -> Any:
        sim.faults.clear()
        return {"ok": True}

    async def file(request: Request) -> Response:
        try:
            stored = sim.files.get(request.path_params["file_id"])
        except ApiError as error:
            return JSONResponse({"error": error.description}, 404)
        # A stranger's file is shown from our own address: it must not run as a page.
        guard = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return Response(stored.content, media_type=stored.mime_type, headers=guard)

    return [
        *(Route(f"/sim/{path}", get(action), methods=["GET"]) for path, action in _GETS.items()),
        *(Route(f"/sim/{path}", post(action), methods=["POST"]) for path, action in _POSTS.items()),
        Route("/sim/media", _guarded(send_media), methods=["POST"]),
        Route("/sim/faults", _guarded(clear_faults), methods=["DELETE"]),
        Route("/sim/file/{file_id}", file, methods=["GET"]),
        Route("/sim/events", event_stream(sim), methods=["GET"]),
    ]


async def _media(sim: Simulator, form: FormData) -> Json:
    fields: Json = {name: value for name, value in form.items() if isinstance(value, str)}
    given = form.get("file")
    file = None
    if isinstance(given, UploadFile):
        file = Upload(given.filename or "file", await given.read(), given.content_type or "application/octet-stream")
    kind, caption = fields["kind"], fields.get("caption", "")
    acting.person_chat(sim, int(fields["from"]), _chat(fields))
    content = acting.media_content(sim, kind, file, caption, fields.get("media_group_id", ""))
    return _write(sim, {**fields, "anonymous": fields.get("anonymous") == "true"}, content)
