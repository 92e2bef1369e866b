"""The bilan counts a cohort, adds up, and shows nothing that must stay hidden."""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import timedelta
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.case import Identity
from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import Verdict
from prevexp.evaluation.bilan import Bilan
from prevexp.evaluation.bilan import build_bilan
from prevexp.evaluation.blocks import BlockId
from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Measure
from prevexp.evaluation.blocks import Place
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.blocks import Whole
from prevexp.evaluation.indicators import INDICATORS
from prevexp.evaluation.rows import BilanCase
from prevexp.evaluation.rows import BilanScope
from prevexp.evaluation.rows import RuleNote
from prevexp.evaluation.rows import TransferCount
from prevexp.privacy.disclosure import Disclosure

MAY = date(2021, 5, 4)
JUNE = date(2021, 6, 3)
M = Measure


def everything(_: Mapping[str, int], __: Iterable[object]) -> frozenset[str]:
    """Hide nothing: what is under test is the count."""
    return frozenset()


def scope(**more) -> BilanScope:
    fields = {
        "first": date(2021, 5, 1),
        "last": date(2021, 6, 30),
        "observed_on": date(2021, 6, 30),
        "generated_on": date(2021, 7, 2),
        "territory": "Ici",
        "team": "L’équipe",
        "team_fte": Decimal(4),
        "quota": {Month(2021, 5): 40, Month(2021, 6): None},
        "arrondissements": {"A": "Nord", "B": "Sud"},
        "rules": (
            RuleNote(id="second", title="2", version="1", source=""),
            RuleNote(id="first", title="1", version="1", source=""),
        ),
    }
    return BilanScope(**(fields | more))


def case(received_on: date = MAY, verdict: Verdict = Verdict.ELIGIBLE, **more) -> BilanCase:
    fields = {
        "received_on": received_on,
        "verdict": verdict,
        "in_territory": True,
        "arrondissement": "A",
        "rural": False,
    }
    return BilanCase(**(fields | more))


def bilan(*cases: BilanCase, transfers: Iterable[TransferCount] = (), hide=everything, **more) -> Bilan:
    return build_bilan(cases, transfers, scope=scope(**more), hide=hide)


def test_a_case_counts_in_the_month_and_place_it_was_received() -> None:
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
def test_the_cohort_is_what_was_received_in_the_period(received_on: date, counts: int) -> None:
    """The first and the last day belong to the period; the days around it do not."""
    found = bilan(case(received_on), transfers=[TransferCount(received_on=received_on, accepted=1)])
    assert found.table(BlockId.KEY_FIGURES).cell(M.CASES, M.NUMBER) == counts
    assert found.transfers == counts


@pytest.mark.parametrize(("day", "allocated"), [(date(2021, 6, 29), 1), (date(2021, 6, 30), 1), (date(2021, 7, 1), 0)])
def test_what_happened_after_the_day_observed_does_not_count(day: date, allocated: int) -> None:
    """Made again later, the bilan of a closed period is the same."""
    figures = bilan(case(allocated_on=day)).table(BlockId.KEY_FIGURES)
    assert figures.cell(M.ALLOCATED, M.NUMBER) == allocated
    assert figures.cell(M.WAITING, M.NUMBER) == 1 - allocated


def test_an_allocated_case_stays_eligible_and_the_change_is_told() -> None:
    """A verdict that changed after the allocation neither breaks the funnel nor goes unsaid."""
    made = bilan(case(verdict=Verdict.NOT_ELIGIBLE, reasons=("first",), allocated_on=MAY))
    assert made.table(BlockId.KEY_FIGURES).cell(M.ELIGIBLE, M.NUMBER) == 1
    assert made.table(BlockId.QUALITY).cell(M.VERDICT_CHANGED, M.NUMBER) == 1
    assert [row.key for row in made.table(BlockId.NOT_ELIGIBLE).rows] == [Whole.ALL]


