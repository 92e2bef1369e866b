"""The clock of retention: from what it runs, the day before, the day itself and the day after."""

from datetime import date
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.archive import Archival
from prevexp.domain.archive import ArchiveReason
from prevexp.domain.archive import ArchiveReturn
from prevexp.domain.archive import ReturnReason
from prevexp.domain.contact import Attempt
from prevexp.domain.errors import InvalidValue
from prevexp.domain.rights import PersonRight
from prevexp.domain.rights import PersonRights
from prevexp.domain.rights import RightRequest
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.law.period import Period
from prevexp.privacy.loading import core_retention
from prevexp.privacy.retention import ClockStart
from prevexp.privacy.retention import Duration
from prevexp.privacy.retention import Keeping
from prevexp.privacy.retention import RetentionStage
from prevexp.privacy.retention import RetentionState
from prevexp.privacy.retention import last_contact_on
from prevexp.privacy.retention import of_territory
from prevexp.privacy.retention import standing
from prevexp.testing.households import agreed_case

RULES = core_retention()
LISTED = date(2026, 2, 1)
DAY = timedelta(days=1)
ACTIVE, ARCHIVED, TO_ERASE = RetentionState.ACTIVE, RetentionState.ARCHIVED, RetentionState.TO_ERASE


def case_of(*, agreements=(), sharing=(), **more):
    """Return a case that a list named and nobody has worked on yet."""
    return agreed_case(agreements=agreements, sharing=sharing, **more)


def attempt(on, outcome=AttemptOutcome.REACHED, channel=Channel.PHONE):
    """Return one attempt or exchange."""
    return Attempt(attempted_on=on, channel=channel, outcome=outcome)


@pytest.mark.parametrize(
    ("contact", "last_day"),
    [
        (None, date(2028, 2, 1)),
        (date(2026, 3, 10), date(2028, 3, 10)),
        (date(2028, 2, 29), date(2030, 2, 28)),
        (date(2027, 12, 31), date(2029, 12, 31)),
    ],
)
def test_two_years_from_the_last_contact_or_the_list(contact, last_day):
    """The data stay up to the day of the same number, that day included, and go the day after."""
    case = case_of(attempts=() if contact is None else (attempt(contact),))
    states = [standing([case], day, RULES).state for day in (last_day - DAY, last_day, last_day + DAY)]
    assert states == [ACTIVE, ACTIVE, TO_ERASE]
    found = standing([case], last_day, RULES)
    assert (found.last_day, found.last_contact_on) == (last_day, contact)
    assert found.start is (ClockStart.LIST if contact is None else ClockStart.CONTACT)
    assert "2023-095" in found.source


def test_an_attempt_without_answer_moves_no_clock_and_a_word_of_the_person_does():
    """Only the household itself is in contact; a third party is not, nor is a letter that nobody answered."""
    silent = attempt(date(2026, 6, 1), AttemptOutcome.NO_ANSWER)
    other = attempt(date(2026, 6, 2), channel=Channel.THIRD_PARTY)
    assert last_contact_on([case_of(attempts=(silent, other))], date(2027, 1, 1)) is None
    asked = RightRequest(number=3, on=date(2026, 7, 1), right=PersonRight.ACCESS)
    case = case_of(attempts=(silent,), rights=PersonRights(requests=(asked,)))
    assert last_contact_on([case], date(2027, 1, 1)) == date(2026, 7, 1)
    assert last_contact_on([case], date(2026, 6, 30)) is None


def test_a_later_list_is_a_new_receipt_and_all_cases_have_one_clock():
    """A list that names the household again starts the two years anew, for all its cases."""
    old = case_of(attempts=(attempt(date(2026, 2, 10)),))
    again = attrs.evolve(old, last_listed_on=date(2027, 5, 3))
    newer = attrs.evolve(old, case_id="case-2", received_on=date(2027, 9, 1), last_listed_on=date(2027, 9, 1))
    assert standing([old], date(2028, 2, 10), RULES).last_day == date(2028, 2, 10)
    assert standing([again], date(2028, 2, 10), RULES).last_day == date(2029, 5, 3)
    assert standing([old, newer], date(2028, 2, 11), RULES).state is ACTIVE
    assert standing([old, newer], date(2028, 2, 11), RULES).last_day == date(2029, 9, 1)


