"""The steps of a Dockerfile, read and carried out in a folder, as far as that makes sense without an engine.

Stages are built one after the other at the same place, so that absolute paths stay what they are in every stage;
a finished stage is moved aside, and only ``COPY --from`` brings something of it into the next.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

HOST_ONLY = ("apt-get", "useradd")
"""Commands that change the system of the image: they are not carried out here."""

_INSIDE = re.compile(r"(?<![\w./:-])/(?=(?:opt/venv|app|data|backups|build)\b)")


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction, e.g. ``RUN``, with everything behind it on one line."""

    word: str
    rest: str


def parse(text: str) -> list[Step]:
    """The instructions in order, comments left out and continued lines joined."""
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    joined = re.sub(r"\\\n\s*", "", lines)
    return [Step(*line.split(maxsplit=1)) for line in joined.splitlines() if line.strip()]


@dataclass
class Image:
    """What the steps leave behind: a tree below ``root`` and how to start what is in it."""

    root: Path
    shims: Path
    environment: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)

    def inside(self, text: str) -> str:
        """``text`` with the image's own absolute paths as they are on this machine."""
        return _INSIDE.sub(f"{self.root}/", text)

    def command(self, word: str) -> list[str]:
        """ENTRYPOINT, CMD or HEALTHCHECK, each in its JSON form."""
        rest = self.settings[word]
        return [self.inside(part) for part in json.loads(rest[rest.index("[") :])]

    def environ(self) -> dict[str, str]:
        return {name: self.inside(value) for name, value in self.environment.items()}


def build(steps: list[Step], context: Path, root: Path, shims: Path) -> Image:
    """Carries out every step. ``shims`` is a folder with what the base image would bring and the builder installs:
    ``python``, ``pip``, ``uv``.
    """
    image = Image(root, shims)
    for step in steps:
        match step.word:
            case "FROM":
                image = _next_stage(image, step.rest)
            case "COPY":
                _copy(image, context, step.rest)
            case "RUN" if step.rest.startswith(HOST_ONLY):
                image.left_out.append(step.rest)
            case "RUN":
                _run(image, step.rest)
            case "ENV":
                image.environment |= dict(_pairs(step.rest, image.environment | {"PATH": _path(image)}))
            case "USER" | "WORKDIR" | "ENTRYPOINT" | "CMD" | "HEALTHCHECK" | "STOPSIGNAL" | "VOLUME" | "EXPOSE":
                image.settings[step.word] = step.rest
            case "ARG" | "LABEL":
                pass
            case _:
                raise ValueError(f"this builder does not know {step.word}")
    return image


def _next_stage(image: Image, rest: str) -> Image:
    if image.root.exists():
        image.root.rename(_finished(image))
    image.root.mkdir()
    return Image(image.root, image.shims, left_out=image.left_out)


def _finished(image: Image) -> Path:
    return image.root.with_name(f"{image.root.name}.builder")


def _copy(image: Image, context: Path, rest: str) -> None:
    words = rest.split()
    origin = context
    if words[0].startswith("--from="):
        words = words[1:]
        origin = _finished(image)
    *sources, target = words
    into = image.root / target.lstrip("/")
    for source in sources:
        path = origin / source.lstrip("/")
        if path.is_dir():
            if origin == context:
                shutil.copytree(path, into, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
            else:  # nobody writes there any more
                shutil.copytree(path, into, symlinks=True, copy_function=os.link)
        else:
            place = into / path.name if target.endswith("/") else into
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, place)


def _run(image: Image, rest: str) -> None:
    command = image.inside(rest)
    if os.geteuid() != 0:
        command = re.sub(r"-o \d+ -g \d+ ", "", command)
    # Compiling every package again would be a third of the time, and says nothing about the step.
    environment = {**os.environ, **image.environ(), "PATH": _path(image), "UV_COMPILE_BYTECODE": "0"}
    environment.pop("PYTHONPATH", None)
    subprocess.run(["sh", "-euc", command], cwd=image.root, env=environment, check=True, stdout=subprocess.DEVNULL)


def _path(image: Image) -> str:
    return f"{image.shims}{os.pathsep}{os.environ['PATH']}"


def _pairs(rest: str, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for pair in rest.split():
        name, _, value = pair.partition("=")
        yield name, re.sub(r"\$(\w+)", lambda found: known.get(found[1], ""), value)
