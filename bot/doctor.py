"""``yigetong doctor``: looks at everything an installation needs and changes nothing."""

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from pathlib import Path

import aiohttp
from telegram import Bot
from telegram.error import TelegramError

from bot.account import TelegramAway, TokenRefused, signed_in
from bot.calendar_cn import build_calendar
from bot.chat.standing import Standing, standing_in
from bot.chat.webhook import delivery
from bot.config import Settings
from bot.domain.findings import FilesInvalid
from bot.domain.org import Level, Node, Role
from bot.domain.rooms import Trouble
from bot.linting import check_rules
from bot.locale_check import check_locales
from bot.storage.address import sqlite_file
from bot.storage.bindings import Binding
from bot.storage.engine import Database
from bot.storage.failing import Fault
from bot.storage.migrate import current, newest
from bot.storage.org import Holder
from bot.storage.resealing import keys_fit
from bot.storage.sealing import Seal
from bot.storage.store import StorageFailed
from bot.town_hall import load_policies
from bot.usecases.rooms import unanswered

SHOWN = 10
"""So many codes or names stand in a line; the JSON has all."""
SKEW_SECONDS = 60
CALLS_AT_ONCE = 8
LATELY_MINUTES = 60
"""A failed delivery is worth a line for so long."""


class State(StrEnum):
    """An error keeps the bot from working as it should; a warning may be meant so."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One line: ``key`` names the wording (``doctor-…``), ``args`` stand in it, ``names`` are all it is about."""

    state: State
    key: str
    args: Mapping[str, str | int] = field(default_factory=dict)
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Town:
    """What the database says of places, people, groups and undelivered messages."""

    nodes: Mapping[int, Node]
    aliases: int
    holders: Sequence[Holder]
    groups: Sequence[Binding]
    undelivered: int


async def examine(settings: Settings, now: datetime) -> list[Check]:
    """Every check, in the order in which a volunteer would mend them."""
    checks = [Check(State.OK, "settings-ok")]
    if not settings.admin_ids:
        checks.append(Check(State.WARNING, "admins-none"))
    checks += _rules(settings)
    checks += _locales(settings.locales_dir)
    checks += _holidays(settings, now)
    found, town = await _database(settings, now)
    checks += found
    checks += [*_town(town), *_places(settings, town)] if town else []
    checks += await _telegram(settings, town, now)
    checks.append(await _clock(settings, now))
    return checks


def _rules(settings: Settings) -> list[Check]:
    # A look must not create the folder whose absence it should report.
    cache = settings.data_dir / "cache" if settings.data_dir.is_dir() else None
    findings = [found for found in check_rules(settings.rules_dir, cache) if found.severity == "error"]
    if not findings:
        return [Check(State.OK, "rules-ok")]
    checks = [Check(State.ERROR, "rules-wrong", {"finding": str(found)}) for found in findings[:SHOWN]]
    if len(findings) > SHOWN:
        checks.append(Check(State.ERROR, "rules-more", {"count": len(findings) - SHOWN}))
    return checks


def _locales(folder: Path) -> list[Check]:
    try:
        wrong = [str(found) for found in check_locales(folder)]
    except OSError as error:
        wrong = [f"{error.filename}: {error.strerror}"]
    return [Check(State.ERROR, "locales-wrong", {"finding": found}) for found in wrong[:SHOWN]] or [
        Check(State.OK, "locales-ok")
    ]


def _holidays(settings: Settings, now: datetime) -> list[Check]:
    try:
        policies = load_policies(settings.rules_dir)
    except FilesInvalid:
        return []  # the rules check has said so
    year = now.astimezone(settings.zone).year
    built = build_calendar((year, year + 1), policies.deadlines.working_hours, policies.overrides, settings.zone)
    if not built.unpublished:
        return [Check(State.OK, "holidays-ok", {"years": f"{year}, {year + 1}"})]
    years = ", ".join(map(str, built.unpublished))
    file = str(settings.rules_dir / "holidays.yaml")
    return [Check(State.WARNING, "holidays-unpublished", {"years": years, "file": file})]


_FAULTS = {
    Fault.AWAY: "database-away",
    Fault.REFUSED: "database-refused",
    Fault.MISSING: "database-missing",
    Fault.FULL: "database-failed",
    Fault.OTHER: "database-failed",
}


