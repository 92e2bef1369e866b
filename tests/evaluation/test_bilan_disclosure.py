"""Whatever the cases are, the tables add up and nothing that must stay hidden can be worked out."""

from collections.abc import Callable
from datetime import date
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import Verdict
from prevexp.evaluation.bilan import Bilan
from prevexp.evaluation.blocks import BlockId
from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Measure
from prevexp.evaluation.blocks import Place
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.blocks import Whole
from prevexp.evaluation.rows import BilanCase
from prevexp.evaluation.rows import TransferCount
from prevexp.privacy.disclosure import Disclosure

MakeCase = Callable[..., BilanCase]
MakeBilan = Callable[..., Bilan]
MAY = date(2021, 5, 4)
M = Measure


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
def test_every_table_adds_up_to_its_total(bilan: MakeBilan, cases: list[BilanCase]) -> None:
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
def test_no_small_count_is_in_any_table(bilan: MakeBilan, cases: list[BilanCase]) -> None:
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
def test_no_hidden_cell_is_the_only_one_of_its_column_or_row(bilan: MakeBilan, cases: list[BilanCase]) -> None:
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
def test_one_number_is_shown_or_hidden_everywhere(bilan: MakeBilan, cases: list[BilanCase]) -> None:
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


def test_the_lines_accepted_are_no_way_to_the_cases(bilan: MakeBilan, case: MakeCase) -> None:
    """What protects three rejected lines cannot be read off the cases received: both are hidden or neither."""
    may = TransferCount(received_on=MAY, accepted=20, rejected=3)
    made = bilan(*[case() for _ in range(20)], transfers=[may], hide=Disclosure().hidden)
    accepted = made.table(BlockId.LINES).cell(M.LINES_ACCEPTED, M.NUMBER)
    assert accepted == made.table(BlockId.KEY_FIGURES).cell(M.CASES, M.NUMBER)


def test_cases_outside_the_territory_are_one_number_in_two_tables(bilan: MakeBilan, case: MakeCase) -> None:
    """By arrondissement and by zone, what is outside is hidden in both tables or in none."""
    out = {"in_territory": False, "arrondissement": None, "rural": None}
    cases = [case(**out) for _ in range(14)] + [case(rural=True) for _ in range(3)] + [case() for _ in range(40)]
    made = bilan(*cases, hide=Disclosure().hidden)
    tables = [made.table(block) for block in (BlockId.BY_ARRONDISSEMENT, BlockId.BY_ZONE)]
    for measure in (M.CASES, M.ELIGIBLE, M.WAITING):
        assert len({table.cell(Place.OUTSIDE, measure) for table in tables}) == 1


def test_a_reason_that_is_a_stage_is_no_way_round_the_table_of_stages(bilan: MakeBilan, case: MakeCase) -> None:
    """Those refused for their stage are those of two late stages: with one of these shown, the other would follow."""
    late = [case(verdict=Verdict.NOT_ELIGIBLE, reasons=("first",), stage=Stage.AUDIENCE) for _ in range(30)]
    later = [case(verdict=Verdict.NOT_ELIGIBLE, reasons=("first",), stage=Stage.JUGEMENT) for _ in range(4)]
    others = [case(verdict=Verdict.NOT_ELIGIBLE, reasons=("second",), stage=Stage.SIGNALEMENT) for _ in range(20)]
    made = bilan(*late, *later, *others, hide=Disclosure().hidden)
    stages, reasons = made.table(BlockId.BY_STAGE), made.table(BlockId.NOT_ELIGIBLE)
    shown = [stages.cell(Stage.AUDIENCE, M.NOT_ELIGIBLE), reasons.cell("first", M.NUMBER)]
    assert stages.cell(Stage.JUGEMENT, M.NOT_ELIGIBLE) is Gap.HIDDEN
    assert Gap.HIDDEN in shown


def test_medians_and_ratios_hide_with_their_count(bilan: MakeBilan, case: MakeCase) -> None:
    """Ten delays say too much about ten households; the cases per full-time equivalent would give the ten away."""
    made = bilan(*[case(allocated_on=MAY) for _ in range(10)], *[case() for _ in range(30)], hide=Disclosure().hidden)
    assert made.table(BlockId.DELAYS).rows[0].cells == (Gap.HIDDEN,) * 3
    assert made.table(BlockId.CAPACITY).rows[1].cells == (Gap.HIDDEN,)
