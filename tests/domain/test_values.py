"""The small values: months, secrets, validators."""

import pickle
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.case import Identity
from prevexp.domain.case import ListedFacts
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import StaleVersion
from prevexp.domain.errors import TransferRefused
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.events import DepartureReported
from prevexp.domain.values import Month
from prevexp.domain.values import Secret
from prevexp.domain.values import utc


@given(st.dates(date(1900, 1, 1), date(9999, 11, 30)))
def test_a_month_holds_its_days_and_no_other(day):
    """A month begins on its first day, ends on its last, and the next one begins the day after."""
    month = Month.of(day)
    assert month.first_day <= day <= month.last_day
    assert month.next().first_day == month.last_day + timedelta(days=1)
    assert Month.parse(str(month)) == month


@pytest.mark.parametrize(
    "text",
    ["2021-13", "2021-00", "2021-5", "21-05", "2021-05-01", "", "mai 2021", "\u0662\u0660\u0662\u0661-\u0660\u0665"],
)
def test_a_month_is_written_in_one_way_only(text):
    """Anything but YYYY-MM with a month from 1 to 12 is refused."""
    with pytest.raises(InvalidValue):
        Month.parse(text)


def test_a_secret_never_shows_unless_asked():
    """The text of a secret is in no repr, no format and no exception of an entity that holds it."""
    secret = Secret("Exemplard")
    identity = Identity(surname=secret)
    shown = f"{secret} {secret!r} {identity} {[secret]}"
    assert "Exemplard" not in shown
    assert secret.reveal() == "Exemplard"


def test_the_domain_refuses_what_the_law_would_misread():
    """An instant is no day, a naive instant no instant, a negative rent no rent, True no number."""
    for fields in (
        {"act_on": datetime(2021, 5, 4)},
        {"rent_cents": -1},
        {"rent_cents": True},
        {"persons": 0},
        {"persons": 31},
    ):
        with pytest.raises(InvalidValue):
            ListedFacts(**fields)
    naive = datetime(2021, 5, 4)
    paris = datetime(2021, 5, 4, tzinfo=timezone(timedelta(hours=2)))
    for instant in (naive, paris):
        with pytest.raises(InvalidValue):
            DepartureReported(case_id="c", occurred_on=date(2021, 5, 4), recorded_at=instant)


def test_refused_values_are_not_repeated_in_the_message():
    """The message of a refused value names the field, never the value."""
    with pytest.raises(InvalidValue) as caught:
        ListedFacts(commune=Secret("rue du Secret"), answer_from="M. Exemplard habite ici")
    assert "Exemplard" not in str(caught.value)


def test_errors_survive_a_process_boundary():
    """Errors keep what they say when they are pickled, so that workers may raise them."""
    stale = pickle.loads(pickle.dumps(StaleVersion("s", expected=1, actual=2)))
    assert (stale.stream, stale.expected, stale.actual) == ("s", 1, 2)


def test_every_event_is_found_by_its_own_slug():
    """Slugs are unique, versioned and name the class that carries them."""
    assert all(kind.slug == slug and slug.rsplit(".v", 1)[1].isdigit() for slug, kind in EVENT_TYPES.items())


def test_no_field_of_an_event_holds_an_identity():
    """The journal has no field for a name, an address, a phone or a birth date: they exist in Identity only."""
    forbidden = {name for name in Identity.__slots__ if name != "__weakref__"}
    for kind in EVENT_TYPES.values():
        assert not forbidden & set(kind.__annotations__)
    assert not forbidden & set(ListedFacts.__annotations__)


def test_instants_of_the_helper_are_utc():
    """`utc` gives an aware instant."""
    assert utc(2021, 5, 4).utcoffset() == timedelta(0)


def test_a_refused_transfer_names_file_line_and_reason():
    """A refused file carries its reason slug, its name and the line, for programs and for people."""
    error = TransferRefused("unclosed-quote", "guillemet non fermé", file="a.csv", line=7)
    assert (error.reason, error.file, error.line, error.params["reason"]) == (
        "unclosed-quote",
        "a.csv",
        7,
        "unclosed-quote",
    )
