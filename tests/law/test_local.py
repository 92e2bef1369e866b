"""Values the law leaves to each département, filled by a prefectoral order."""

from datetime import date
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.errors import InvalidValue
from prevexp.law.loading import national_law
from prevexp.law.local import filled
from prevexp.law.parameters import Source
from prevexp.law.parameters import State
from prevexp.law.parameters import Status
from prevexp.law.parameters import Version

MONTHS = national_law().parameters["signal-months"]
LAST_LOCAL = date(2023, 7, 28)


def order(first, last, value=3):
    """Build the value of a prefectoral order."""
    source = Source(key="local", title="arrêté", address="recueil des actes administratifs")
    return Version(
        valid_from=first,
        valid_to=last,
        state=State.IN_FORCE,
        value=value,
        article="arrêté préfectoral",
        sources=(source,),
        status=Status.TEXT,
        reviewed_on=date(2026, 11, 25),
    )


def test_an_order_holds_from_its_first_to_its_last_day_and_nothing_is_known_around_it():
    """The day before and the day after the order stay local; the national value of 2023 is untouched."""
    parameter = filled(MONTHS, [order(date(2016, 3, 1), date(2019, 6, 30), 4)])
    days = (date(2016, 2, 29), date(2016, 3, 1), date(2019, 6, 30), date(2019, 7, 1), date(2023, 7, 29))
    assert [parameter.on(day).value for day in days] == [None, 4, 4, None, 2]


@pytest.mark.parametrize(
    "orders",
    [
        [order(date(2016, 3, 1), date(2023, 7, 29))],
        [order(date(2023, 7, 29), None)],
        [order(date(2016, 3, 1), date(2019, 6, 30)), order(date(2019, 6, 30), date(2020, 1, 1))],
    ],
    ids=["reaches into national law", "replaces national law", "overlap"],
)
def test_an_order_cannot_reach_into_national_law_or_overlap(orders):
    """What the law sets itself is not set by a territory."""
    with pytest.raises(InvalidValue):
        filled(MONTHS, orders)


@given(st.lists(st.dates(date(2014, 1, 1), LAST_LOCAL), min_size=2, max_size=8, unique=True).map(sorted))
def test_whatever_the_orders_exactly_one_version_answers_for_each_day(days):
    """Orders one after the other, with time between them or not."""
    pairs = zip(days[::2], days[1::2], strict=False)
    parameter = filled(MONTHS, [order(first, last, number) for number, (first, last) in enumerate(pairs, start=1)])
    for day in (*days, *(day + timedelta(days=1) for day in days), date(2000, 1, 1), date(2030, 1, 1)):
        assert sum(version.holds_on(day) for version in parameter.versions) == 1


def test_a_signal_is_due_by_the_thresholds_of_the_territory():
    """Three months by the order of the place; without the order, not known: ask the prefecture."""
    from prevexp.law.rules.table import national_rules
    from prevexp.law.setting import Setting

    law = national_law()
    rents = filled(law.parameters["signal-rents"], [order(date(2016, 3, 1), LAST_LOCAL)])
    local = law.with_local(filled(MONTHS, [order(date(2016, 3, 1), LAST_LOCAL)]), rents)
    inputs = {
        "served_on": "2021-03-15",
        "landlord_kind": "natural-person",
        "rent_cents": 52000,
        "debt_cents": 116000,
        "months_unpaid": 3,
    }
    due = {
        name: national_rules().compute("C8a", Setting.of(one, "62"), inputs).values["ccapex_signal_due"]
        for name, one in {"order": local, "none": law}.items()
    }
    assert due == {"order": True, "none": None}


def test_national_law_is_not_overridden_by_a_parameter_of_a_territory():
    """A parameter that holds a national value may not be given again with another."""
    from prevexp.domain.errors import LawInvalid

    clause = national_law().parameters["clause-delay"]
    other = attrs.evolve(clause, versions=(attrs.evolve(clause.versions[0], valid_to=None),))
    with pytest.raises(LawInvalid):
        national_law().with_local(other)
