"""Parties of a dispute who want to be reminded: each has a link of his own, and says himself whether he wants it."""

from datetime import datetime

from bot.domain.errors import NotFound, Stale
from bot.domain.mediation import Mediation, nameless
from bot.domain.notices import Action, Arg, Notice, Press
from bot.domain.org import Actor
from bot.domain.start_links import hashed, new_token, start_link
from bot.domain.ticket import Ticket
from bot.storage.store import Store
from bot.usecases import mediating, mediation_cards, posting
from bot.usecases.town import Town

PAYLOAD = "party-"
"""How the payload of such a link begins."""


async def links(tx: Store, town: Town, actor: Actor, case_id: int, username: str) -> tuple[Mediation, list[Notice]]:
    """提醒当事人: a message for each who has not agreed yet: none can be handed on with another's name in it."""
    case, ticket = await mediating.own(tx, town, actor, case_id)
    waiting = [party for party in await tx.mediations.people_of(case.id) if party.agreed_at is None]
    if not waiting:
        raise Stale(number=ticket.number, state=ticket.state.value)
    said = []
    for party in waiting:
        token = new_token()
        await tx.mediations.make_link(party, hashed(token))
        link = start_link(username, PAYLOAD + token)
        said.append(Notice("party-link", {"number": ticket.number, "name": party.name, "link": link}))
    return case, said


async def opened(tx: Store, person_id: int, token: str) -> Notice:
    """The link was opened: does he want to be reminded? Nothing is said of the matter or of the others."""
    party = await tx.mediations.open_link(hashed(token), person_id)
    if party is None or await mediating.going_on(tx, party.mediation_id) is None:
        return Notice("party-link-over")
    rows = ((Press(Action.PARTY_AGREE, party.id), Press(Action.PARTY_REFUSE, party.id)),)
    return Notice("party-asked", {}, rows)


async def decide(tx: Store, person_id: int, party_id: int, agreed: bool, now: datetime) -> Notice:
    """His own word, as often as he changes his mind."""
    party = await tx.mediations.party(party_id)
    if party is None or party.person_id != person_id:
        raise NotFound
    if await mediating.going_on(tx, party.mediation_id) is None:
        return Notice("party-link-over")
    await tx.mediations.agree(party, now if agreed else None)
    return Notice("answer-party", {"agreed": int(agreed)})


async def remind(
    tx: Store, case: Mediation, ticket: Ticket, words: str, args: dict[str, Arg], mark: str, now: datetime
) -> None:
    """A round is near: whoever agreed reads when and where, in words without names."""
    parties = await tx.mediations.people_of(case.id)
    wanted = [one.person_id for one in parties if one.agreed_at is not None and one.person_id is not None]
    rooms = await mediation_cards.private(tx, [one for one in wanted if one != ticket.petitioner_id])
    notice = Notice("round-soon-party", {**args, "meeting": nameless(words, parties)})
    card = mediation_cards.kind_of(case, mediation_cards.TOLD)
    await posting.put(tx, rooms, notice, f"{notice.kind}:{mark}", card, now)