async def _database(settings: Settings, now: datetime) -> tuple[list[Check], Town | None]:
    missing = _missing_file(sqlite_file(settings.database_url))
    if missing is not None:
        return [missing], None
    database = Database(settings.database_url, Seal(settings.seal_keys))
    try:
        revision = await current(database)
        if revision is None:
            return [Check(State.ERROR, "database-new")], None
        if revision != newest():
            return [Check(State.ERROR, "database-old", {"revision": revision})], None
        keys = await _keys(database)
        town = None if keys.state is State.ERROR else await _look(database, settings, now)
        return [Check(State.OK, "database-ok"), keys], town
    except StorageFailed as error:
        return [Check(State.ERROR, _FAULTS[error.fault], {"reason": str(error)})], None
    finally:
        await database.close()


async def _keys(database: Database) -> Check:
    if not await keys_fit(database):
        return Check(State.ERROR, "keys-wrong")
    return Check(State.OK, "keys-ok") if database.seal else Check(State.WARNING, "keys-none")


def _missing_file(file: Path | None) -> Check | None:
    """Looks before the engine does, which would make folder and file."""
    if file is None:
        return None
    folder = {"folder": str(file.parent)}
    if not file.parent.is_dir():
        return Check(State.ERROR, "database-folder", folder)
    try:
        tempfile.TemporaryFile(dir=file.parent).close()
    except OSError:
        return Check(State.ERROR, "database-unwritable", folder)
    return None if file.exists() else Check(State.ERROR, "database-new")


async def _look(database: Database, settings: Settings, now: datetime) -> Town:
    async with database.read() as tx:
        nodes = {node.id: node for node in await tx.org.nodes()}
        holders = await tx.org.holders(list(nodes), list(Role), now.astimezone(settings.zone).date())
        undelivered = (await tx.outbox.counts()).get("undelivered", 0)
        return Town(nodes, len(await tx.org.aliases()), holders, await tx.bindings.all(), undelivered)


def _town(town: Town) -> list[Check]:
    if not town.nodes:
        return [Check(State.ERROR, "places-none")]
    checks = [Check(State.OK, "places-ok", {"count": len(town.nodes), "aliases": town.aliases})]
    checks.append(_people(town.holders))
    checks += _groups(town)
    if town.undelivered:
        checks.append(Check(State.WARNING, "outbox-waiting", {"count": town.undelivered}))
    return checks


def _places(settings: Settings, town: Town) -> list[Check]:
    """Rows of deadlines.yaml for places that are not there would never be used, and nobody would notice."""
    try:
        policy = load_policies(settings.rules_dir).deadlines
    except FilesInvalid:
        return []  # the rules check has said so
    places = [*(row.where for row in policy.place_limits), *(row.where for row in policy.place_hours)]
    known = {node.code for node in town.nodes.values()}
    unknown = sorted({place.node for place in places if place.node} - known)
    return [_listed(State.WARNING, "places-unknown", unknown)] if unknown and town.nodes else []


def _people(holders: Sequence[Holder]) -> Check:
    waiting = [holder.name for holder in holders if holder.telegram_id is None]
    if waiting:
        return _listed(State.WARNING, "people-waiting", waiting)
    if not holders:
        return Check(State.ERROR, "people-none")
    return Check(State.OK, "people-ok", {"count": len(holders)})


def _groups(town: Town) -> list[Check]:
    bound = {group.node_id for group in town.groups if group.reach is not None}
    chiefs = {holder.node_id for holder in town.holders if holder.role in {Role.GRID_CHIEF, Role.GRID_MEMBER}}
    grids = [node for node in town.nodes.values() if node.level is Level.GRID and node.id in chiefs]
    unbound = sorted(node.code for node in grids if node.id not in bound)
    checks = [_listed(State.ERROR, "groups-unbound", unbound)] if unbound else []
    empty = [node.code for node in unanswered(town.nodes.values(), town.groups, town.holders)]
    if empty := [code for code in empty if code not in unbound]:
        checks.append(_listed(State.WARNING, "grids-unanswered", empty))
    return checks or ([Check(State.OK, "groups-ok")] if grids else [])


def _listed(state: State, key: str, names: Sequence[str]) -> Check:
    shown = " ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
    return Check(state, key, {"count": len(names), "names": shown, "codes": shown}, tuple(names))


