"""A check of an act."""

from prevexp.law.review.finding import Ask
from prevexp.law.review.finding import Why
from prevexp.law.review.finding import because
from prevexp.law.review.finding import defect
from prevexp.law.review.finding import not_seen
from prevexp.law.review.finding import ok


def charter_letter(reason, *, charter_letter_sent: bool | None = None):
    """Ask whether the landlord sent the letter of the charter before the act."""
    if charter_letter_sent is None:
        return not_seen(Ask.LANDLORD, "charter_letter_sent")
    return ok() if charter_letter_sent else defect(because(Why.CONTRARY, inputs=("charter_letter_sent",)))
