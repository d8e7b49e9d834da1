"""Files: sent by upload and by file_id, shown with sizes, downloaded again; albums, places, contacts, polls."""

from __future__ import annotations

import io
import json
from typing import Any

import aiohttp
import pytest

from bot.simulator.files import LARGEST_PHOTO, image_size, sample
from tests.simulator.conftest import Telegram

KINDS = ["photo", "voice", "video", "document", "audio", "animation", "sticker", "video_note"]
METHODS = {kind: f"send{kind.title().replace('_', '')}" for kind in KINDS}


async def _upload(telegram: Telegram, method: str, fields: dict[str, str], files: dict[str, bytes]) -> dict[str, Any]:
    form = aiohttp.FormData(fields)
    for name, content in files.items():
        form.add_field(name, io.BytesIO(content), filename=f"{name}.bin")
    async with telegram.http.post(telegram.url(method), data=form) as response:
        body: dict[str, Any] = await response.json()
        assert response.status == body.get("error_code", 200)
        return body


def _file_id(message: dict[str, Any], kind: str) -> str:
    shown = message[kind]
    file_id: str = (shown[-1] if kind == "photo" else shown)["file_id"]
    return file_id


@pytest.mark.parametrize("kind", KINDS)
async def test_upload_send_again_and_download(telegram: Telegram, kind: str) -> None:
    person, content = await telegram.person(), sample(kind).content
    body = await _upload(telegram, METHODS[kind], {"chat_id": str(person)}, {kind: content})
    file_id = _file_id(body["result"], kind)
    again = await telegram.call(METHODS[kind], chat_id=person, **{kind: file_id})
    assert _file_id(again, kind) == file_id
    file = await telegram.call("getFile", file_id=file_id)
    assert file["file_size"] == len(content)
    token = telegram.simulator.token
    async with telegram.http.get(f"{telegram.base}/file/bot{token}/{file['file_path']}") as response:
        assert await response.read() == content
    async with telegram.http.get(f"{telegram.base}/sim/file/{file_id}") as response:
        assert await response.read() == content


async def test_photo_sizes_are_real(telegram: Telegram) -> None:
    person = await telegram.person()
    message = await telegram.sim_media(from_=person, kind="photo", caption="井盖 #破损")
    small, large = message["photo"]
    assert (large["width"], large["height"]) == image_size(sample("photo").content) == (320, 240)
    assert (small["width"], small["height"]) == (90, 68)
    assert message["caption_entities"] == [{"type": "hashtag", "offset": 3, "length": 3}]
    assert (await telegram.updates())[0]["message"] == message


async def test_an_album_of_the_bot(telegram: Telegram) -> None:
    person, photo = await telegram.person(), sample("photo").content
    media = [
        {"type": "photo", "media": "attach://one", "caption": "<b>前</b>", "parse_mode": "HTML"},
        {"type": "photo", "media": "attach://two", "has_spoiler": True},
    ]
    fields = {"chat_id": str(person), "media": json.dumps(media)}
    body = await _upload(telegram, "sendMediaGroup", fields, {"one": photo, "two": photo})
    first, second = body["result"]
    assert first["media_group_id"] == second["media_group_id"]
    assert first["caption_entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    body = await _upload(telegram, "sendMediaGroup", fields, {"one": photo})
    assert body["description"] == 'Bad Request: no file "two" in the request'
    assert (await telegram.refusal("sendMediaGroup", chat_id=person, media=media[:1])).startswith("400")


async def test_an_album_of_a_person(telegram: Telegram) -> None:
    person = await telegram.person()
    for _ in range(3):
        await telegram.sim_media(from_=person, kind="photo", media_group_id="77")
    groups = [update["message"]["media_group_id"] for update in await telegram.updates()]
    assert groups == ["77", "77", "77"]


async def test_refused_files(telegram: Telegram) -> None:
    person = str(await telegram.person())
    for content, reason in [
        (b"", "file must be non-empty"),
        (b"no picture", "IMAGE_PROCESS_FAILED"),
        (b"\xff" * (LARGEST_PHOTO + 1), f"file of size {LARGEST_PHOTO + 1} bytes is too big for a photo"),
    ]:
        body = await _upload(telegram, "sendPhoto", {"chat_id": person}, {"photo": content})
        assert body["description"].startswith(f"Bad Request: {reason}")
    wrong = await telegram.refusal("sendPhoto", chat_id=person, photo="nonsense")
    assert wrong == "400 Bad Request: wrong file identifier/HTTP URL specified"
    voice = (await telegram.sim_media(from_=person, kind="voice"))["voice"]["file_id"]
    mixed = await telegram.refusal("sendPhoto", chat_id=person, photo=voice)
    assert mixed == "400 Bad Request: can't use file of type VoiceNote as Photo"
    assert await telegram.refusal("getFile", file_id="nonsense") == "400 Bad Request: invalid file_id"


async def test_caption_and_media_are_edited(telegram: Telegram) -> None:
    person = await telegram.person()
    photo = _file_id(await telegram.sim_media(from_=person, kind="photo"), "photo")
    sent = await telegram.call("sendPhoto", chat_id=person, photo=photo, caption="前")
    target = {"chat_id": person, "message_id": sent["message_id"]}
    assert (await telegram.call("editMessageCaption", **target, caption="后"))["caption"] == "后"
    voice = _file_id(await telegram.sim_media(from_=person, kind="document"), "document")
    edited = await telegram.call("editMessageMedia", **target, media={"type": "document", "media": voice})
    assert "photo" not in edited
    assert "caption" not in edited
    assert edited["document"]["file_id"] == voice
    refused = await telegram.refusal("editMessageText", **target, text="文字")
    assert refused == "400 Bad Request: there is no text in the message to edit"


async def test_places_contacts_polls(telegram: Telegram) -> None:
    person = await telegram.person()
    point = {"latitude": 30.25, "longitude": 120.125}
    await telegram.sim("location", from_=person, **point)
    await telegram.sim("location", from_=person, **point, venue={"title": "桥头", "address": "和平路1号"})
    await telegram.sim("contact", from_=person, phone_number="+10000000000", first_name="物业")
    await telegram.sim("poll", from_=person, question="修不修", options=["修", "不修"])
    location, venue, contact, poll = [update["message"] for update in await telegram.updates()]
    assert location["location"] == point
    assert venue["venue"] == {"location": point, "title": "桥头", "address": "和平路1号"}
    assert venue["location"] == point
    assert contact["contact"]["first_name"] == "物业"
    assert [option["text"] for option in poll["poll"]["options"]] == ["修", "不修"]
    assert (await telegram.call("sendLocation", chat_id=person, **point))["location"] == point
    far = await telegram.refusal("sendLocation", chat_id=person, latitude=91, longitude=0)
    assert far == "400 Bad Request: wrong location specified"
