"""The bilan counts a cohort and adds up."""

from collections.abc import Callable
from datetime import date
from datetime import timedelta
from decimal import Decimal

import attrs
import pytest

from prevexp.domain.case import Identity
from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import Verdict
from prevexp.evaluation.bilan import Bilan
from prevexp.evaluation.blocks import BlockId
from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Measure
from prevexp.evaluation.blocks import Place
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.blocks import Whole
from prevexp.evaluation.figures import definitions_of_the_bilan
from prevexp.evaluation.figures import number_of
from prevexp.evaluation.rows import BilanCase
from prevexp.evaluation.rows import TransferCount

MakeCase = Callable[..., BilanCase]
MakeBilan = Callable[..., Bilan]
MAY = date(2021, 5, 4)
JUNE = date(2021, 6, 3)
M = Measure


def test_a_case_counts_in_the_month_and_place_it_was_received(bilan: MakeBilan, case: MakeCase) -> None:
    """Months and arrondissements of the same cases each add up to the whole."""
    made = bilan(
        case(), case(JUNE, arrondissement="B"), case(JUNE, in_territory=False, arrondissement=None, rural=None)
    )
    months = made.table(BlockId.BY_MONTH)
    assert [months.cell(key, M.CASES) for key in (Month(2021, 5), Month(2021, 6), Whole.ALL)] == [1, 2, 3]
    places = made.table(BlockId.BY_ARRONDISSEMENT)
    assert [places.cell(key, M.CASES) for key in ("A", "B", Place.OUTSIDE, Place.NOT_KNOWN)] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("received_on", "counts"),
    [(date(2021, 4, 30), 0), (date(2021, 5, 1), 1), (date(2021, 6, 30), 1), (date(2021, 7, 1), 0)],
)
def test_the_cohort_is_what_was_received_in_the_period(
    bilan: MakeBilan, case: MakeCase, received_on: date, counts: int
) -> None:
    """The first and the last day belong to the period; the days around it do not."""
    found = bilan(case(received_on), transfers=[TransferCount(received_on=received_on, accepted=1)])
    assert found.table(BlockId.KEY_FIGURES).cell(M.CASES, M.NUMBER) == counts
    assert found.transfers == counts


@pytest.mark.parametrize(("day", "allocated"), [(date(2021, 6, 29), 1), (date(2021, 6, 30), 1), (date(2021, 7, 1), 0)])
def test_what_happened_after_the_day_observed_does_not_count(
    bilan: MakeBilan, case: MakeCase, day: date, allocated: int
) -> None:
    """Made again later, the bilan of a closed period is the same."""
    figures = bilan(case(allocated_on=day)).table(BlockId.KEY_FIGURES)
    assert figures.cell(M.ALLOCATED, M.NUMBER) == allocated
    assert figures.cell(M.WAITING, M.NUMBER) == 1 - allocated


def test_an_allocated_case_stays_eligible_and_the_change_is_told(bilan: MakeBilan, case: MakeCase) -> None:
    """A verdict that changed after the allocation neither breaks the funnel nor goes unsaid."""
    made = bilan(case(verdict=Verdict.NOT_ELIGIBLE, reasons=("first",), allocated_on=MAY))
    assert made.table(BlockId.KEY_FIGURES).cell(M.ELIGIBLE, M.NUMBER) == 1
    assert made.table(BlockId.QUALITY).cell(M.VERDICT_CHANGED, M.NUMBER) == 1
    assert [row.key for row in made.table(BlockId.NOT_ELIGIBLE).rows] == [Whole.ALL]


def test_a_case_with_two_reasons_counts_for_both_and_once_in_all(bilan: MakeBilan, case: MakeCase) -> None:
    """Reasons do not add up to the cases, and the table says so; they stand in the order of the rules."""
    two = case(verdict=Verdict.NOT_ELIGIBLE, reasons=("first", "second"))
    one = case(verdict=Verdict.NOT_ELIGIBLE, reasons=("first",))
    table = bilan(two, one).table(BlockId.NOT_ELIGIBLE)
    assert table.multiple
    assert [(row.key, row.cells[0]) for row in table.rows] == [("second", 1), ("first", 2), (Whole.ALL, 2)]
    assert table.cell("first", M.SHARE_OF_NOT_ELIGIBLE) == Rate(2, 2)


def test_each_step_of_the_funnel_is_part_of_the_one_before(bilan: MakeBilan, case: MakeCase) -> None:
    """Received, eligible, allocated, attempted: the rates name both their whole and the cohort."""
    cases = [case(verdict=Verdict.TO_CHECK), case(), case(allocated_on=MAY)]
    cases.append(case(allocated_on=MAY, first_attempt_on=JUNE))
    funnel = bilan(*cases).table(BlockId.FUNNEL)
    assert [row.cells for row in funnel.rows] == [
        (4, Gap.NOTHING_TO_COUNT, Gap.NOTHING_TO_COUNT, Rate(4, 4)),
        (3, Rate(3, 4), Rate(3, 3), Rate(3, 4)),
        (2, Rate(2, 3), Rate(2, 3), Rate(2, 4)),
        (1, Rate(1, 2), Rate(1, 3), Rate(1, 4)),
    ]