async def _telegram(settings: Settings, town: Town | None, now: datetime) -> list[Check]:
    if not settings.bot_token.get_secret_value():
        return [Check(State.ERROR, "token-empty")]
    try:
        async with signed_in(settings) as bot:
            checks = [Check(State.OK, "token-ok", {"username": bot.username}), *await _webhook(bot, settings, now)]
            return checks + (await _members(bot, town) if town and town.groups else [])
    except TokenRefused:
        return [Check(State.ERROR, "token-wrong")]
    except TelegramAway as away:
        return [Check(State.ERROR, "token-away", {"address": away.address})]


async def _webhook(bot: Bot, settings: Settings, now: datetime) -> list[Check]:
    """Whether Telegram posts where the settings say, and what it says of its last failure."""
    try:
        found = await delivery(bot)
    except TelegramError:
        return []
    if found.url != settings.webhook_url:
        return [Check(State.WARNING, "webhook-unset" if settings.webhook_url else "webhook-left")]
    minutes = round((now.timestamp() - found.error_at) / 60)
    if found.error_at and minutes <= LATELY_MINUTES:
        args: dict[str, str | int] = {"minutes": minutes, "reason": found.error, "count": found.pending}
        return [Check(State.ERROR if found.pending else State.WARNING, "webhook-failing", args)]
    return [Check(State.OK, "webhook-ok", {"count": found.pending})] if found.url else []


async def _members(bot: Bot, town: Town) -> list[Check]:
    """Whether the bot is still in every bound group and topic and may speak there."""
    pace = asyncio.Semaphore(CALLS_AT_ONCE)
    by_chat: dict[int, list[Binding]] = {}
    for group in town.groups:
        by_chat.setdefault(group.room.chat_id, []).append(group)

    async def ask(chat_id: int, groups: Sequence[Binding]) -> Standing:
        async with pace:
            return await standing_in(bot, chat_id, [g.room.thread_id for g in groups if g.room.thread_id])

    standings = await asyncio.gather(*(ask(chat_id, groups) for chat_id, groups in by_chat.items()))
    found = [
        (group, _member(group, standing, town))
        for groups, standing in zip(by_chat.values(), standings, strict=True)
        for group in groups
    ]
    well = {group.node_id for group, check in found if check is None}
    # A group that another has taken the place of need not be mended.
    checks = [
        replace(check, state=State.WARNING) if group.node_id in well else check for group, check in found if check
    ]
    return checks or [Check(State.OK, "members-ok", {"count": len(by_chat)})]


def _member(group: Binding, standing: Standing, town: Town) -> Check | None:
    node = town.nodes.get(group.node_id)
    args = {"title": group.title, "code": node.code if node else ""}
    if not standing.asked:
        return Check(State.WARNING, "group-unknown", args)
    match standing.trouble or standing.topics.get(group.room.thread_id) or group.trouble:
        case None:
            return None
        case Trouble.GONE:
            return Check(State.ERROR, "group-out", args)
        case Trouble.MUTED:
            return Check(State.ERROR, "group-muted", args)
        case Trouble.NO_MEDIA:
            return Check(State.WARNING, "group-no-media", args)
        case Trouble.NO_TOPIC:
            return Check(State.ERROR, "group-no-topic", args)
        case Trouble.CLOSED:
            return Check(State.ERROR, "group-closed", args)


async def _clock(settings: Settings, now: datetime) -> Check:
    local = f"{now.astimezone(settings.zone):%Y-%m-%d %H:%M}"
    args = {"time": local, "timezone": settings.timezone}
    theirs = await _their_time(settings.bot_api_base_url)
    skew = 0 if theirs is None else round(abs((theirs - now).total_seconds()))
    if skew > SKEW_SECONDS:
        return Check(State.WARNING, "clock-off", {**args, "seconds": skew})
    return Check(State.OK, "clock-ok", args)


async def _their_time(address: str) -> datetime | None:
    """The other side's clock, from the Date of any answer at all; None when there is none."""
    try:
        timeout = aiohttp.ClientTimeout(total=5)
        async with aiohttp.ClientSession(timeout=timeout) as http, http.head(address) as answer:
            return parsedate_to_datetime(answer.headers["Date"])
    except (aiohttp.ClientError, TimeoutError, KeyError, ValueError):
        return None
