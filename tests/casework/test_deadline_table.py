"""A rule over many acts gives what it gives act by act."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.casework.deadline_table import REFUSED
from prevexp.casework.deadline_table import rule_table
from prevexp.domain.errors import LegalInputRefused
from prevexp.law.territory_law import national

LAW = national("67")
DAYS = st.none() | st.dates(date(2017, 1, 1), date(2026, 12, 31))
CLAUSE = {
    "served_on": DAYS,
    "lease_concluded_on": st.none() | st.dates(date(2010, 1, 1), date(2026, 12, 31)),
    "clause_delay_in_lease": st.sampled_from([None, "P2M", "P10W"]),
}
LEAVING = {"served_on": DAYS, "prefect_seized": st.none() | st.booleans()}
SUMS = {
    "debt_on": DAYS,
    "debt_cents": st.none() | st.integers(0, 200_000),
    "rent_cents": st.none() | st.integers(0, 90_000),
    "charges_cents": st.none() | st.integers(0, 9_000),
    "aid_paid_to": st.sampled_from([None, "tenant", "landlord"]),
}


def one_by_one(rule, row, values):
    """Return what the scalar rule says of one row: its values and the reason of a refusal."""
    try:
        found = LAW.rules.compute(rule, LAW.setting, row).values
    except LegalInputRefused as error:
        return [*(None for _ in values), error.reason]
    return [*(found.get(name) for name in values), None]


@pytest.mark.parametrize(
    ("rule", "columns", "values"),
    [
        ("C2", CLAUSE, ("plan_by", "nominal_last_day", "last_day", "effect_day")),
        ("E3", LEAVING, ("last_day", "earliest_eviction")),
        ("F1", SUMS, ("threshold_cents", "aid_arrears")),
    ],
)
@settings(deadline=None)
@given(data=st.data())
def test_every_row_is_what_the_rule_says_of_it_alone(rule, columns, values, data):
    """Missing days, contradictions and every reading of the law included."""
    rows = data.draw(st.lists(st.fixed_dictionaries(columns), min_size=1, max_size=12))
    schema = {name: pl.Date for name in columns if name.endswith("_on")}
    frame = pl.DataFrame(rows, schema_overrides=schema)
    table = rule_table(frame, rule, LAW, values=values)
    assert [list(row) for row in table.select(*values, REFUSED).iter_rows()] == [
        one_by_one(rule, row, values) for row in rows
    ]


def test_a_table_shared_by_many_acts_says_the_same():
    """Every day of two years under no lease, an old and a new one: so many rows are looked up, not computed."""
    days = [date.fromordinal(number) for number in range(date(2023, 1, 1).toordinal(), date(2025, 1, 1).toordinal())]
    leases = (None, date(2019, 3, 1), date(2023, 7, 28), date(2023, 7, 29))
    rows = [{"served_on": day, "lease_concluded_on": lease} for day in (*days, None) for lease in leases]
    values = ("plan_by", "last_day", "effect_day")
    table = rule_table(pl.DataFrame(rows), "C2", LAW, values=values)
    assert [list(row) for row in table.iter_rows()] == [one_by_one("C2", row, values) for row in rows]


def test_a_frame_without_rows_has_the_columns_and_no_row():
    """Nothing in, nothing out."""
    frame = pl.DataFrame(schema={"served_on": pl.Date, "lease_concluded_on": pl.Date})
    table = rule_table(frame, "C2", LAW, values=("plan_by",))
    assert (table.columns, table.height) == (["plan_by", REFUSED], 0)


def test_columns_the_rule_does_not_read_are_left_alone():
    """A frame may hold more than the inputs of the rule."""
    frame = pl.DataFrame({"served_on": [date(2021, 4, 15)], "id": ["a"]})
    assert rule_table(frame, "C2", LAW, values=("plan_by",))["plan_by"].to_list() == [date(2021, 6, 15)]
