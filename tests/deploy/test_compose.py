"""The compose files: valid by the published schema, careful by default, and naming only what exists."""

import re
import subprocess
import sys
import tomllib
from typing import Any

import pytest

from bot.config import ROOT, Settings
from tests.deploy.compose import SMALL, TOWN, read

SETTINGS = {name.upper() for name in Settings.model_fields}
OF_COMPOSE = {"COMPOSE_FILE", "DOMAIN", "BACKUPS", "BACKUP_KEEP"}
"""Names in .env that compose or the backup reads, not the bot."""

SERVICES = [
    pytest.param(file, name, service, id=f"{file}-{name}")
    for file in (TOWN, SMALL)
    for name, service in read(file)["services"].items()
]
each_service = pytest.mark.parametrize(("file", "name", "service"), SERVICES)


@pytest.mark.parametrize("file", [TOWN, SMALL])
def test_it_fits_the_published_schema(file: str) -> None:
    """check-jsonschema brings the compose specification's schema along, so nothing is fetched."""
    call = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", file]
    checked = subprocess.run(call, cwd=ROOT, check=False, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_schema_would_find_a_slip(tmp_path: Any) -> None:
    broken = (ROOT / TOWN).read_text(encoding="utf-8").replace("read_only:", "readonly:")
    (tmp_path / "broken.yml").write_text(broken, encoding="utf-8")
    call = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", "broken.yml"]
    assert subprocess.run(call, cwd=tmp_path, check=False, capture_output=True).returncode == 1


@each_service
def test_every_container_is_careful(file: str, name: str, service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "proxy" else [])
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert service["restart"] == "unless-stopped"
    assert {"max-size", "max-file"} <= service["logging"]["options"].keys()
    assert {"cpus", "memory", "pids"} <= service["deploy"]["resources"]["limits"].keys()
    assert "healthcheck" in service or service["build"] == "."  # the image brings its own


@each_service
def test_every_image_is_pinned(file: str, name: str, service: dict[str, Any]) -> None:
    image, _, tag = service["image"].partition(":")
    if image == "yigetong":
        assert tag == tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    else:
        assert re.match(r"\d+(\.\d+)*-[a-z]+$", tag)


@each_service
def test_settings_exist_and_no_secret_stands_in_them(file: str, name: str, service: dict[str, Any]) -> None:
    environment = service.get("environment", {})
    if service["image"].startswith("yigetong"):
        assert environment.keys() <= SETTINGS | OF_COMPOSE
    for key, value in environment.items():
        assert key.endswith("_FILE") or not re.search(r"PASSWORD|SECRET|TOKEN", key)
        assert not re.search(r"://\S*:\S*@", str(value))


@each_service
def test_only_the_proxy_is_open_to_the_world(file: str, name: str, service: dict[str, Any]) -> None:
    assert ("ports" in service) == (name == "proxy")


@pytest.mark.parametrize("file", [TOWN, SMALL])
def test_whatever_is_named_is_declared(file: str) -> None:
    whole = read(file)
    for name, service in whole["services"].items():
        assert set(service.get("secrets", [])) <= whole["secrets"].keys()
        assert set(service.get("networks", [])) <= whole.get("networks", {}).keys()
        assert set(service.get("depends_on", {})) <= whole["services"].keys()
        for volume in service.get("volumes", []):
            source = volume.split(":")[0] if "$" not in volume else "backups"
            known = (ROOT / source).exists() if source.startswith(".") else source in whole["volumes"]
            assert known, (name, volume)


@pytest.mark.parametrize("file", [TOWN, SMALL])
def test_secrets_are_files_named_like_settings(file: str) -> None:
    for name, secret in read(file)["secrets"].items():
        assert secret == {"file": f"./secrets/{name}"}
        assert name.upper() in SETTINGS | {"POSTGRES_PASSWORD"}


def test_nobody_starts_before_what_he_needs_is_well() -> None:
    services = read(TOWN)["services"]
    needed = {name: set(service.get("depends_on", {})) for name, service in services.items()}
    assert needed == {
        "bot": {"postgres"},
        "bot-2": {"postgres"},
        "backup": {"bot"},
        "proxy": {"bot"},
        "postgres": set(),
    }
    waits = [wait for service in services.values() for wait in service.get("depends_on", {}).values()]
    assert all(wait == {"condition": "service_healthy"} for wait in waits)
    assert services["postgres"]["healthcheck"]["test"][1] == "pg_isready"


def test_two_bots_share_everything_and_the_proxy_knows_both() -> None:
    services = read(TOWN)["services"]
    assert services["bot"] == services["bot-2"]
    assert "webhook_secret" in services["bot"]["secrets"]  # each would make up one of its own
    assert "{$BOT:bot:8080 bot-2:8080}" in (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")


def test_the_database_is_reached_from_inside_alone() -> None:
    whole = read(TOWN)
    assert whole["networks"]["inside"] == {"internal": True}
    assert whole["services"]["postgres"]["networks"] == ["inside"]
    assert "inside" not in whole["services"]["proxy"]["networks"]


def test_the_tools_of_the_backup_are_as_new_as_the_server() -> None:
    major = read(TOWN)["services"]["postgres"]["image"].split(":")[1].split("-")[0]
    assert f"postgresql-client-{major}" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_variables_are_explained_in_the_example() -> None:
    used = {
        name
        for file in (TOWN, SMALL)
        for name in re.findall(r"\$\{([A-Z_]+)", (ROOT / file).read_text(encoding="utf-8"))
    }
    example = (ROOT / "deploy" / "env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE))
    assert used <= named
    assert named <= SETTINGS | OF_COMPOSE
    assert not named & {"BOT_TOKEN", "DATABASE_URL", "WEBHOOK_SECRET"}