def test_delays_are_calendar_days_from_reception(bilan: MakeBilan, case: MakeCase) -> None:
    """Median and 90th percentile of 0, 2, 4 and 10 days; nobody attempted: nothing to count."""
    cases = [case(allocated_on=MAY + timedelta(days=days)) for days in (0, 2, 4, 10)]
    delays = bilan(*cases).table(BlockId.DELAYS)
    assert delays.rows[0].cells == (4, Decimal(3), Decimal(10))
    assert delays.rows[1].cells == (0, Gap.NOTHING_TO_COUNT, Gap.NOTHING_TO_COUNT)


def test_a_quota_that_was_not_fixed_is_not_known_and_not_zero(bilan: MakeBilan, case: MakeCase) -> None:
    """Nothing is said against a quota nobody fixed, nor against the sum of quotas of which one is missing."""
    months = bilan(case()).table(BlockId.BY_MONTH)
    assert months.cell(Month(2021, 5), M.SHARE_OF_QUOTA) == Rate(1, 40)
    assert [months.cell(key, M.QUOTA) for key in (Month(2021, 6), Whole.ALL)] == [Gap.NOT_KNOWN] * 2
    assert months.cell(Month(2021, 6), M.SHARE_OF_QUOTA) is Gap.NOT_KNOWN


def test_cases_per_full_time_equivalent(bilan: MakeBilan, case: MakeCase) -> None:
    """Nine cases allocated in two months by four: 1.1 a month each; without the team's size nothing is known."""
    cases = [case(allocated_on=MAY) for _ in range(9)]
    assert [row.cells[0] for row in bilan(*cases).table(BlockId.CAPACITY).rows] == [
        Decimal(4),
        Decimal("1.1"),
        Decimal("2.3"),
    ]
    unknown = bilan(*cases, team_fte=None).table(BlockId.CAPACITY)
    assert [row.cells[0] for row in unknown.rows] == [Gap.NOT_KNOWN] * 3


def test_lines_received_are_what_became_of_them(bilan: MakeBilan) -> None:
    """Received = accepted + updated + duplicate + rejected, over all lists of the period."""
    may = TransferCount(
        received_on=MAY, accepted=5, updated=2, duplicate=1, rejected=3, rejected_for={"digits-lost": 2}
    )
    june = TransferCount(received_on=JUNE, accepted=4)
    made = bilan(transfers=[may, june])
    lines = made.table(BlockId.LINES)
    assert [row.cells[0] for row in lines.rows] == [9, 2, 1, 3, 15]
    assert lines.cell(M.LINES_REJECTED, M.SHARE_OF_LINES) == Rate(3, 15)
    assert made.table(BlockId.REJECTED_FOR).cell("digits-lost", M.SHARE_OF_REJECTED) == Rate(2, 3)


def test_an_empty_period_has_no_rate(bilan: MakeBilan) -> None:
    """Of nothing there is no share: neither 0 % nor 100 %."""
    made = bilan()
    assert {row.cells for row in made.table(BlockId.FUNNEL).rows[1:]} == {(0, *(Gap.NOTHING_TO_COUNT,) * 3)}


def test_an_arrondissement_the_scope_does_not_list_is_refused(bilan: MakeBilan, case: MakeCase) -> None:
    """No case drops out of the table by arrondissement unseen."""
    with pytest.raises(InvalidValue):
        bilan(case(arrondissement="C"))


@pytest.mark.parametrize(
    "wrong", [{"arrondissement": None}, {"in_territory": None}, {"allocated_on": date(2021, 5, 3)}]
)
def test_a_case_that_contradicts_itself_is_refused(case: MakeCase, wrong: dict[str, object]) -> None:
    """In the territory without arrondissement, the reverse, and work before reception are errors of the caller."""
    with pytest.raises(InvalidValue):
        case(**wrong)


def test_every_table_answers_an_indicator_and_every_indicator_has_one(bilan: MakeBilan) -> None:
    """Each number of the bilan has a definition with population and numerator, and no definition is idle."""
    made = bilan()
    assert [table.id for table in made.tables] == list(BlockId)
    assert all(table.indicators for table in made.tables)
    defined = {one.id: one for one in definitions_of_the_bilan()}
    assert defined.keys() == {one for table in made.tables for one in table.indicators}
    assert all(one.title and one.definition and one.clause for one in defined.values() if number_of(one.id) != "I34")


def test_what_is_counted_names_and_numbers_nobody() -> None:
    """No field of identity, no id and no reference reaches the count: what is not there cannot leak."""
    known = {field.name for field in attrs.fields(BilanCase)}
    assert known.isdisjoint(field.name for field in attrs.fields(Identity))
    assert known.isdisjoint({"case_id", "household_id", "reference", "references", "commune"})


@pytest.mark.parametrize("wrong", [{"last": date(2021, 4, 30)}, {"last": date(2032, 1, 1)}])
def test_a_period_of_no_day_or_of_more_than_ten_years_is_refused(bilan: MakeBilan, wrong: dict[str, object]) -> None:
    """A mistyped year asks for thousands of months, and masking them would not end."""
    with pytest.raises(InvalidValue):
        bilan(**wrong)
