"""Methods that send: text, media, places, albums. Each takes checked parameters and returns a Message."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.simulator import media, targets, text
from bot.simulator.chats import Chat
from bot.simulator.errors import bad
from bot.simulator.state import Simulator

Json = dict[str, Any]
Method = Callable[[Simulator, Json], Any]
_ALBUM_KINDS = ("photo", "video", "document", "audio")


def _send(sim: Simulator, chat: Chat, params: Json, content: Json) -> Json:
    fields = {**targets.reply_target(sim, chat, params), **content}
    if params.get("protect_content"):
        fields["has_protected_content"] = True
    return sim.post(chat, sim.bot, fields, targets.keyboard(params))


def send_message(sim: Simulator, params: Json) -> Json:
    chat = targets.open_topic(sim, params)
    return _send(sim, chat, params, text.message_text(params, sim.people))


_RIGHTS = {
    "photo": "can_send_photos",
    "video": "can_send_videos",
    "document": "can_send_documents",
    "audio": "can_send_audios",
    "voice": "can_send_voice_notes",
    "video_note": "can_send_video_notes",
    "animation": "can_send_other_messages",
    "sticker": "can_send_other_messages",
}


def _media_method(kind: str) -> Method:
    def send_media(sim: Simulator, params: Json) -> Json:
        chat = targets.open_topic(sim, params, _RIGHTS[kind])
        caption = text.caption(params, sim.people) if kind not in ("sticker", "video_note") else {}
        stored = media.resolve(sim.files, kind, params[kind])
        return _send(sim, chat, params, {**media.shown(stored, params), **caption})

    return send_media


def send_media_group(sim: Simulator, params: Json) -> list[Json]:
    items: list[Json] = params["media"]
    chat = targets.open_topic(sim, params, _RIGHTS.get(items[0]["type"] if items else "", "can_send_messages"))
    if not 2 <= len(items) <= 10:
        raise bad("wrong number of items in the album: 2-10 expected")
    kinds = {item["type"] for item in items}
    if not kinds <= set(_ALBUM_KINDS):
        raise bad("unsupported media type in the album")
    if len(kinds) > 1 and kinds != {"photo", "video"}:
        raise bad("documents and audio can't be mixed with other media in the album")
    reply = targets.reply_target(sim, chat, params)
    contents = [media_item(sim, item) for item in items]
    group = str(sim.next_id("album"))
    return [sim.post(chat, sim.bot, {**reply, "media_group_id": group, **content}) for content in contents]


def media_item(sim: Simulator, item: Json) -> Json:
    """The Message fields of an InputMedia: of an album's item, or of what editMessageMedia puts in."""
    stored = media.resolve(sim.files, item["type"], item["media"])
    return {**media.shown(stored, item), **text.caption(item, sim.people)}


def location(params: Json) -> Json:
    """A Location object; raises 400 outside the globe."""
    latitude, longitude = params["latitude"], params["longitude"]
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad("wrong location specified")
    point: Json = {"latitude": latitude, "longitude": longitude}
    for name in ("horizontal_accuracy", "live_period", "heading", "proximity_alert_radius"):
        if params.get(name) is not None:
            point[name] = params[name]
    return point


def send_location(sim: Simulator, params: Json) -> Json:
    chat = targets.open_topic(sim, params)
    return _send(sim, chat, params, {"location": location(params)})


def venue(params: Json) -> Json:
    """The Message fields of a venue: it has a plain location as well."""
    point = location(params)
    return {"venue": {"location": point, "title": params["title"], "address": params["address"]}, "location": point}


def send_venue(sim: Simulator, params: Json) -> Json:
    chat = targets.open_topic(sim, params)
    return _send(sim, chat, params, venue(params))


def send_contact(sim: Simulator, params: Json) -> Json:
    chat = targets.open_topic(sim, params)
    fields = ("phone_number", "first_name", "last_name", "vcard")
    return _send(sim, chat, params, {"contact": {name: params[name] for name in fields if params.get(name)}})


def poll(sim: Simulator, question: str, options: list[str], *, anonymous: bool = True) -> Json:
    """A Poll object nobody has voted in yet."""
    return {
        "id": str(sim.next_id("album")),
        "question": question,
        "options": [
            {"persistent_id": str(number), "text": option, "voter_count": 0} for number, option in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": anonymous,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }


def send_poll(sim: Simulator, params: Json) -> Json:
    chat = targets.open_topic(sim, params)
    options = [str(option["text"]) for option in params["options"]]
    if not 1 <= len(options) <= 12:
        raise bad("poll must have at least 1 option and at most 12")
    return _send(sim, chat, params, {"poll": poll(sim, params["question"], options)})


def send_dice(sim: Simulator, params: Json) -> Json:
    chat = targets.open_topic(sim, params)
    return _send(sim, chat, params, {"dice": {"emoji": params.get("emoji", "🎲"), "value": 4}})


def send_chat_action(sim: Simulator, params: Json) -> bool:
    targets.open_topic(sim, params)
    if params["action"] not in _ACTIONS:
        raise bad("wrong parameter action in request")
    return True


_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendMediaGroup": send_media_group,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendPoll": send_poll,
    "sendDice": send_dice,
    "sendChatAction": send_chat_action,
    "sendPhoto": _media_method("photo"),
    "sendDocument": _media_method("document"),
    "sendVoice": _media_method("voice"),
    "sendVideo": _media_method("video"),
    "sendAudio": _media_method("audio"),
    "sendAnimation": _media_method("animation"),
    "sendSticker": _media_method("sticker"),
    "sendVideoNote": _media_method("video_note"),
}
# Sends and edits take a place in the limits' windows; a chat action does not.
LIMITED = frozenset(METHODS) - {"sendChatAction"}
