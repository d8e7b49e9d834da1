"""What can be read off the Dockerfile and .dockerignore without building anything."""

import re
import tomllib

from bot.config import ROOT, Settings
from tests.deploy.dockerfile import parse

STEPS = parse((ROOT / "Dockerfile").read_text(encoding="utf-8"))


def rest(word: str) -> list[str]:
    return [step.rest for step in STEPS if step.word == word]


def test_images_are_named_with_version_and_system() -> None:
    assert all(re.match(r"python:3\.\d+-(slim-)?[a-z]+( AS \w+)?$", image) for image in rest("FROM"))
    assert rest("FROM")[-1].startswith("python:3.12-slim-")


def test_packages_come_by_hash_from_the_lock_file() -> None:
    installing = [step for step in rest("RUN") if "pip install" in step]
    assert [step.split()[-1] for step in installing] == ["/build/installer.lock", "/build/requirements.lock"]
    for step in installing:
        assert "--require-hashes" in step
        assert "index" not in step
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert re.search(r"^asyncpg==", lock, re.MULTILINE), "the image serves PostgreSQL as well"


def test_the_version_is_the_projects() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert rest("ARG") == [f"VERSION={version}"]


def test_it_runs_as_a_fixed_account_that_is_not_root() -> None:
    (user,) = rest("USER")
    assert re.fullmatch(r"[1-9]\d{3,}:[1-9]\d{3,}", user)
    owned = next(step for step in rest("RUN") if step.startswith("install "))
    assert "-o {} -g {}".format(*user.split(":")) in owned


def test_its_settings_exist() -> None:
    names = {pair.partition("=")[0] for line in rest("ENV") for pair in line.split()}
    ours = {name for name in names if not name.startswith(("PYTHON", "PATH", "UV_"))}
    assert ours <= {name.upper() for name in Settings.model_fields}


def test_only_what_is_copied_reaches_the_builder() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[0] == "*"
    allowed = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    copied = {source for line in rest("COPY") if "--from" not in line for source in line.split()[:-1]}
    assert allowed == copied
    assert all((ROOT / source).exists() for source in copied)