def test_what_keeps_a_household_stops_the_erasure():
    """Its time is over, and a limitation keeps it: it is not to be erased for now."""
    found = standing([case_of()], date(2030, 1, 1), RULES)
    assert (found.state, found.erasable) == (TO_ERASE, True)
    assert not attrs.evolve(found, keeping=(Keeping.LIMITATION,)).erasable


def put(on, until):
    """Return an archival."""
    return Archival(on=on, reason=ArchiveReason.AUDIT, until=until, decided_by="aurore")


def test_the_archive_has_a_clock_of_its_own_and_five_years_at_the_most():
    """From the day it was put there to the day that was said, or five years if that is earlier; a return ends it."""
    archived = case_of(archivals=(put(date(2027, 1, 1), date(2040, 1, 1)),))
    days = (date(2026, 12, 31), date(2027, 1, 1), date(2032, 1, 1), date(2032, 1, 2))
    assert [standing([archived], day, RULES).state for day in days] == [ACTIVE, ARCHIVED, ARCHIVED, TO_ERASE]
    short = case_of(archivals=(put(date(2027, 1, 1), date(2028, 6, 30)),))
    found = [standing([short], day, RULES).state for day in (date(2028, 6, 30), date(2028, 7, 1))]
    assert found == [ARCHIVED, TO_ERASE]
    back = ArchiveReturn(on=date(2027, 6, 1), reason=ReturnReason.BY_MISTAKE)
    returned = attrs.evolve(archived, archivals=(*archived.archivals, back))
    assert standing([returned], date(2027, 6, 1), RULES).state is ACTIVE
    assert standing([archived, attrs.evolve(short, archivals=())], date(2027, 6, 1), RULES).state is ACTIVE


def duration(period, valid_from=date(2026, 1, 1), **more):
    """Return how long a territory keeps the active base."""
    told = {"stage": RetentionStage.ACTIVE, "source": "arrêté", "valid_from": valid_from} | more
    return Duration(period=Period.parse(period), **told)


def test_a_territory_shortens_as_it_likes_and_lengthens_only_by_a_decision():
    """Shorter holds from its day on; longer without a name is refused, and so is one that only says it is shorter."""
    shorter = of_territory(RULES, shorter=[duration("P1Y", date(2027, 1, 1))])
    found = [standing([case_of()], day, shorter).last_day for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert found == [date(2028, 2, 1), date(2027, 2, 1)]
    with pytest.raises(InvalidValue):
        of_territory(RULES, shorter=[duration("P3Y")])
    with pytest.raises(InvalidValue):
        of_territory(RULES, longer=[duration("P3Y")])
    longer = of_territory(RULES, longer=[duration("P3Y", decided_by="préfet")])
    assert standing([case_of()], date(2029, 2, 1), longer).state is ACTIVE
    with pytest.raises(InvalidValue):
        duration("P0D")


@given(st.dates(date(2026, 2, 1), date(2035, 12, 31)), st.lists(st.dates(date(2026, 2, 1), date(2035, 12, 31))))
def test_no_contact_ever_brings_the_end_nearer(on, contacts):
    """Whatever happens later, the last day moves on only; and it is never before two years from the list."""
    before = standing([case_of()], on, RULES)
    after = standing([case_of(attempts=tuple(attempt(day) for day in sorted(contacts)))], on, RULES)
    assert before.last_day <= after.last_day
    assert after.last_day == Period.parse("P2Y").after(max([LISTED, *(day for day in contacts if day <= on)]))
