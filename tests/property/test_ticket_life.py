"""Ticket life as a state machine: whatever people do in whatever order, the books stay right."""

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.chat import pressing, resident
from bot.chat.orders import InWords
from bot.chat.work import Work
from bot.domain.life import OPEN, State
from bot.domain.notices import Action, Notice, Press
from bot.domain.org import Actor
from bot.domain.reading import Candidate, Danger, Intent, Reading, Verdict
from bot.domain.ticket import Result, Ticket
from bot.places.gazetteer import Located, PlaceKind
from bot.storage.media import Attachment
from bot.usecases import acting, asking, earlier, finishing, handling, inspecting, intake, judging, reopening, survey
from bot.usecases.drafting import Heard
from bot.usecases.resident import Speaker, call_human, mine
from tests.postgres import Server
from tests.property.books import Books
from tests.property.life import RESIDENTS, Answer, Deed, House, Outcome, Seen, Site, on_postgres, on_sqlite
from tests.property.strict_wording import check_answer, check_notice
from tests.storage.county import (
    ADMIN,
    CHIEF,
    COUNTY_DESK,
    DISCIPLINE,
    NEIGHBOUR,
    SECRETARY,
    TOWN_DESK,
    VILLAGE,
    WATER,
)  # fmt: skip

SECRET = "13900001234"
"""Stands in what people write and must never leave the notes."""

COMMON = ("0401", "0701", "0204")
SEALED = ("1104", "1203", "0908")
CODES = (*COMMON, *SEALED, "1299", "1206", "0106", "0105")
STAFF = (CHIEF, NEIGHBOUR, SECRETARY, VILLAGE, TOWN_DESK, COUNTY_DESK, DISCIPLINE, WATER, ADMIN)
GRIDS = ("S1101", "S1102", "S1103", "S1201", "S1202")
CORRECTIONS = (Action.CHANGE_CATEGORY, Action.SET_CATEGORY, Action.CHANGE_PLACE, Action.SET_PLACE, Action.SEAL)
LATER = (Action.WITHDRAW, Action.CONFIRM_WITHDRAW, Action.SUPPLEMENT, Action.CHASE)

residents = st.sampled_from(RESIDENTS)
picks = st.integers(0, 30)
rarely = st.integers(0, 3).map(lambda drawn: drawn == 0)
Place = tuple[PlaceKind, list[str]] | None

places: st.SearchStrategy[Place] = st.one_of(
    st.none(),
    st.sampled_from([*GRIDS, "S11", "S1"]).map(lambda code: (PlaceKind.FOUND, [code])),
    st.lists(st.sampled_from(GRIDS), min_size=1, max_size=3, unique=True).map(lambda g: (PlaceKind.AMBIGUOUS, g)),
    st.just((PlaceKind.UNKNOWN, [])),
)
dangers = st.sampled_from(["", "", "", "0101", "0105", "0106", "0108"])
choices = st.sampled_from(["", "0", "5", "solved", "yes", "here", "zz", "-1", "9" * 24, *CODES])
spans = st.one_of(st.integers(1, 30).map(lambda m: m * 60), st.integers(1, 30).map(lambda h: h * 3600 * 5))


def _named(notice: Notice) -> Notice:
    """What asks for a reply names who pressed, as the handler of presses adds it."""
    return replace(notice, args={**notice.args, "presser": "甲", "presser_id": "11"}) if notice.reply else notice