def test_a_case_with_two_reasons_counts_for_both_and_once_in_all() -> None:
    """Reasons do not add up to the cases, and the table says so; they stand in the order of the rules."""
    two = case(verdict=Verdict.NOT_ELIGIBLE, reasons=("first", "second"))
    one = case(verdict=Verdict.NOT_ELIGIBLE, reasons=("first",))
    table = bilan(two, one).table(BlockId.NOT_ELIGIBLE)
    assert table.multiple
    assert [(row.key, row.cells[0]) for row in table.rows] == [("second", 1), ("first", 2), (Whole.ALL, 2)]
    assert table.cell("first", M.SHARE_OF_NOT_ELIGIBLE) == Rate(2, 2)


def test_each_step_of_the_funnel_is_part_of_the_one_before() -> None:
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


def test_delays_are_calendar_days_from_reception() -> None:
    """Median and 90th percentile of 0, 2, 4 and 10 days; nobody attempted: nothing to count."""
    cases = [case(allocated_on=MAY + timedelta(days=days)) for days in (0, 2, 4, 10)]
    delays = bilan(*cases).table(BlockId.DELAYS)
    assert delays.rows[0].cells == (4, Decimal(3), Decimal(10))
    assert delays.rows[1].cells == (0, Gap.NOTHING_TO_COUNT, Gap.NOTHING_TO_COUNT)


def test_a_quota_that_was_not_fixed_is_not_known_and_not_zero() -> None:
    """Nothing is said against a quota nobody fixed, nor against the sum of quotas of which one is missing."""
    months = bilan(case()).table(BlockId.BY_MONTH)
    assert months.cell(Month(2021, 5), M.SHARE_OF_QUOTA) == Rate(1, 40)
    assert [months.cell(key, M.QUOTA) for key in (Month(2021, 6), Whole.ALL)] == [Gap.NOT_KNOWN] * 2
    assert months.cell(Month(2021, 6), M.SHARE_OF_QUOTA) is Gap.NOT_KNOWN


def test_cases_per_full_time_equivalent() -> None:
    """Nine cases allocated in two months by four: 1.1 a month each; without the team's size nothing is known."""
    cases = [case(allocated_on=MAY) for _ in range(9)]
    assert [row.cells[0] for row in bilan(*cases).table(BlockId.CAPACITY).rows] == [
        Decimal(4),
        Decimal("1.1"),
        Decimal("2.3"),
    ]
    unknown = bilan(*cases, team_fte=None).table(BlockId.CAPACITY)
    assert [row.cells[0] for row in unknown.rows] == [Gap.NOT_KNOWN] * 3


def test_lines_received_are_what_became_of_them() -> None:
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


def test_an_empty_period_has_no_rate() -> None:
    """Of nothing there is no share: neither 0 % nor 100 %."""
    made = bilan()
    assert {row.cells for row in made.table(BlockId.FUNNEL).rows[1:]} == {(0, *(Gap.NOTHING_TO_COUNT,) * 3)}


def test_an_arrondissement_the_scope_does_not_list_is_refused() -> None:
    """No case drops out of the table by arrondissement unseen."""
    with pytest.raises(InvalidValue):
        bilan(case(arrondissement="C"))


@pytest.mark.parametrize(
    "wrong", [{"arrondissement": None}, {"in_territory": None}, {"allocated_on": date(2021, 5, 3)}]
)
def test_a_case_that_contradicts_itself_is_refused(wrong: dict[str, object]) -> None:
    """In the territory without arrondissement, the reverse, and work before reception are errors of the caller."""
    with pytest.raises(InvalidValue):
        case(**wrong)


