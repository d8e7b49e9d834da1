"""What a camera writes into a picture is gone; the picture is the same to the last point."""

import io
from typing import Any

import pytest
from PIL import Image, ImageOps
from PIL.ExifTags import GPS, IFD, Base

from bot.domain.pictures import bare

SECRET = b"Yigetong-Camera-7"


def painted(kind: str, orientation: int = 1, **options: Any) -> bytes:
    """A picture taken at 25.11 N, 115.27 E by a camera with a name."""
    picture = Image.new("RGB", (40, 24), "white")
    for x in range(20):
        for y in range(8):
            picture.putpixel((x, y), (200, 20 + x, y * 9))
    exif = Image.Exif()
    exif[Base.Model] = SECRET.decode()
    exif[Base.Orientation] = orientation
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (25.0, 11.0, 0.0)})
    written = io.BytesIO()
    picture.save(written, kind, exif=exif, **options)
    return written.getvalue()


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_place_and_camera_are_gone_and_the_picture_is_not(kind: str, orientation: int) -> None:
    before = painted(kind, orientation)
    assert SECRET in before
    after = bare(before)
    assert SECRET not in after
    assert dict(opened(after).getexif().get_ifd(IFD.GPSInfo)) == {}
    assert opened(after).tobytes() == opened(before).tobytes()
    assert bare(after) == after


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stays_the_right_way_up(orientation: int) -> None:
    before = painted("JPEG", orientation)
    upright = [ImageOps.exif_transpose(opened(content)) for content in (before, bare(before))]
    assert upright[0].size == upright[1].size
    assert upright[0].tobytes() == upright[1].tobytes()


def test_colours_keep_their_profile_and_comments_go() -> None:
    before = painted("JPEG", icc_profile=b"profile" * 9, comment=SECRET)
    after = bare(before)
    assert opened(after).info["icc_profile"] == b"profile" * 9
    assert SECRET not in after


def test_texts_in_a_png_go() -> None:
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    texts.add_text("Author", SECRET.decode())
    assert SECRET not in bare(painted("PNG", pnginfo=texts))


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\xff", b"hello", b"RIFF\0\0\0\0WEBP\1", b"%PDF-1.7"]
)
def test_what_is_no_picture_or_a_broken_one_stays_as_it_is(content: bytes) -> None:
    assert bare(content) == content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_however_much_of_it_is_missing_nothing_breaks(kind: str) -> None:
    whole = painted(kind)
    for length in range(len(whole)):
        assert isinstance(bare(whole[:length]), bytes)
