"""Refusals: what the domain says no to. Each names the message that explains it to a person."""

from typing import ClassVar


class Refusal(Exception):
    """Something may not be done now; ``key`` is the message that says why and what to do instead."""

    key: ClassVar[str] = "refused"

    def __init__(self, **args: str | int) -> None:
        self.args_for_text = args
        super().__init__(self.__doc__, args)


class NotYours(Refusal):
    """The ticket is outside this person's scope or role."""

    key = "refused-not-yours"


class Stale(Refusal):
    """The button belongs to an earlier state of the ticket."""

    key = "refused-stale"


class WrongState(Refusal):
    """This step does not follow from the ticket's present state."""

    key = "refused-wrong-state"


class NotFound(Refusal):
    """No such ticket, node or draft for this person."""

    key = "refused-not-found"


class Forged(Refusal):
    """Callback data that we never made."""

    key = "refused-forged"


class Anonymous(Refusal):
    """A group admin posts anonymously, so nobody knows who acted."""

    key = "refused-anonymous"


class Missing(Refusal):
    """Something the step needs was not given; ``what`` says it."""

    key = "refused-missing"


class TooLate(Refusal):
    """The window for this has closed."""

    key = "refused-too-late"


class ExtendedAlready(Refusal):
    """More time is given once only."""

    key = "refused-extended-already"


class Overrun(Refusal):
    """More time is asked for too late: it is due already, or no clock runs."""

    key = "refused-overrun"


class Ended(Refusal):
    """The ticket is over; whatever is left to say is a matter of its own."""

    key = "refused-ended"


class Hazard(Refusal):
    """A danger outlives whoever reported it: it cannot be withdrawn."""

    key = "refused-hazard"


class StaysDanger(Refusal):
    """Whoever reported a danger cannot make something else of it."""

    key = "refused-stays-danger"


class Unmergeable(Refusal):
    """Sealed tickets and dangers are merged with nothing, and nothing is merged into what is done."""

    key = "refused-unmergeable"


class Shared(Refusal):
    """Others wait for the same: whoever told it first cannot take it back for them."""

    key = "refused-shared"


class Merged(Refusal):
    """The ticket goes on under another number, and no more by itself."""

    key = "refused-merged"


class Unbound(Refusal):
    """The group does not stand for any node yet."""

    key = "refused-unbound"


class InvitationSpent(Refusal):
    """The invitation was used, has expired or never existed."""

    key = "refused-invitation"


class WordsMissing(Refusal):
    """A reason must be written down; somebody will read it."""

    key = "refused-words"


class PhotoMissing(Refusal):
    """The category wants a picture of the result."""

    key = "refused-photo"


class OwnWork(Refusal):
    """Nobody checks his own work."""

    key = "refused-own-work"


class CannotUndo(Refusal):
    """Too late, not the last step, or somebody else's."""

    key = "refused-undo"


class NoReturn(Refusal):
    """This ticket may not be given back; ``why`` is one of ``returns.NotBack``."""

    key = "refused-no-return"


class NoMoreTime(Refusal):
    """No more time and no pause; ``why`` is one of ``delays.NoDelay``."""

    key = "refused-no-delay"


class NoExclusion(Refusal):
    """It cannot be left out of the figures now; ``why`` is one of ``exclusions.Barred``."""

    key = "refused-no-exclusion"


class Decided(Refusal):
    """Somebody has decided on this request already, or it has become pointless."""

    key = "refused-decided"


class Empty(Refusal):
    """Words for the resident were asked for, and none came."""

    key = "refused-empty"


class Unreachable(Refusal):
    """The resident's chat takes no messages of ours."""

    key = "refused-unreachable"


class Taken(Refusal):
    """Somebody has signed it first: ``name``, or whoever asks himself (``own``)."""

    key = "refused-taken"


class EnoughAsked(Refusal):
    """The resident has been asked as often as the rules allow."""

    key = "refused-enough-asked"


class PrivateFirst(Refusal):
    """What was asked for may only be said in private, and the person has not opened that chat."""

    key = "refused-private-first"


class NoWords(Refusal):
    """A sentence was asked for and none was given."""

    key = "refused-no-words"


class StandsAlone(Refusal):
    """A sealed ticket has no helpers."""

    key = "refused-stands-alone"


class EnoughHelpers(Refusal):
    """As many help with the ticket as the rules allow."""

    key = "refused-enough-helpers"


class NoDispute(Refusal):
    """Only a dispute is mediated."""

    key = "refused-no-dispute"


class PapersMissing(Refusal):
    """Nothing is agreed without the papers that must be there; ``places`` names them."""

    key = "refused-papers-missing"


class OverBudget(Refusal):
    """The year's budget does not reach; ``left`` is what is left of it."""

    key = "refused-over-budget"


class NoApprover(Refusal):
    """Nobody on a higher level may approve a reward."""

    key = "refused-no-approver"


class OwnReward(Refusal):
    """Nobody proposes his own reward."""

    key = "refused-own-reward"


class NoHigher(Refusal):
    """There is no desk above to report up to."""

    key = "refused-no-higher"


class NotReportedUp(Refusal):
    """It never came from below, so it cannot be handed down."""

    key = "refused-not-reported-up"


class StaysSealed(Refusal):
    """A sealed matter stays with the role it was given to."""

    key = "refused-stays-sealed"


class NotFinished(Refusal):
    """It is struck off a list only once it is done."""

    key = "refused-not-finished"


class NotSupervised(Refusal):
    """Nobody waits for an answer on it."""

    key = "refused-not-supervised"


class NotSplit(Refusal):
    """It is sealed, a danger, or a child itself: it is not divided."""

    key = "refused-not-split"


class LinesMissing(Refusal):
    """Each part of a ticket needs a line of its own, from two to ``most``."""

    key = "refused-lines"


class ChildrenOpen(Refusal):
    """``count`` children have not ended yet."""

    key = "refused-children-open"


class ChildTaken(Refusal):
    """A child was signed or has ended, or is a danger: the split stays."""

    key = "refused-child-taken"


class NoSuchTicket(Refusal):
    """No ticket has the number that was written."""

    key = "refused-no-such-ticket"


class ProjectOver(Refusal):
    """Everything of it is done; nothing is counted any more."""

    key = "refused-project-over"


class SitesUnread(Refusal):
    """A list of sites was expected: nothing in it could be read, or there are more than ``most``."""

    key = "refused-sites"


class NotCounted(Refusal):
    """A reply about a project names no site with a number."""

    key = "refused-not-counted"


LONGEST_ID = 15
"""Digits: more than a row will ever have, and less than a database's whole number."""


def id_in(written: str) -> int:
    """The id of a row that came back in a button; Forged where it is none."""
    if not (written.isascii() and written.isdigit()) or len(written) > LONGEST_ID:
        raise Forged
    return int(written)
