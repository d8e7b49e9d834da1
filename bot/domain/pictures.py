"""Pictures without what a camera writes into them: where, when, with which device. The picture itself stays untouched,
and so does which way up it is.
"""

import struct
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_ORIENTATION = 0x0112
_SHORT = 3

_JPEG_KEPT = frozenset({0xE0, 0xE2, 0xEE})
"""JFIF, colour profile, Adobe's colours: of all that applications add, these the picture needs to be seen."""

_PNG_DROPPED = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_WEBP_DROPPED = frozenset({b"EXIF", b"XMP "})
_WEBP_FLAGS = 0b00001100
"""Bits of VP8X that announce EXIF and XMP."""


def bare(content: bytes) -> bytes:
    """The same JPEG, PNG or WebP without EXIF, XMP, comments and texts; any other file, or a broken one, as it is."""
    try:
        if content.startswith(_JPEG):
            return _bare_jpeg(content)
        if content.startswith(_PNG):
            return _bare_png(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _bare_webp(content)
    except (struct.error, IndexError):
        return content
    return content


def _bare_jpeg(content: bytes) -> bytes:
    kept, at, turned = [content[:2]], 2, b""
    while at < len(content):
        start = at
        while content[at + 1] == 0xFF:  # fill bytes before a marker
            at += 1
        marker = content[at + 1]
        if content[at] != 0xFF or marker in (0xDA, 0xD9):
            # The picture's data begin, or it ends: from here on nothing is ours to read.
            return b"".join([kept[0], turned, *kept[1:], content[start:]])
        (length,) = struct.unpack_from(">H", content, at + 2)
        segment = content[at : at + 2 + length]
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            turned = turned or _only_orientation(segment[10:])
        elif marker in _JPEG_KEPT or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept.append(segment)
        at += 2 + length
    return content


def _only_orientation(tiff: bytes) -> bytes:
    """A segment that says which way up and nothing else; nothing when it was the ordinary way."""
    order = "<" if tiff[:2] == b"II" else ">"
    (directory,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, directory)
    for entry in range(directory + 2, directory + 2 + 12 * count, 12):
        tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
        if tag == _ORIENTATION and kind == _SHORT and value in range(2, 9):
            written = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, _SHORT, 1, value, 0, 0)
            return b"\xff\xe1" + struct.pack(">H", 8 + len(written)) + b"Exif\0\0" + written
    return b""


def _bare_png(content: bytes) -> bytes:
    kept, at = [content[:8]], 8
    while at < len(content):
        (length,) = struct.unpack_from(">I", content, at)
        if content[at + 4 : at + 8] not in _PNG_DROPPED:
            kept.append(content[at : at + 12 + length])
        at += 12 + length
    return b"".join(kept)


def _bare_webp(content: bytes) -> bytes:
    chunks = [chunk for chunk in _webp_chunks(content) if chunk[:4] not in _WEBP_DROPPED]
    body = b"WEBP" + b"".join(_unannounced(chunk) for chunk in chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _webp_chunks(content: bytes) -> Iterator[bytes]:
    at = 12
    while at < len(content):
        (length,) = struct.unpack_from("<I", content, at + 4)
        end = at + 8 + length + length % 2
        yield content[at:end]
        at = end


def _unannounced(chunk: bytes) -> bytes:
    if chunk[:4] != b"VP8X":
        return chunk
    return chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS]) + chunk[9:]
