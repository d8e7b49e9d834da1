"""The file of a backup: a plain tar that any machine can open, read back only when every checksum fits.

database.sqlite   or   database.dump (pg_dump's custom format)
media/3f/3f…e1.jpg
SHA256SUMS        what `sha256sum -c` reads
"""

import hashlib
import io
import os
import re
import shutil
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.storage.sqlite_copy import Damaged

SQLITE = "database.sqlite"
POSTGRES = "database.dump"
SUMS = "SHA256SUMS"

_MEDIA = re.compile(r"media/[0-9a-f]{2}/[0-9a-f]{64}(\.[a-z0-9]{1,5})?")


def media_below(folder: Path) -> list[str]:
    """The names, such as media/3f/3f…e1.jpg, of the files people sent; nothing unfinished."""
    names = (path.relative_to(folder).as_posix() for path in folder.glob("media/*/*"))
    return sorted(name for name in names if _MEDIA.fullmatch(name))


def pack(target: Path, files: Sequence[tuple[str, Path]]) -> None:
    """Writes the named files and their checksums; a file somebody sent that was erased meanwhile is left out. Raises
    FileExistsError, OSError.
    """
    # Opened by us first: a backup holds what people wrote, so only its owner may read it.
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        with tarfile.open(fileobj=out, mode="w") as tar:
            sums = "".join(_pack_one(tar, name, path) for name, path in files).encode()
            member = _anonymous(tarfile.TarInfo(SUMS))
            member.size = len(sums)
            tar.addfile(member, io.BytesIO(sums))
        out.flush()
        os.fsync(out.fileno())


def _pack_one(tar: tarfile.TarFile, name: str, path: Path) -> str:
    """Its line among the checksums."""
    try:
        line = f"{_sum(path)}  {name}\n"
        tar.add(path, name, recursive=False, filter=_anonymous)
    except FileNotFoundError:
        if not _MEDIA.fullmatch(name):
            raise
        return ""
    return line


def unpack(file: Path, folder: Path) -> str:
    """Writes the files below ``folder``, readable by us alone; SQLITE or POSTGRES. Raises Damaged, OSError."""
    found = set()
    try:
        with tarfile.open(file, "r:") as tar:
            for member in tar:
                found.add(_extract(tar, member, folder))
    except (tarfile.TarError, EOFError) as error:
        raise Damaged(str(error)) from error
    _compare(folder, found)
    databases = found & {SQLITE, POSTGRES}
    if len(databases) != 1:
        raise Damaged("no database inside")
    return databases.pop()


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Says nothing about the accounts of this machine."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    return member


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> str:
    """Only names of our own: any other could lead out of the folder."""
    name = member.name
    source = tar.extractfile(member) if member.isreg() else None
    if source is None or not (name in {SQLITE, POSTGRES, SUMS} or _MEDIA.fullmatch(name)):
        raise Damaged(f"foreign member {name[:80]!r}")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    with source, os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        shutil.copyfileobj(source, out)
    return name


def _compare(folder: Path, found: set[str]) -> None:
    if SUMS not in found:
        raise Damaged(f"no {SUMS} inside")
    wanted = dict(_sums(folder / SUMS))
    if wanted.keys() != found - {SUMS}:
        raise Damaged(f"{SUMS} names other files")
    for name, digest in wanted.items():
        if _sum(folder / name) != digest:
            raise Damaged(f"wrong checksum of {name}")


def _sums(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        digest, _, name = line.partition("  ")
        yield name, digest


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
