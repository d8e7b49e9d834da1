"""Files of the simulator: uploaded bytes kept in memory, known by file_id, served under a path."""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass
from typing import Any

from bot.simulator.errors import bad

Json = dict[str, Any]
LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024

_EXTENSIONS = {
    "photo": "jpg",
    "voice": "oga",
    "video": "mp4",
    "audio": "mp3",
    "sticker": "webp",
    "animation": "mp4",
    "video_note": "mp4",
}
_FOLDERS = {"photo": "photos", "voice": "voice", "video": "videos", "audio": "music", "document": "documents"}


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a request."""

    name: str
    content: bytes
    mime_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as the simulator keeps it; ``unique_id`` is the same for the same bytes."""

    file_id: str
    unique_id: str
    kind: str
    path: str
    name: str
    mime_type: str
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    def as_file(self) -> Json:
        """The Bot API's File object."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": self.size,
            "file_path": self.path,
        }


class FileStore:
    """All files of one simulator."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, upload: Upload, kind: str) -> StoredFile:
        """Keep the bytes as a new file of this kind; each call gives a new file_id."""
        number = len(self._by_id)
        digest = hashlib.sha256(upload.content).hexdigest()
        extension = upload.name.rpartition(".")[2] if kind == "document" and "." in upload.name else None
        extension = extension or _EXTENSIONS.get(kind, "bin")
        stored = StoredFile(
            file_id=f"SIM{kind.replace('_', '')}-{number:06d}-{digest[:24]}",
            unique_id=f"U{digest[:15]}",
            kind=kind,
            path=f"{_FOLDERS.get(kind, kind + 's')}/file_{number}.{extension}",
            name=upload.name,
            mime_type=upload.mime_type,
            content=upload.content,
        )
        self._by_id[stored.file_id] = stored
        self._by_path[stored.path] = stored
        return stored

    def get(self, file_id: str) -> StoredFile:
        """Raises 400 for an id this bot never saw."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad("wrong file identifier/HTTP URL specified")
        return stored

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def downloadable(self, file_id: str) -> Json:
        """The File object for getFile; raises 400 for unknown and for too big files."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad("invalid file_id")
        if stored.size > LARGEST_DOWNLOAD:
            raise bad("file is too big")
        return stored.as_file()

    def clear(self) -> None:
        self._by_id.clear()
        self._by_path.clear()


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, JPEG, GIF or WebP picture; None for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return 512, 512
    if content[:2] == b"\xff\xd8":
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            return None
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def _png(width: int, height: int, red: int, green: int, blue: int) -> bytes:
    """A picture of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + bytes((red, green, blue)) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


_PICTURE = _png(320, 240, 120, 150, 120)
_MOVIE = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 64


def sample(kind: str) -> Upload:
    """A tiny built-in file for people who send media without choosing a file."""
    match kind:
        case "photo":
            return Upload("photo.png", _PICTURE, "image/png")
        case "voice" | "audio":
            return Upload(f"{kind}.ogg", b"OggS" + b"\0" * 60, "audio/ogg")
        case "video" | "animation" | "video_note":
            return Upload(f"{kind}.mp4", _MOVIE, "video/mp4")
        case "sticker":
            return Upload("sticker.webp", b"RIFF\x1a\0\0\0WEBPVP8L" + b"\0" * 16, "image/webp")
        case _:
            return Upload("note.txt", b"simulator\n", "text/plain")
