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


class Ended(Refusal):
    """The ticket is over; whatever is left to say is a matter of its own."""

    key = "refused-ended"


class Hazard(Refusal):
    """A danger outlives whoever reported it: it cannot be withdrawn."""

    key = "refused-hazard"


class StaysDanger(Refusal):
    """Whoever reported a danger cannot make something else of it."""

    key = "refused-stays-danger"


class Unbound(Refusal):
    """The group does not stand for any node yet."""

    key = "refused-unbound"


class InvitationSpent(Refusal):
    """The invitation was used, has expired or never existed."""

    key = "refused-invitation"


class PrivateFirst(Refusal):
    """What was asked for may only be said in private, and the person has not opened that chat."""

    key = "refused-private-first"