days = st.dates(date(2021, 5, 1), date(2021, 6, 30))
cases_of_a_period = st.builds(
    lambda received_on, verdict, place, rural, wait, tried, closed, stage, answer, known, reasons: BilanCase(
        received_on=received_on,
        verdict=verdict,
        reasons=reasons if verdict is Verdict.NOT_ELIGIBLE else (),
        checks=reasons if verdict is Verdict.TO_CHECK else (),
        in_territory={"A": True, "B": True, "out": False}.get(place),
        arrondissement=place if place in {"A", "B"} else None,
        rural=rural,
        allocated_on=received_on + timedelta(days=wait) if wait is not None else None,
        first_attempt_on=received_on + timedelta(days=wait + 1) if wait is not None and tried else None,
        closed_on=received_on + timedelta(days=30) if closed else None,
        stage=stage,
        answer=answer,
        has_phone=known,
    ),
    days,
    st.sampled_from(Verdict),
    st.sampled_from(["A", "B", "out", None]),
    st.sampled_from([True, False, None]),
    st.none() | st.integers(0, 20),
    st.booleans(),
    st.booleans(),
    st.sampled_from([Stage.SIGNALEMENT, Stage.COMMANDEMENT_DE_PAYER, Stage.NOT_KNOWN]),
    st.sampled_from(SocialServicesAnswer),
    st.booleans(),
    st.sampled_from([("first",), ("second",), ("first", "second")]),
)
# A few kinds of cases, each so many times: counts on both sides of the threshold come up far more often than by chance.
crowds = st.lists(st.tuples(cases_of_a_period, st.integers(1, 25)), min_size=1, max_size=12).map(
    lambda kinds: [case for case, number in kinds for _ in range(number)]
)


@given(st.just([]) | crowds)
def test_every_table_adds_up_to_its_total(cases: list[BilanCase]) -> None:
    """Members add up to the row of the whole, verdicts to the cases of their row, whatever the cases are."""
    made = bilan(*cases)
    for block in (BlockId.BY_MONTH, BlockId.BY_ARRONDISSEMENT, BlockId.BY_ZONE, BlockId.BY_STAGE, BlockId.BY_ANSWER):
        table = made.table(block)
        for column in set(table.columns) & {M.CASES, M.ELIGIBLE, M.NOT_ELIGIBLE, M.TO_CHECK, M.ALLOCATED, M.WAITING}:
            parts = [table.cell(row.key, column) for row in table.rows if row.key is not Whole.ALL]
            assert sum(parts) == table.cell(Whole.ALL, column)
    figures = made.table(BlockId.KEY_FIGURES)
    assert figures.cell(M.CASES, M.NUMBER) == len(cases)
    assert sum(figures.cell(m, M.NUMBER) for m in (M.ELIGIBLE, M.NOT_ELIGIBLE, M.TO_CHECK)) == len(cases)


@given(crowds)
def test_no_small_count_is_in_any_table(cases: list[BilanCase]) -> None:
    """No cell, no part of a rate and no rest of one is a count from 1 to 10; quotas and delays are no counts."""
    made = bilan(*cases, hide=Disclosure().hidden, team_fte=None)
    for table in made.tables:
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if column in {M.QUOTA, M.SHARE_OF_QUOTA, M.MEDIAN_DAYS, M.P90_DAYS} or isinstance(cell, Gap):
                    continue
                numbers = (cell.part, cell.whole, cell.whole - cell.part) if isinstance(cell, Rate) else (cell,)
                assert not any(0 < number < 11 for number in numbers), (table.id, row.key, column)


@given(crowds)
def test_no_hidden_cell_is_the_only_one_of_its_column_or_row(cases: list[BilanCase]) -> None:
    """Subtracting what is shown from a shown total never gives a single hidden cell."""
    made = bilan(*cases, hide=Disclosure().hidden)
    for block in (BlockId.BY_MONTH, BlockId.BY_ARRONDISSEMENT, BlockId.BY_ZONE, BlockId.BY_STAGE, BlockId.BY_ANSWER):
        table = made.table(block)
        verdicts = (M.ELIGIBLE, M.NOT_ELIGIBLE, M.TO_CHECK)
        for column in set(table.columns) & {M.CASES, *verdicts, M.ALLOCATED, M.WAITING}:
            cells = [table.cell(row.key, column) for row in table.rows]
            assert cells.count(Gap.HIDDEN) != 1, (block, column)
        for row in table.rows if M.ELIGIBLE in table.columns else ():
            assert [table.cell(row.key, m) for m in (M.CASES, *verdicts)].count(Gap.HIDDEN) != 1, (block, row.key)


