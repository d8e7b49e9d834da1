"""Plays the day: moves the clock from step to step, lets people act, waits for what follows and shows it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.demo.deeds import Cast, act, said
from bot.demo.script import Script, Step
from bot.domain.worktime import Calendar
from bot.simulator.errors import ControlError
from bot.simulator.state import Simulator

Json = dict[str, Any]

HOP, NIGHT_HOP, NIGHT = timedelta(minutes=5), timedelta(hours=1), timedelta(hours=2)
"""The clock goes in strides this long, so that what time brings about happens at its time; the longer ones while more
than ``NIGHT`` lies ahead, so that nobody waits for a morning to come.
"""

SPEEDS = (1, 2, 5)
LEAD, BASE, READING = 0.25, 0.25, 0.036
"""Seconds at speed 1: from the caption to the deed, after each step, and for each character of the caption."""

PATIENCE, LOOK_AGAIN = 60, 0.05
"""So many looks, seconds apart, for what is a moment late."""

EVENT = "day"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a day is played. ``advance`` moves the clock and ticks; ``settled`` waits until the bot is at rest."""

    simulator: Simulator
    clock: Clock
    zone: ZoneInfo
    calendar: Calendar
    cast: Cast
    script: Script
    advance: Callable[[timedelta], Awaitable[None]]
    settled: Callable[[], Awaitable[None]]


