"""What the end of the agreement stops: what was promised before it is no longer due. Source: call C22."""

from datetime import date

from ...domain.case import Case
from ...domain.said import agreed
from ...domain.vocabulary import AgreementStatus


def stopped_on(case: Case, since: date, on: date) -> date | None:
    """Return the first day, by a day, on which the agreement that held when something began was no longer in force.

    An agreement given anew does not bring it back, be it of the same day: what still holds is promised anew, as with
    sharing. On the day of the beginning the word in force that day counts, also if it was noted later: a withdrawal
    before it stops from its first day on what was noted in good faith, and who refused and then agreed has agreed.
    """
    if since <= on and not agreed(case, since):
        return since
    ends = (word.on for word in case.agreements if word.status is not AgreementStatus.GIVEN)
    return next((day for day in ends if since < day <= on), None)