class TicketLife(RuleBasedStateMachine):
    """Residents, chiefs, desks, strangers and the clock, all at once."""

    sites: ClassVar[list[Site]] = [on_sqlite]

    def __init__(self) -> None:
        super().__init__()
        self.house = House(self.sites[0])
        self.books = Books(self.house.run(self.house.current_town()), SECRET)
        self.seen: Seen = self.house.look()
        self.said = 0

    def teardown(self) -> None:
        self.house.close()

    @invariant()
    def the_books_are_right(self) -> None:
        self.seen = self.house.look()
        self.books.check(self.seen, self.house.clock.now())

    # What everybody shares.

    def do(self, deed: Deed) -> Outcome:
        outcome = self.house.do(deed)
        now = self.house.clock.now()
        if outcome.refusal is not None:
            check_answer(Notice(outcome.refusal.key, outcome.refusal.args_for_text), now)
        answers = outcome.answer if isinstance(outcome.answer, list) else [outcome.answer]
        for answer in answers:
            if answer is not None:
                check_answer(answer, now) if answer.kind.startswith("answer-") else check_notice(answer, now)
                assert SECRET not in str(answer)
        return outcome

    def ticket(self, pick: int, *, live: bool = True) -> Ticket | None:
        """One of those still alive, else any."""
        known = list(self.seen.tickets.values())
        alive = [t for t in known if t.state in OPEN or t.state is State.PENDING_SURVEY]
        found = alive if live and alive else known
        return found[pick % len(found)] if found else None

    def speaker(self, account: int) -> Speaker:
        return Speaker(self.house.people[account], account)

    def petitioner(self, ticket: Ticket) -> int:
        return next(account for account, person in self.house.people.items() if person == ticket.petitioner_id)

    async def actor(self, work: Work, account: int) -> Actor:
        today = work.town.today(work.now)
        return await work.tx.people.actor(account, today, is_admin=account == ADMIN)

    def words(self) -> tuple[str, str]:
        """Something to say, and the same masked."""
        self.said += 1
        return f"事由{self.said:04d}，请打{SECRET}", f"事由{self.said:04d}，请打139****1234"

    # Residents speak.

    @rule(
        account=residents,
        code=st.sampled_from(["", *CODES]),
        others=st.lists(st.sampled_from(CODES), max_size=3),
        sure=st.booleans(),
        danger=dangers,
        certain=st.booleans(),
        place=places,
        picture=rarely,
        intent=st.sampled_from([Intent.COMPLAINT, Intent.COMPLAINT, Intent.CHASE, Intent.PRAISE]),
        resolved=rarely,
    )
    def tell(
        self,
        account: int,
        code: str,
        others: list[str],
        sure: bool,
        danger: str,
        certain: bool,
        place: Place,
        picture: bool,
        intent: Intent,
        resolved: bool,
    ) -> None:
        text, masked = self.words()
        less = [Candidate(other, 1.0) for other in dict.fromkeys(("0301", *others)) if other != code]
        verdict = Verdict((Candidate(code, 2.0), *less), (), sure) if code else Verdict()
        found = Danger(danger, ("险",), certain) if danger else None
        smalltalk = not code and not danger and intent is Intent.PRAISE
        reading = Reading(text, masked, verdict, intent, found, (), (), resolved, smalltalk, "r1")
        located = None
        if place is not None:
            located = Located(place[0], tuple(self.house.nodes[c] for c in place[1]), ("巷口",))
        file = Attachment("photo", f"file{self.said}", f"unique{self.said}", "") if picture else None
        heard = Heard(self.said, text, reading, located, None, file)
        self.do(self._hear(account, heard))

    @rule(account=residents, album=st.sampled_from(["", "a1"]), point=st.booleans())
    def show(self, account: int, album: str, point: bool) -> None:
        """A picture or a point without a word."""
        self.said += 1
        file = None if point else Attachment("photo", f"file{self.said}", f"unique{self.said}", album)
        located = Located(PlaceKind.FOUND, (self.house.nodes["S1102"],)) if point else None
        self.do(self._hear(account, Heard(self.said, "", None, located, (25.1, 115.3) if point else None, file)))

    def _hear(self, account: int, heard: Heard) -> Deed:
        async def deed(work: Work) -> Answer:
            await intake.hear(work.tx, work.town, self.speaker(account), heard, work.now)
            return None

        return deed

    @precondition(lambda self: self.seen.drafts)
    @rule(pick=picks, data=st.data())
    def answer_the_question(self, pick: int, data: st.DataObject) -> None:
        draft = self.seen.drafts[pick % len(self.seen.drafts)]
        node_ids = st.sampled_from([str(node.id) for node in self.house.nodes.values()])
        action, choice = data.draw(
            st.one_of(
                st.tuples(st.just(Action.DRAFT_WHAT), st.sampled_from(CODES)),
                st.tuples(st.just(Action.DRAFT_PLACE), node_ids | st.just("0")),
                st.tuples(st.just(Action.DRAFT_DANGER), st.sampled_from(["yes", "no"])),
            )
        )
        self.press_as_resident(draft.chat_id, Press(action, draft.id, 0, choice))

    @rule(account=residents)
    def cancel(self, account: int) -> None:
        self.do(lambda work: asking.cancel(work.tx, self.speaker(account)))

    @rule(account=residents)
    def look_at_mine_and_call_a_human(self, account: int) -> None:
        self.do(lambda work: mine(work.tx, work.town, self.house.people[account]))
        self.do(lambda work: call_human(work.tx, work.town, self.speaker(account), work.now))

    # Residents press.

    def press_as_resident(self, account: int, press: Press) -> Outcome:
        return self.do(lambda work: resident.PRESSES[press.action](work, self.speaker(account), press))

    @precondition(lambda self: self.seen.tickets)
    @rule(pick=picks, action=st.sampled_from([*CORRECTIONS, *CORRECTIONS, *LATER]), data=st.data(), stranger=rarely)
    def change_my_mind(self, pick: int, action: Action, data: st.DataObject, stranger: bool) -> None:
        ticket = self.ticket(pick)
        assert ticket is not None
        node_ids = [str(node.id) for node in self.house.nodes.values()]
        choice = ""
        if action is Action.SET_CATEGORY:
            choice = data.draw(st.sampled_from(CODES))
        elif action is Action.SET_PLACE:
            choice = data.draw(st.sampled_from(node_ids))
        account = 73 if stranger else self.petitioner(ticket)
        outcome = self.press_as_resident(account, Press(action, ticket.id, ticket.version, choice))
        if self.house.people[account] != ticket.petitioner_id:
            assert outcome.refusal is not None, "a stranger changed somebody's ticket"

    @precondition(lambda self: self.seen.tickets)
    @rule(pick=picks, picture=st.booleans(), comment=rarely)
    def reply_to_a_message_of_ours(self, pick: int, picture: bool, comment: bool) -> None:
        ticket = self.ticket(pick, live=False)
        assert ticket is not None
        text, masked = self.words()
        reading = Reading(text, masked, Verdict(), Intent.COMPLAINT, None, (), (), False, False, "r1")
        file = Attachment("photo", f"file{self.said}", f"unique{self.said}") if picture else None
        heard = Heard(self.said, text, reading, None, None, file)
        speaker = self.speaker(self.petitioner(ticket))
        if comment:
            self.do(lambda w: survey.comment(w.tx, speaker.person_id, ticket, text, w.now))
        else:
            self.do(lambda w: earlier.add_to(w.tx, w.town, speaker, ticket.id, heard, w.now))

    @precondition(
        lambda self: any(t.state is State.PENDING_SURVEY and t.wake_at is None for t in self.seen.tickets.values())
    )
    @rule(pick=picks, solved=st.sampled_from(["solved", "partly", "unsolved", "unsolved", "explained"]),
          rating=st.sampled_from(["", "5", "3", "2", "1"]))  # fmt: skip
    def judge(self, pick: int, solved: str, rating: str) -> None:
        # What the superior judges waits in the same state, but nobody is asked.
        asked = [t for t in self.seen.tickets.values() if t.state is State.PENDING_SURVEY and t.wake_at is None]
        ticket = asked[pick % len(asked)]
        account = self.petitioner(ticket)
        assert self.press_as_resident(account, Press(Action.SOLVED, ticket.id, ticket.round, solved)).refusal is None
        if rating and solved != "unsolved":
            outcome = self.press_as_resident(account, Press(Action.RATE, ticket.id, ticket.round, rating))
            assert outcome.refusal is None

    # Handlers.

    def fitting(self, ticket: Ticket, pick: int) -> int:
        """An account that may handle the ticket, if there is one."""

        async def find(work: Work) -> Answer:
            for account in (*STAFF[pick % len(STAFF) :], *STAFF):
                if acting.may_handle(work.town, await self.actor(work, account), ticket):
                    found.append(account)
            return None

        found: list[int] = []
        self.house.do(find)
        return found[0] if found else CHIEF

    @precondition(lambda self: self.seen.tickets)
    @rule(pick=picks, who=picks, stranger=rarely, action=st.sampled_from(list(pressing.PRESSES)), old=rarely)
    def handle(self, pick: int, who: int, stranger: bool, action: Action, old: bool) -> None:
        ticket = self.ticket(pick)
        assert ticket is not None
        account = (*STAFF, *RESIDENTS)[who % 12] if stranger else self.fitting(ticket, who)
        version = 1 if old else ticket.version
        choice = str(list(self.house.nodes.values())[who % len(self.house.nodes)].id)
        chosen = {Action.DISPATCH_TO: choice, Action.RECLASSIFY_AS: CODES[who % len(CODES)]}
        press = Press(action, ticket.id, version, chosen.get(action, ""))

        async def deed(work: Work) -> Answer:
            actor = await self.actor(work, account)
            allowed.append(acting.may_handle(work.town, actor, ticket))
            return _named(await pressing.PRESSES[action](work, actor, press))

        allowed: list[bool] = []
        outcome = self.do(deed)
        assert allowed[0] or outcome.refusal is not None, "somebody acted on what is not his"

    @precondition(lambda self: self.seen.tickets)
    @rule(pick=picks, who=picks, finish=st.booleans(), kind=st.sampled_from([result.value for result in Result]),
          silent=rarely, picture=rarely)  # fmt: skip
    def reply_to_the_card(self, pick: int, who: int, finish: bool, kind: str, silent: bool, picture: bool) -> None:
        ticket = self.ticket(pick)
        assert ticket is not None
        account = self.fitting(ticket, who)
        text, masked = ("", "") if silent and not finish else self.words()

        async def deed(work: Work) -> Answer:
            actor = await self.actor(work, account)
            current = await acting.visible(work.tx, work.town, actor, ticket.id)
            media: tuple[int, ...] = ()
            if picture:
                file = Attachment("photo", f"r{self.said}", f"ru{self.said}")
                media = (await work.tx.media.add(file, actor.person_id, "result", work.now, ticket_id=ticket.id),)
            if finish:
                said, shown = f"无照片 {text}", f"无照片 {masked}"
                return await finishing.finish(work.tx, work.town, actor, current, said, shown, media, work.now, kind)
            await handling.report(work.tx, work.town, actor, current, text, masked, media, work.now)
            return None

        self.do(deed)

    @precondition(lambda self: self.seen.tickets)
    @rule(pick=picks, who=picks, use_case=st.sampled_from(
        [inspecting.fail, judging.done, reopening.by_desk, reopening.answer_again]))  # fmt: skip
    def write_what_a_button_asked_for(self, pick: int, who: int, use_case: InWords) -> None:
        ticket = self.ticket(pick, live=False)
        assert ticket is not None
        account, (text, masked) = self.fitting(ticket, who), self.words()

        async def deed(work: Work) -> Answer:
            actor = await self.actor(work, account)
            return await use_case(work.tx, work.town, actor, ticket, text, masked, work.now)

        self.do(deed)

    @precondition(lambda self: self.seen.tickets)
    @rule(pick=picks, silent=rarely)
    def it_is_broken_again(self, pick: int, silent: bool) -> None:
        ticket = self.ticket(pick, live=False)
        assert ticket is not None
        text, masked = ("", "") if silent else self.words()
        reading = Reading(text, masked, Verdict(), Intent.COMPLAINT, None, (), (), False, False, "r1")
        person = self.house.people[self.petitioner(ticket)]
        heard = Heard(self.said, text, reading)
        self.do(lambda w: reopening.by_resident(w.tx, w.town, person, ticket, heard, w.now))

    # Forged presses: every action, any subject, any choice, by anybody.

    @rule(account=residents, action=st.sampled_from(list(resident.PRESSES)), subject=st.integers(0, 12), choice=choices)
    def forge_as_resident(self, account: int, action: Action, subject: int, choice: str) -> None:
        self.press_as_resident(account, Press(action, subject, 0, choice))

    @rule(account=st.sampled_from([*STAFF, *RESIDENTS]), action=st.sampled_from(list(pressing.PRESSES)),
          subject=st.integers(0, 12), choice=choices)  # fmt: skip
    def forge_as_handler(self, account: int, action: Action, subject: int, choice: str) -> None:
        press = Press(action, subject, 0, choice)

        async def deed(work: Work) -> Answer:
            return _named(await pressing.PRESSES[action](work, await self.actor(work, account), press))

        self.do(deed)

    # Time and Telegram.

    @rule(seconds=spans)
    def time_passes(self, seconds: int) -> None:
        self.house.clock.at += timedelta(seconds=seconds)
        self.house.run(self.house.ticks.tick())

    @rule()
    def telegram_delivers(self) -> None:
        self.house.deliver()


class OnPostgres(TicketLife):
    """The same on the other database, where an error within a transaction is not forgiven."""

    sites: ClassVar[list[Site]] = []


# Without shrinking: thirty steps can be read, and making them fewer takes longer than any timeout.
TicketLife.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
# The decisions are the same; what may differ is how they are stored.
OnPostgres.TestCase.settings = settings(TicketLife.TestCase.settings, max_examples=8)
TestTicketLife = TicketLife.TestCase


TestTicketLifeOnPostgres = pytest.mark.usefixtures("site_on_postgres")(OnPostgres.TestCase)


@pytest.fixture(scope="module")
def site_on_postgres(postgres: Server) -> None:
    OnPostgres.sites = [on_postgres(postgres)]
