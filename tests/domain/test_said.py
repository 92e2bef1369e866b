"""What a household has said by a day, whatever else was noted."""

from datetime import date
from datetime import timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.evolve import replay
from prevexp.domain.agreement import Agreement
from prevexp.domain.case import ListedFacts
from prevexp.domain.contact import Attempt
from prevexp.domain.dated import inserted
from prevexp.domain.events import CaseReceived
from prevexp.domain.said import is_exchange
from prevexp.domain.said import last_exchange_on
from prevexp.domain.said import refused
from prevexp.domain.values import Month
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import AgreementStatus
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel

FIRST = date(2021, 5, 4)
CASE = replay(
    [
        CaseReceived(
            case_id="c1",
            occurred_on=FIRST,
            recorded_at=utc(2021, 5, 4, 9),
            household_id="h1",
            territory="62",
            transfer="t1",
            line=2,
            month=Month(2021, 5),
            reference="62-1",
            facts=ListedFacts(),
        )
    ]
)
days = st.integers(0, 6).map(lambda number: FIRST + timedelta(days=number))
attempts = st.builds(
    Attempt,
    attempted_on=days,
    channel=st.sampled_from((Channel.PHONE, Channel.THIRD_PARTY)),
    outcome=st.sampled_from((AttemptOutcome.NO_ANSWER, AttemptOutcome.MET, AttemptOutcome.REFUSED)),
    place=st.none(),
    workers=st.just(()),
)
words = st.builds(Agreement, on=days, status=st.sampled_from(AgreementStatus), proof=st.none())


def told(tried, agreements):
    """Return a case with these facts, each noted when it comes."""
    case = CASE
    for one in tried:
        case = attrs.evolve(case, attempts=inserted(case.attempts, one))
    for one in agreements:
        case = attrs.evolve(case, agreements=inserted(case.agreements, one))
    return case


@given(st.lists(attempts, max_size=5), st.lists(words, max_size=3), days)
def test_the_last_exchange_is_the_latest_day_on_which_the_household_answered_or_agreed(tried, agreements, on):
    """In whatever order it was noted, and nothing of a later day."""
    answered = {one.on for one in tried if is_exchange(one)}
    agreed = {one.on for one in agreements if one.status is AgreementStatus.GIVEN}
    latest = max((day for day in answered | agreed if day <= on), default=None)
    assert last_exchange_on(told(tried, agreements), on) == latest


@given(st.lists(attempts, max_size=5), st.lists(words, max_size=3), days)
def test_a_household_refused_if_its_last_word_is_no_agreement_or_a_later_approach_was_refused(tried, agreements, on):
    """On one day its word on the diagnosis outweighs the refusal of an approach."""
    case = told(tried, agreements)
    said = [one for one in case.agreements if one.on <= on]
    turned_away = [one.on for one in tried if one.outcome is AttemptOutcome.REFUSED and one.on <= on]
    if said and said[-1].status is not AgreementStatus.GIVEN:
        expected = True
    else:
        expected = any(not said or said[-1].on < day for day in turned_away)
    assert refused(case, on) is expected