@given(crowds)
def test_one_number_is_shown_or_hidden_everywhere(cases: list[BilanCase]) -> None:
    """The whole of the cohort and of the eligible is the same cell in every table that has it."""
    made = bilan(*cases, hide=Disclosure().hidden)
    for measure in (M.CASES, M.ELIGIBLE, M.ALLOCATED):
        seen = {
            made.table(BlockId.KEY_FIGURES).cell(measure, M.NUMBER),
            made.table(BlockId.FUNNEL).cell(measure, M.NUMBER),
            *(
                made.table(b).cell(Whole.ALL, measure)
                for b in (BlockId.BY_MONTH, BlockId.BY_ARRONDISSEMENT, BlockId.BY_ZONE)
            ),
        }
        assert len(seen) == 1


def test_the_lines_accepted_are_no_way_to_the_cases() -> None:
    """What protects three rejected lines cannot be read off the cases received: both are hidden or neither."""
    may = TransferCount(received_on=MAY, accepted=20, rejected=3)
    made = bilan(*[case() for _ in range(20)], transfers=[may], hide=Disclosure().hidden)
    accepted = made.table(BlockId.LINES).cell(M.LINES_ACCEPTED, M.NUMBER)
    assert accepted == made.table(BlockId.KEY_FIGURES).cell(M.CASES, M.NUMBER)


def test_cases_outside_the_territory_are_one_number_in_two_tables() -> None:
    """By arrondissement and by zone, what is outside is hidden in both tables or in none."""
    out = {"in_territory": False, "arrondissement": None, "rural": None}
    cases = [case(**out) for _ in range(14)] + [case(rural=True) for _ in range(3)] + [case() for _ in range(40)]
    made = bilan(*cases, hide=Disclosure().hidden)
    tables = [made.table(block) for block in (BlockId.BY_ARRONDISSEMENT, BlockId.BY_ZONE)]
    for measure in (M.CASES, M.ELIGIBLE, M.WAITING):
        assert len({table.cell(Place.OUTSIDE, measure) for table in tables}) == 1


def test_a_reason_that_is_a_stage_is_no_way_round_the_table_of_stages() -> None:
    """Those refused for their stage are those of two late stages: with one of these shown, the other would follow."""
    late = [case(verdict=Verdict.NOT_ELIGIBLE, reasons=("first",), stage=Stage.AUDIENCE) for _ in range(30)]
    later = [case(verdict=Verdict.NOT_ELIGIBLE, reasons=("first",), stage=Stage.JUGEMENT) for _ in range(4)]
    others = [case(verdict=Verdict.NOT_ELIGIBLE, reasons=("second",), stage=Stage.SIGNALEMENT) for _ in range(20)]
    made = bilan(*late, *later, *others, hide=Disclosure().hidden)
    stages, reasons = made.table(BlockId.BY_STAGE), made.table(BlockId.NOT_ELIGIBLE)
    shown = [stages.cell(Stage.AUDIENCE, M.NOT_ELIGIBLE), reasons.cell("first", M.NUMBER)]
    assert stages.cell(Stage.JUGEMENT, M.NOT_ELIGIBLE) is Gap.HIDDEN
    assert Gap.HIDDEN in shown


def test_medians_and_ratios_hide_with_their_count() -> None:
    """Ten delays say too much about ten households; the cases per full-time equivalent would give the ten away."""
    made = bilan(*[case(allocated_on=MAY) for _ in range(10)], *[case() for _ in range(30)], hide=Disclosure().hidden)
    assert made.table(BlockId.DELAYS).rows[0].cells == (Gap.HIDDEN,) * 3
    assert made.table(BlockId.CAPACITY).rows[1].cells == (Gap.HIDDEN,)


def test_every_table_answers_an_indicator_and_every_indicator_has_one() -> None:
    """Each number of the bilan has a definition with population and numerator, and no definition is idle."""
    made = bilan()
    assert [table.id for table in made.tables] == list(BlockId)
    assert all(table.indicators for table in made.tables)
    assert {block for indicator in INDICATORS for block in indicator.blocks} == set(BlockId)
    assert all(indicator.population and indicator.numerator for indicator in INDICATORS)


def test_what_is_counted_names_and_numbers_nobody() -> None:
    """No field of identity, no id and no reference reaches the count: what is not there cannot leak."""
    known = {field.name for field in attrs.fields(BilanCase)}
    assert known.isdisjoint(field.name for field in attrs.fields(Identity))
    assert known.isdisjoint({"case_id", "household_id", "reference", "references", "commune"})
