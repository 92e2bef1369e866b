"""A territory fills what the law leaves to it, and overrides nothing else."""

from datetime import date
from datetime import timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import LawInvalid
from prevexp.law.holidays import Holiday
from prevexp.law.local import filled
from prevexp.law.parameters import Factor
from prevexp.law.parameters import State
from prevexp.law.parameters import Unit

DAY = timedelta(days=1)
CHANGE = date(2023, 7, 29)


def set_to(parameter, value, *, since=None):
    """Return a parameter whose local versions hold a value (from a day on, not known before)."""
    versions = []
    for version in parameter.versions:
        if version.state is not State.LOCAL:
            versions.append(version)
            continue
        if since is not None:
            versions.append(attrs.evolve(version, valid_to=since - DAY, state=State.NOT_KNOWN))
        start = version.valid_from if since is None else since
        versions.append(attrs.evolve(version, valid_from=start, state=State.IN_FORCE, value=value))
    return attrs.evolve(parameter, versions=tuple(versions))


def test_a_local_version_may_be_filled(law):
    """The threshold of a prefectoral order holds until the national one came, the day before, on and after."""
    changed = law.with_local(set_to(law.parameters["signal-months"], 3)).parameters["signal-months"]
    assert [changed.on(day).value for day in (CHANGE - DAY, CHANGE, CHANGE + DAY)] == [3, 2, 2]


def test_a_local_version_may_be_filled_from_the_day_of_the_order(law):
    """An order of 2016 says nothing about the years before it: they stay not known."""
    order = date(2016, 4, 1)
    changed = law.with_local(set_to(law.parameters["signal-months"], 4, since=order)).parameters["signal-months"]
    assert [changed.on(day).state for day in (order - DAY, order)] == [State.NOT_KNOWN, State.IN_FORCE]
    assert [changed.on(day).value for day in (CHANGE - DAY, CHANGE)] == [4, 2]


def test_the_national_law_is_not_changed(law):
    """What a territory adds stays in its own law; the national one still leaves the value open."""
    law.with_local(set_to(law.parameters["signal-months"], 3))
    assert law.parameters["signal-months"].on(CHANGE - DAY).state is State.LOCAL


@pytest.mark.parametrize(
    "changes",
    [
        {"unit": Unit.TIMES_THE_RENT},
        {"factor": Factor.LEASE_CONCLUDED},
        {"factor_inferred": True},
        {"rivals": (Factor.HEARING,)},
        {"rules": ("C2",)},
    ],
)
def test_what_picks_and_counts_a_value_stays(law, changes):
    """Another unit or another factor would be another law under the same name."""
    with pytest.raises(LawInvalid) as refused:
        law.with_local(attrs.evolve(set_to(law.parameters["signal-months"], 3), **changes))
    assert refused.value.params["problems"] == ["signal-months"]


@pytest.mark.parametrize("id_", ["clause-delay", "signal-months", "quit-delay", "truce-last-day"])
def test_a_national_value_is_never_overridden(law, id_):
    """A version in force keeps value, days, article and state whatever a territory says."""
    parameter = law.parameters[id_]
    last = parameter.versions[-1]
    for changed in ({"value": 99}, {"article": "arrêté préfectoral"}, {"state": State.NOT_KNOWN, "value": None}):
        given = attrs.evolve(parameter, versions=(*parameter.versions[:-1], attrs.evolve(last, **changed)))
        with pytest.raises(LawInvalid):
            law.with_local(given)


def test_all_refused_parameters_are_named(law):
    """Two overrides are two names in the error."""
    given = [attrs.evolve(law.parameters[id_], factor=Factor.FILING) for id_ in ("clause-delay", "prefect-notice")]
    with pytest.raises(LawInvalid) as refused:
        law.with_local(*given)
    assert refused.value.params["problems"] == ["clause-delay", "prefect-notice"]


def test_a_parameter_of_its_own_and_a_holiday_may_be_added(law):
    """A territory has its own parameters and holidays beside the national ones."""
    own = attrs.evolve(law.parameters["follow-up"], id="own-follow-up")
    feast = Holiday(name="fête locale", month=9, day=8, departments=frozenset({"62"}), article="arrêté")
    added = law.with_local(own, holidays=(feast,))
    assert added.parameters["own-follow-up"] is own
    assert {**added.parameters, "own-follow-up": None} == {**law.parameters, "own-follow-up": None}
    assert added.holidays == (*law.holidays, feast)


orders = st.lists(
    st.tuples(st.none() | st.dates(date(2014, 1, 1), date(2025, 1, 1)), st.none() | st.integers(0, 2000)), max_size=3
)


@given(orders)
def test_orders_of_a_prefect_fill_the_local_time_or_are_refused(law, drawn):
    """Whatever the days of the orders: each day has its order's value, stays local, or the whole is refused."""
    parameter = law.parameters["signal-months"]
    local = parameter.versions[0]
    drawn_orders = []
    for number, (start, length) in enumerate(drawn, start=3):
        end = None if length is None else (start or date(2015, 1, 1)) + length * DAY
        drawn_orders.append(attrs.evolve(local, valid_from=start, valid_to=end, state=State.IN_FORCE, value=number))
    days = [date(2013, 1, 1) + n * 7 * DAY for n in range(700)]
    answers = {day: [order.value for order in drawn_orders if order.holds_on(day)] for day in days}
    outside = any(order.valid_to is None or order.valid_to >= CHANGE for order in drawn_orders)
    try:
        found = filled(parameter, drawn_orders)
    except InvalidValue:
        assert outside or len(drawn_orders) > 1
        return
    assert not outside
    for day, values in answers.items():
        version = found.on(day)
        expected = [2] if day >= CHANGE else values
        assert [version.value] == (expected or [None])
        assert version.state is (State.IN_FORCE if expected else State.LOCAL)
