"""The figures of one replay: computed from the books, printed as a table or as JSON."""

import hashlib
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.bench.books import Account, Mail, Outcome
from tests.bench.chiefs import Said

TOP = 8


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds; NaN where nothing was measured."""

    p50: float
    p99: float
    longest: float


@dataclass(frozen=True, slots=True)
class Machine:
    """What the run cost and what the simulator objected to. Times in seconds, memory in bytes."""

    ready: tuple[float, ...]
    ready_cpu: tuple[float, ...]
    cpu: float
    rss: int
    too_many: int
    violations: int
    sends: int
    kills: int
    in_flight: int
    repeats: int
    refused_presses: int
    settled: bool
    problems: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything a replay shows."""

    messages: int
    tickets: int
    asked: int
    no_ticket: int
    parked: int
    lost: int
    doubled: int
    sealed: int
    unfinished: int
    dangers: int
    dangers_called: int
    undelivered: int
    waiting: int
    phantom: int
    first_word: Latency
    card: Latency
    whole_loop: Latency
    rate: float
    categories: Mapping[str, int]
    machine: Machine
    facts: tuple[str, ...]
    """What came of each message, in one line that knows nothing of time, order, database and transport."""
    uncalled: tuple[str, ...] = ()
    """Dangers whose first word back named no number: what was told, and that word."""

    @property
    def faults(self) -> list[str]:
        """What must never be."""
        found = {
            "lost": self.lost,
            "tickets filed twice": self.doubled,
            "undelivered": self.undelivered + self.waiting,
            "marked sent but never seen": self.phantom,
            "dangers without a number to call": self.dangers - self.dangers_called,
            "requests Telegram would not understand": self.machine.violations,
            "not settled in time": int(not self.machine.settled),
            "more repeats than sends in flight": max(0, self.machine.repeats - self.machine.in_flight),
        }
        return [f"{name}: {count}" for name, count in found.items() if count] + [
            f"no number to call: {one}" for one in self.uncalled
        ]


def figures(accounts: Sequence[Account], mail: Mail, machine: Machine) -> Figures:
    outcomes = Counter(account.outcome for account in accounts)
    filed = [ticket for account in accounts for ticket in account.tickets]
    dangers = [account for account in accounts if account.played.letter.danger]
    span = max((a.first.at for a in accounts if a.first), default=0.0) - min(a.played.at for a in accounts)
    return Figures(
        messages=len(accounts),
        tickets=outcomes[Outcome.TICKET],
        asked=outcomes[Outcome.ASKED],
        no_ticket=outcomes[Outcome.ANSWERED],
        parked=outcomes[Outcome.PARKED],
        lost=outcomes[Outcome.LOST],
        doubled=sum(_twice(account) for account in accounts),
        sealed=sum(ticket.sealed for ticket in filed),
        unfinished=sum(not ticket.finished for ticket in filed),
        dangers=len(dangers),
        dangers_called=sum(account.called for account in dangers),
        undelivered=mail.undelivered,
        waiting=mail.waiting,
        phantom=mail.phantom,
        first_word=_latency((a, a.first) for a in accounts),
        card=_latency((a, a.card) for a in accounts),
        whole_loop=_latency((a, a.result) for a in accounts),
        rate=len(accounts) / span if span > 0 else math.nan,
        categories=dict(Counter(ticket.category for ticket in filed).most_common(TOP)),
        machine=machine,
        facts=tuple(_fact(number, account) for number, account in enumerate(accounts, 1)),
        uncalled=tuple(_uncalled(account) for account in dangers if not account.called),
    )


def _uncalled(account: Account) -> str:
    """Only for messages of our own files: they are nobody's words."""
    answer = repr(account.first.text) if account.first is not None else "nothing"
    return f"{account.played.letter.text!r} was answered with {answer} ({account.outcome})"


def _fact(number: int, account: Account) -> str:
    """The text stands there as a digest: the line is for comparing, not for reading complaints."""
    filed = [
        f"{one.category} {one.intent} {one.node}→{one.owner} {'finished' if one.finished else one.state}"
        f"{' danger' if one.danger else ''}{' sealed' if one.sealed else ''} {_digest(one.shown)}"
        for one in account.tickets
    ]
    return f"{number} {account.outcome} {'; '.join(filed)}".rstrip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _latency(pairs: Iterable[tuple[Account, Said | None]]) -> Latency:
    waits = sorted(max(0.0, said.at - account.played.at) for account, said in pairs if said is not None)
    if not waits:
        return Latency(math.nan, math.nan, math.nan)
    return Latency(_quantile(waits, 0.50), _quantile(waits, 0.99), waits[-1])


def _quantile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all values does not exceed."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def table(found: Figures, names: Mapping[str, str]) -> str:
    """For people. ``names``: of categories, by code."""
    machine = found.machine
    rows = [
        ("messages", f"{found.messages}"),
        ("  tickets", f"{found.tickets}"),
        ("  asked back", f"{found.asked}"),
        ("  no ticket", f"{found.no_ticket}"),
        ("  parked", f"{found.parked}"),
        ("  lost", f"{found.lost}"),
        ("tickets filed twice", f"{found.doubled}"),
        ("sealed tickets", f"{found.sealed}"),
        ("tickets not finished by the chiefs", f"{found.unfinished}"),
        ("dangers told a number to call", f"{found.dangers_called} of {found.dangers}"),
        ("undelivered / still waiting / phantom", f"{found.undelivered} / {found.waiting} / {found.phantom}"),
        ("first word back  p50 / p99 / longest", _seconds(found.first_word)),
        ("card with handler  p50 / p99 / longest", _seconds(found.card)),
        ("whole loop  p50 / p99 / longest", _seconds(found.whole_loop)),
        ("messages a second", f"{found.rate:.2f}"),
        ("sends accepted / refused with 429", f"{machine.sends} / {machine.too_many}"),
        ("requests Telegram would not understand", f"{machine.violations}"),
        ("ready after start", ", ".join(f"{seconds:.2f} s" for seconds in machine.ready)),
        ("  processor time of it", ", ".join(f"{seconds:.2f} s" for seconds in machine.ready_cpu)),
        ("memory, most", f"{machine.rss / 1e6:.0f} MB"),
        ("errors and warnings logged", f"{machine.problems}"),
    ]
    if not machine.kills:
        rows.append(("processor time a message", f"{machine.cpu * 1000 / found.messages:.0f} ms"))
    else:
        rows.append(("kills / sends in flight / repeats", f"{machine.kills} / {machine.in_flight} / {machine.repeats}"))
    rows += [(f"  {code} {names.get(code, '')}", f"{count}") for code, count in found.categories.items()]
    return "\n".join(f"{name:<42} {value}" for name, value in rows)


def _seconds(latency: Latency) -> str:
    return f"{latency.p50:.3f} / {latency.p99:.3f} / {latency.longest:.3f} s"


def _twice(account: Account) -> bool:
    """The same words filed again; several matters of one message have words of their own each."""
    words = [filed.shown for filed in account.tickets]
    return len(set(words)) < len(words)
