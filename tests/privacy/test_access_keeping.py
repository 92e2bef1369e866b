"""How long lines of the access journal are kept, and which stories hold what is noted when they are read."""

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.case import Case
from prevexp.domain.errors import InvalidValue
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.rights import PersonRight
from prevexp.domain.rights_events import EVENTS as RIGHTS
from prevexp.domain.rights_events import IdentityRectified
from prevexp.domain.rights_events import RightRequested
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import FieldGroup
from prevexp.privacy.access_keeping import AccessKeeping
from prevexp.privacy.access_keeping import keeping_on
from prevexp.privacy.access_keeping import require_order
from prevexp.privacy.sensitive import SENSITIVE
from prevexp.privacy.sensitive import _telling
from prevexp.privacy.sensitive import sensitive_groups
from prevexp.registry.access_files import default_access_keeping

DAYS = st.dates(date(2019, 1, 1), date(2100, 12, 31))


def keeping(months=12, valid_from=date(2021, 1, 1)):
    return AccessKeeping(months=months, valid_from=valid_from, source="essai")


def months_between(first, last):
    return (last.year - first.year) * 12 + last.month - first.month


@given(DAYS, st.integers(7, 12))
def test_no_line_is_kept_longer_and_none_less_than_six_months(on, months):
    """The first day of the oldest month kept is younger than the duration; the last day of what went, 6 months old."""
    first = keeping(months).first_kept(on)
    assert months_between(first, Month.of(on)) == months - 1
    last_gone = first.first_day - timedelta(days=1)
    assert months_between(Month.of(last_gone), Month.of(on)) >= 7


def test_a_year_ends_on_the_first_of_a_month():
    """May 2021 is kept on 30 April 2022 and goes on 1 May."""
    assert keeping().first_kept(date(2022, 4, 30)) == Month(2021, 5)
    assert keeping().first_kept(date(2022, 5, 1)) == Month(2021, 6)
    assert keeping(7).first_kept(date(2022, 1, 1)) == Month(2021, 7)


@pytest.mark.parametrize("months", [6, 13, 0, True])
def test_a_duration_outside_the_recommendation_is_refused(months):
    """Six months to a year, of whole months: 7 to 12."""
    with pytest.raises(InvalidValue):
        keeping(months)


def test_the_version_of_the_day_holds():
    """The day before, the one before; before all, the first; two of one day, or none, are refused."""
    old, new = keeping(12, date(2021, 1, 1)), keeping(9, date(2023, 1, 1))
    versions = require_order([new, old])
    days = (date(2020, 1, 1), date(2022, 12, 31), date(2023, 1, 1))
    assert [keeping_on(versions, day).months for day in days] == [12, 12, 9]
    for wrong in ([], [old, old]):
        with pytest.raises(InvalidValue):
            require_order(wrong)


def test_what_comes_with_prevexp_is_a_year_with_its_source():
    """Twelve months, and the recommendation since the day it was adopted."""
    versions = default_access_keeping()
    assert {one.months for one in versions} == {12}
    assert "2021-122" in keeping_on(versions, date(2021, 10, 14)).source
    assert "2021-122" not in keeping_on(versions, date(2021, 10, 13)).source


TOLD_BY = {
    "channels": {"channel-safety-noted.v1"},
    "assessments": {"assessment-made.v1"},
    "extra": {"extra-fact-noted.v1"},
    # What somebody asked of its data is of the groups as well: it may tell of a quarrel, and no partner is to know.
    "rights": {
        "right-requested.v1",
        "right-request-answered.v1",
        "processing-limited.v1",
        "limitation-lifted.v1",
        "recipient-to-tell.v1",
    },
}
"""Field of a case of the sensitive groups -> the kinds of events that are told as sensitive."""

FOLLOWS = {
    "right-request-extended.v1": "right-requested.v1",
    "right-request-taken-back.v1": "right-requested.v1",
    "recipient-told.v1": "recipient-to-tell.v1",
}
"""What says a number and a day only -> what is told as sensitive and stands before it in every story."""

NAMES_OF_FIELDS = {"identity-rectified.v1"}
"""That who the people are was put right: names of fields, no value and nothing of a situation."""


def test_every_sensitive_field_of_a_case_comes_of_events_that_are_told_as_sensitive():
    """Each field of the groups has kinds of events that are told, and no kind is told that comes of none."""
    of_a_case = {field.name for field in attrs.fields(Case) if field.metadata.get("group") in SENSITIVE}
    telling = {slug for slug, kind in EVENT_TYPES.items() if _telling(kind)}
    assert of_a_case == set(TOLD_BY)
    assert telling == set().union(*TOLD_BY.values())


def test_what_is_noted_of_a_right_is_told_as_sensitive_or_follows_what_is():
    """A kind of event about rights that is added tomorrow needs a reason not to be told."""
    kinds = {kind.slug for kind in RIGHTS}
    assert kinds - TOLD_BY["rights"] == set(FOLLOWS) | NAMES_OF_FIELDS
    assert set(FOLLOWS.values()) <= TOLD_BY["rights"]


def test_a_story_in_which_a_right_was_asked_for_is_told_as_sensitive():
    """Which right it is says something of who asked; that a name was put right says which field, and no more."""
    day = {"case_id": "a" * 32, "occurred_on": date(2021, 5, 4), "recorded_at": datetime(2021, 5, 4, 12, tzinfo=UTC)}
    asked = RightRequested(**day, number=1, right=PersonRight.OBJECTION)
    assert sensitive_groups([asked]) == {FieldGroup.SENSITIVE}
    assert sensitive_groups([IdentityRectified(**day, fields=("surname",))]) == frozenset()
