"""What is pending for one household, in a sentence: the follow-up after an exchange, or the next first contact."""

from prevexp.casework.follow_up import OPEN
from prevexp.casework.follow_up import FollowUp
from prevexp.casework.next_contact import NextContact

from . import french
from .labels import label


def pending_text(contact: NextContact, follow_up: FollowUp | None) -> str:
    """Say what comes next: veille and its last day, or channel and day, or why nothing does."""
    if follow_up is not None and follow_up.state in OPEN:
        return f"Veille {label(follow_up.state)}, au plus tard le {french.short_day(follow_up.due_on)}."
    if contact.channel is None or contact.due_on is None:
        return f"Contact : {label(contact.state)}."
    return f"Contact {label(contact.state)} : {label(contact.channel)}, le {french.short_day(contact.due_on)}."
