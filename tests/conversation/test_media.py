"""Pictures, voice and video: asked about when they say nothing, shown to the chief, kept on disk."""

from pathlib import Path

import pytest

from tests.conversation.people import Person
from tests.conversation.stage import Stage

GRID = "YX010101"


async def test_a_photo_with_words_is_shown_to_the_chief(stage: Stage, guiying: Person) -> None:
    await guiying.sends("photo", "丹桂路12号门口路灯不亮")
    card = stage.group(GRID).last
    assert "路灯" in card
    assert "附1个文件" in card
    await stage.later(seconds=3)
    assert "photo" in stage.group(GRID).last.raw


async def test_a_photo_without_words_is_asked_about(stage: Stage, guiying: Person) -> None:
    await guiying.sends("photo")
    assert stage.tickets() == 0
    assert "再用一句话" in guiying.last
    await guiying.says("门口的垃圾没人收")
    assert stage.tickets() == 1
    await stage.later(seconds=3)
    assert "photo" in stage.group(GRID).last.raw


async def test_a_photo_nobody_explains_is_filed_for_a_person_to_look_at(stage: Stage, guiying: Person) -> None:
    await guiying.sends("photo")
    await stage.later(minutes=11)
    assert stage.tickets() == 1
    assert stage.ticket() in guiying.last
    await stage.later(seconds=3)
    assert any("photo" in message.raw for message in stage.group(GRID).heard() + stage.group("YX0101").heard())


async def test_an_album_is_one_ticket_and_one_album(stage: Stage, guiying: Person) -> None:
    for number in range(3):
        await guiying.sends("photo", "" if number else "丹桂路12号门口垃圾堆成山", album="a1")
    assert stage.tickets() == 1
    await stage.later(seconds=3)
    albums = [m.raw.get("media_group_id") for m in stage.group(GRID).heard() if "photo" in m.raw]
    assert len(albums) == 3
    assert len(set(albums)) == 1


async def test_an_album_without_words_is_asked_about_once(stage: Stage, guiying: Person) -> None:
    for _ in range(3):
        await guiying.sends("photo", album="a2")
    assert len([m for m in guiying.heard() if "再用一句话" in m]) == 1
    await guiying.says("门口的垃圾没人收")
    await stage.later(seconds=3)
    assert len([m for m in stage.group(GRID).heard() if "photo" in m.raw]) == 3


async def test_a_voice_without_words_is_asked_about(stage: Stage, guiying: Person) -> None:
    await guiying.sends("voice")
    assert stage.tickets() == 0
    assert guiying.last.buttons
    await guiying.says("门口的路灯坏了")
    await stage.later(seconds=3)
    assert "voice" in stage.group(GRID).last.raw


async def test_a_later_photo_belongs_to_the_ticket_just_filed(stage: Stage, guiying: Person) -> None:
    await guiying.says("丹桂路12号门口路灯不亮好几天了")
    await guiying.sends("photo")
    assert stage.tickets() == 1
    assert stage.ticket() in guiying.last
    await stage.later(seconds=3)
    assert "photo" in stage.group(GRID).last.raw


async def test_pictures_and_a_voice_all_arrive(stage: Stage, guiying: Person) -> None:
    for kind in ("photo", "photo", "voice"):
        await guiying.sends(kind)
    await guiying.says("门口的垃圾没人收")
    await stage.later(seconds=3)
    kinds = [kind for m in stage.group(GRID).heard() for kind in ("photo", "voice") if kind in m.raw]
    assert kinds == ["photo", "photo", "voice"]


async def test_files_are_kept_under_their_hash(stage: Stage, guiying: Person) -> None:
    await guiying.sends("photo", "丹桂路12号门口路灯不亮")
    await stage.until(lambda: stage.one("SELECT state FROM media") == "kept")
    digest, path = stage.rows("SELECT sha256, path FROM media")[0]
    assert digest in path
    assert (stage.folder / path).stat().st_size > 0


async def test_files_leave_the_disk_when_the_matter_is_forgotten(stage: Stage, guiying: Person) -> None:
    await guiying.sends("photo", "丹桂路12号门口路灯不亮")
    await stage.until(lambda: stage.one("SELECT state FROM media") == "kept")
    file = stage.folder / stage.one("SELECT path FROM media")
    await guiying.presses("撤销")
    await guiying.presses("确定撤销")
    await stage.later(days=31)
    await stage.until(lambda: stage.one("SELECT state FROM media") == "erased")
    assert not file.exists()


@pytest.mark.provokes_errors
async def test_a_file_whose_keeping_broke_off_leaves_with_the_matter(stage: Stage, guiying: Person) -> None:
    """The disk refuses the file; the row has named it already. What a killed process would have left there goes."""
    blocked = stage.folder / "media"
    blocked.write_bytes(b"")
    await guiying.sends("photo", "丹桂路12号门口路灯不亮")
    await stage.until(lambda: stage.one("SELECT path FROM media") is not None)
    path = stage.one("SELECT path FROM media")
    assert stage.one("SELECT state FROM media") == "waiting"
    await guiying.presses("撤销")
    await guiying.presses("确定撤销")
    await stage.later(days=31)
    assert stage.one("SELECT state FROM media") == "erasing"
    left = stage.folder / "other" / Path(path).relative_to("media")
    left.parent.mkdir(parents=True)
    left.write_bytes(b"picture")
    blocked.unlink()
    (stage.folder / "other").rename(blocked)
    await stage.until(lambda: stage.one("SELECT state FROM media") == "erased")
    assert not (stage.folder / path).exists()


async def test_video_and_documents_are_taken_too(stage: Stage, guiying: Person) -> None:
    await guiying.sends("video", "丹桂路12号楼下麻将馆天天吵到半夜")
    await guiying.sends("document")
    assert stage.tickets() == 1
    await stage.later(seconds=3)
    shown = {kind for m in stage.group(GRID).heard() for kind in ("video", "document") if kind in m.raw}
    assert shown == {"video", "document"}
