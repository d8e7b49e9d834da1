"""Media as a Message shows them: which field, which sizes, which limits."""

from __future__ import annotations

from typing import Any

from bot.simulator.errors import ApiError, bad
from bot.simulator.files import LARGEST_PHOTO, LARGEST_UPLOAD, FileStore, StoredFile, Upload, image_size

Json = dict[str, Any]
KINDS = ("photo", "voice", "video", "document", "sticker", "animation", "video_note", "audio")
_THUMBNAIL_SIDE = 90
_EXTRAS = ("title", "performer", "duration", "width", "height")


def resolve(files: FileStore, kind: str, given: object) -> StoredFile:
    """The file for an upload or a file_id; raises 400 (413 for an upload over 50 MB) with Telegram's words."""
    if isinstance(given, Upload):
        return files.add(_fitting(kind, given), kind)
    text = str(given)
    if text.startswith(("http://", "https://")):
        raise bad("failed to get HTTP URL content")
    stored = files.get(text)
    if stored.kind != kind:
        raise bad(f"can't use file of type {_name(stored.kind)} as {_name(kind)}")
    return stored


def _fitting(kind: str, upload: Upload) -> Upload:
    size = len(upload.content)
    if size == 0:
        raise bad("file must be non-empty")
    if size > LARGEST_UPLOAD:
        raise ApiError(413, "Request Entity Too Large")
    if kind == "photo":
        if size > LARGEST_PHOTO:
            raise bad(f"file of size {size} bytes is too big for a photo; the maximum size is {LARGEST_PHOTO} bytes")
        if image_size(upload.content) is None:
            raise bad("IMAGE_PROCESS_FAILED")
    return upload


def _name(kind: str) -> str:
    return {"video_note": "VideoNote", "voice": "VoiceNote"}.get(kind, kind.capitalize())


def shown(stored: StoredFile, extras: Json | None = None) -> Json:
    """The Message fields for this file, e.g. ``{"photo": [PhotoSize, …]}``; ``extras`` may give duration and size."""
    if stored.kind == "photo":
        return {"photo": _photo_sizes(stored)}
    fields = _base(stored)
    fields.update(_defaults(stored))
    fields.update({name: value for name, value in (extras or {}).items() if name in _EXTRAS and value is not None})
    if stored.kind == "video_note":
        fields = {name: value for name, value in fields.items() if name not in ("width", "height")}
    if stored.kind == "animation":
        return {"animation": fields, "document": _base(stored)}
    return {stored.kind: fields}


def _base(stored: StoredFile) -> Json:
    return {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": stored.size}


def _defaults(stored: StoredFile) -> Json:
    named: Json = {"file_name": stored.name, "mime_type": stored.mime_type}
    match stored.kind:
        case "voice":
            return {"duration": 3, "mime_type": stored.mime_type}
        case "audio":
            return {"duration": 3, **named}
        case "video" | "animation":
            return {"width": 640, "height": 360, "duration": 3, **named}
        case "video_note":
            return {"length": 240, "duration": 3}
        case "sticker":
            return {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        case _:
            return named


def _photo_sizes(stored: StoredFile) -> list[Json]:
    """A thumbnail and the picture itself. Both are served from the same bytes: nothing is resized here."""
    width, height = image_size(stored.content) or (640, 480)
    scale = min(1.0, _THUMBNAIL_SIDE / max(width, height, 1))
    small = {
        **_base(stored),
        "file_unique_id": f"{stored.unique_id}s",
        "width": max(1, round(width * scale)),
        "height": max(1, round(height * scale)),
    }
    return [small, {**_base(stored), "width": width, "height": height}]