class Player:
    """One day, from the morning of the next working day. ``missed`` says what did not come about, by line."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.position = 0
        self.speed = 1
        self.missed: list[str] = []
        self.started_at: datetime | None = None
        self._dwelling = asyncio.Event()
        self._turn = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        return self._scene.script.steps

    @property
    def over(self) -> bool:
        return self.position >= len(self.steps)

    @property
    def playing(self) -> bool:
        return self._task is not None and not self._task.done()

    # What the onlooker may do

    def play(self) -> None:
        """Goes on until the end or a pause; from the beginning when the day is over."""
        if self.over:
            self.position, self.started_at, self.missed = 0, None, []
        if not self.playing:
            self._task = asyncio.create_task(self._run())

    async def pause(self) -> None:
        """Finishes the step that is under way."""
        task, self._task = self._task, None
        self._dwelling.set()
        if task is not None:
            await task
        self._show("paused")

    async def stop(self) -> None:
        """Leaves the day as it stands; the next one begins from the front."""
        await self.pause()
        self.position, self.started_at, self.missed = 0, None, []
        self._show("stopped")

    def pace(self, speed: object) -> None:
        """Raises ValueError for a speed that is none."""
        if not isinstance(speed, int) or speed not in SPEEDS:
            raise ValueError(f"speed is one of {', '.join(map(str, SPEEDS))}")
        self.speed = speed
        self._dwelling.set()
        self._show("paced")

    async def _run(self) -> None:
        mine = asyncio.current_task()
        while self._task is mine and not self.over:
            caption = self.steps[self.position].caption
            await self.step(lead=LEAD / self.speed)
            if not self.over:
                await self._dwell((BASE + READING * len(caption)) / self.speed)
        if self.over:
            self._task = None
            self._show("over")

    async def _dwell(self, seconds: float) -> None:
        """Time to read; cut short by a pause or another speed."""
        self._dwelling.clear()
        try:
            async with asyncio.timeout(seconds):
                await self._dwelling.wait()
        except TimeoutError:
            pass

    # One step

    async def step(self, lead: float = 0.0) -> None:
        """The clock moves to the step's time, its deed is done, and what follows from it has arrived."""
        async with self._turn:  # two pages may ask at once
            if not self.over:
                await self._step(self.steps[self.position], lead)

    async def _step(self, step: Step, lead: float) -> None:
        before = self._scene.simulator.events.last
        await self._until(step.at)
        self._show("acting", step)
        await asyncio.sleep(lead)
        try:
            act(self._scene.simulator, self._scene.cast, self._scene.script, step)
        except ControlError as error:
            self.missed.append(f"line {step.line}: {error}")
        await self._scene.settled()
        self.missed += await self._unseen(step, before)
        self.position += 1
        self._show("seen", step, before)

    async def _unseen(self, step: Step, before: int) -> list[str]:
        """What was to be seen and is not. It may come a moment late: a limit runs out within the second."""
        wanted = [(name, words) for name, every in step.sees.items() for words in every]
        for _ in range(PATIENCE):
            wanted = [(name, words) for name, words in wanted if not self._found(name, words, before)]
            if not wanted:
                break
            await asyncio.sleep(LOOK_AGAIN)
        return [f"line {step.line}: {name} does not show {words!r}" for name, words in wanted]

    async def _until(self, at: time) -> None:
        target = self._today(at)
        while (left := target - self._scene.clock.now()) > timedelta():
            await self._scene.advance(min(left, NIGHT_HOP if left > NIGHT else HOP))
            await self._scene.settled()

    def _today(self, at: time) -> datetime:
        """The instant of a time of the played day: the next working day whose beginning is still to come."""
        calendar, now = self._scene.calendar, self._scene.clock.now()
        if self.started_at is None:
            day = calendar.first_workday(calendar.day_of(now))
            if calendar.at(day, self.steps[0].at) < now:
                day = calendar.first_workday(day + timedelta(days=1))
            self.started_at = calendar.at(day, time())
        return calendar.at(calendar.day_of(self.started_at), at)

    # What the onlooker sees

    def state(self) -> Json:
        """Where the day stands, for the page."""
        shown = self.steps[max(0, self.position - 1)]
        return {
            "position": self.position,
            "steps": len(self.steps),
            "playing": self.playing,
            "over": self.over,
            "speed": self.speed,
            "caption": _in_short(shown) if self.position else "",
            "at": f"{shown.at:%H:%M}",
            "missed": self.missed,
        }

    def _show(self, what: str, step: Step | None = None, before: int | None = None) -> None:
        """Tells the watching pages, in the same stream as the messages."""
        now = self._scene.clock.now().astimezone(self._scene.zone).isoformat(timespec="seconds")
        told: Json = {**self.state(), "what": what, "now": now}
        if step is not None:
            told |= {"caption": _in_short(step), "at": f"{step.at:%H:%M}", "views": self._views(step, before)}
        self._scene.simulator.events.emit(EVENT, day=told)

    def _views(self, step: Step, before: int | None) -> list[Json]:
        """The chats to look at: the actor's, then those that answer to it; with what came since event ``before``."""
        views = []
        if step.who:
            views.append(self._view(step.group or step.who, step.who) | {"messages": []})
        for name in step.sees:
            messages = [] if before is None else [id_ for w in step.sees[name] if (id_ := self._found(name, w, before))]
            views.append(self._view(name, name) | {"messages": messages})
        return views

    def _view(self, name: str, person: str) -> Json:
        cast = self._scene.cast
        chat = cast.chat(name)
        if name in cast.groups:
            members = self._scene.simulator.chats[chat].members
            account = cast.people.get(person) or next(m for m in members if m != self._scene.simulator.bot["id"])
            return {"seat": "group", "person": account, "chat": chat}
        seat = "resident" if name in self._scene.script.residents else "office"
        return {"seat": seat, "person": chat, "chat": chat}

    def _found(self, name: str, words: str, before: int) -> int | None:
        """The newest message with these words that has come or changed in the chat since event ``before``."""
        chat = self._scene.cast.chat(name)
        for event in reversed(self._scene.simulator.events.after(before)):
            shown = event["type"] in {"message", "edit"} and event["chat"] == chat
            if shown and words in said(event["message"]):
                return int(event["message"]["message_id"])
        return None


def _in_short(step: Step) -> str:
    """The line for the onlooker: the step's own, else who does what."""
    return step.caption or f"{step.who}：{step.says or step.presses or step.edits}"
