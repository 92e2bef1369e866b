"""The law as dated data: every day has its answer, and every answer its text, its source and what picks it."""

from datetime import date
from datetime import timedelta
from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.errors import InvalidValue
from prevexp.law.loading import national_law
from prevexp.law.parameters import Factor
from prevexp.law.parameters import State
from prevexp.law.parameters import Status
from prevexp.law.parameters import Unit
from prevexp.law.period import Period

DAY = timedelta(days=1)
FIRST, LAST = date(2014, 1, 1), date(2030, 12, 31)
PARAMETERS = [pytest.param(parameter, id=id_) for id_, parameter in national_law().parameters.items()]
KINDS = {Unit.PERIOD: Period, Unit.FLAG: bool, Unit.DAY: date}
KINDS |= dict.fromkeys((Unit.WORKING_DAYS, Unit.MONTHS, Unit.TIMES_THE_RENT, Unit.CENTS, Unit.TERMS), int)
KINDS |= dict.fromkeys((Unit.DAY_OF_YEAR, Unit.HOURS, Unit.TEXT), str)


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_exactly_one_version_answers_each_day(parameter):
    """From 2014 to 2030, day by day, one version holds and `on` returns it."""
    for offset in range((LAST - FIRST).days + 1):
        day = FIRST + offset * DAY
        holding = [version for version in parameter.versions if version.holds_on(day)]
        assert holding == [parameter.on(day)]


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_every_version_says_what_it_rests_on(parameter):
    """Each version has article, sources with title and address, day of review, status; each parameter a factor."""
    assert type(parameter.unit) is Unit
    assert type(parameter.factor) is Factor
    assert all(type(rival) is Factor and rival != parameter.factor for rival in parameter.rivals)
    assert parameter.rules
    assert parameter.title.strip()
    assert parameter.subject.strip()
    for version in parameter.versions:
        assert version.article.strip()
        assert version.sources
        assert all(source.title.strip() and source.address.strip() for source in version.sources)
        assert type(version.reviewed_on) is date
        assert type(version.status) is Status
        assert type(version.state) is State


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_a_version_in_force_and_no_other_has_a_value(parameter):
    """What is not in force, left to a département or not known has no value, and never a default instead."""
    for version in parameter.versions:
        in_force = version.state is State.IN_FORCE
        assert type(version.value) is (KINDS[parameter.unit] if in_force else type(None))


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_what_is_not_known_is_not_called_read(parameter):
    """A version that is not known says that it is not established; only a text can be read."""
    unknown = [version for version in parameter.versions if version.state is State.NOT_KNOWN]
    assert [version.status for version in unknown] == [Status.NOT_ESTABLISHED] * len(unknown)


def test_every_source_is_used_or_of_a_holiday(law):
    """A source nobody cites is a rule that was forgotten, but for those of questions the law leaves open."""
    cited = {source.key for parameter in law.parameters.values() for v in parameter.versions for source in v.sources}
    of_open_questions = {"642G", "VJ", "ACTA", "ANIL", "ASEN"}
    assert set(law.sources) - cited == of_open_questions | {"HOL", "HOL977", "HOL978"}


def test_the_parameters_of_a_rule_are_found_by_its_id(law):
    """C2 finds the clause delay, its own id finds it, an unknown rule finds nothing."""
    assert [parameter.id for parameter in law.of_rule("C2")] == ["clause-delay"]
    assert law.of_rule("clause-delay") == law.of_rule("C2")
    assert law.of_rule("Z9") == ()


@given(st.sampled_from([param.values[0] for param in PARAMETERS]), st.dates(FIRST, LAST))
def test_a_day_not_known_leaves_the_versions_up_to_it(parameter, day):
    """A lease not known, but not later than a day, may fall under every version up to that day's."""
    possible = parameter.up_to(day)
    assert possible == parameter.versions[: parameter.versions.index(parameter.on(day)) + 1]


@pytest.mark.parametrize(
    ("days", "problem"),
    [
        ([(None, date(2020, 1, 1)), (date(2020, 1, 3), None)], "no version from 2020-01-02 to 2020-01-02"),
        ([(None, date(2020, 1, 1)), (date(2020, 1, 1), None)], "version 2 overlaps the one before"),
        ([(None, date(2020, 1, 1)), (None, None)], "version 2 overlaps the one before"),
        ([(None, None), (date(2020, 1, 1), None)], "version 2 overlaps the one before"),
        ([(date(2020, 1, 1), None)], "no version before 2020-01-01"),
        ([(None, date(2020, 1, 1))], "no version from 2020-01-02 on"),
        ([(None, date(2020, 1, 1)), (date(2020, 1, 2), date(2019, 1, 1))], "version 2 ends before it starts"),
        ([], "no version"),
    ],
)
def test_a_day_without_answer_or_with_two_cannot_be_held(law, days, problem):
    """A parameter with a gap, an overlap, an open beginning or end, or an end before a start cannot be made at all."""
    parameter = law.parameters["clause-delay"]
    versions = tuple(attrs.evolve(parameter.versions[0], valid_from=start, valid_to=end) for start, end in days)
    with pytest.raises(InvalidValue, match=problem):
        attrs.evolve(parameter, versions=versions)


@given(st.lists(st.tuples(st.dates(FIRST, LAST), st.dates(FIRST, LAST)), max_size=4), st.booleans(), st.booleans())
def test_versions_are_held_exactly_if_each_day_has_one(days, open_start, open_end):
    """Whatever the days: a parameter can be made if and only if every day, far ones too, picks one version."""
    parameter = national_law().parameters["clause-delay"]
    bounds = [list(pair) for pair in days] or [[None, None]]
    bounds[0][0] = None if open_start else bounds[0][0]
    bounds[-1][1] = None if open_end else bounds[-1][1]
    versions = tuple(attrs.evolve(parameter.versions[0], valid_from=start, valid_to=end) for start, end in bounds)
    edges = {day + n * DAY for pair in bounds for day in pair if day is not None for n in (-1, 0, 1)}
    answers = {sum(v.holds_on(day) for v in versions) for day in edges | {date(1900, 1, 1), date(2100, 12, 31)}}
    empty = any(start and end and end < start for start, end in bounds)
    in_order = all(earlier[1] and later[0] and earlier[1] < later[0] for earlier, later in pairwise(bounds))
    try:
        attrs.evolve(parameter, versions=versions)
        held = True
    except InvalidValue:
        held = False
    assert held == (answers == {1} and in_order and not empty)


def test_stale_begins_the_day_after_the_last_text_read(law):
    """A text read until the end of 2020 is fresh on 31 December 2020 and stale on 1 January 2021."""
    version = law.parameters["service-hours"].versions[0]
    assert version.read_until == date(2020, 12, 31)
    stale = [version.stale_on(day) for day in (date(2020, 12, 30), date(2020, 12, 31), date(2021, 1, 1))]
    assert stale == [False, False, True]
