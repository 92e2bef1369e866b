"""A rule over a frame refuses a row for the reason for which it would refuse that row alone."""

from datetime import date
from datetime import timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.deadline_table import rule_table
from prevexp.domain.errors import LegalInputRefused
from prevexp.law.territory_law import national

DAY = timedelta(days=1)
days = st.none() | st.dates(date(2018, 1, 1), date(2026, 12, 31))
near = st.none() | st.dates(date(2023, 7, 26), date(2023, 8, 2))  # around a change of law, and few: the dense table
flags = st.none() | st.booleans()
leases = near | st.sampled_from([date(1949, 12, 31), date(1950, 1, 1), date(2100, 12, 31), date(2101, 1, 1)])
periods = st.sampled_from([None, "P2M", "P6W", "P3M", "six weeks"])
RULES = {
    "C2": (
        {"served_on": near, "lease_concluded_on": leases, "lease_renewed_on": near, "delay_stated": periods},
        ("plan_by", "nominal_last_day", "last_day", "effect_day", "no_later_than"),
        {"served_on": pl.Date, "lease_concluded_on": pl.Date, "lease_renewed_on": pl.Date, "delay_stated": pl.String},
    ),
    "A2": (
        {"served_on": near, "hearing_on": near, "lease_concluded_on": near},
        ("latest_notification", "first_late_day"),
        {"served_on": pl.Date, "hearing_on": pl.Date, "lease_concluded_on": pl.Date},
    ),
    "E3": (
        {"served_on": days, "prefect_seized": flags, "bad_faith": flags, "hearing_on": days},
        ("last_day", "earliest_eviction"),
        {"served_on": pl.Date, "prefect_seized": pl.Boolean, "bad_faith": pl.Boolean, "hearing_on": pl.Date},
    ),
    "F1": (
        {"debt_on": days, "debt_cents": st.none() | st.integers(-1, 3), "rent_cents": st.none() | st.integers(0, 2)},
        ("threshold_cents", "aid_arrears"),
        {"debt_on": pl.Date, "debt_cents": pl.Int64, "rent_cents": pl.Int64},
    ),
}


@st.composite
def frames(draw):
    rule = draw(st.sampled_from(sorted(RULES)))
    columns, values, schema = RULES[rule]
    rows = draw(st.lists(st.fixed_dictionaries(columns), min_size=1, max_size=30))
    times = draw(st.sampled_from([1, 40]))  # enough rows for a table of every combination, or too few
    return rule, values, pl.concat([pl.DataFrame(rows, schema=schema)] * times)


@given(frames(), st.sampled_from(["62", "974"]))
def test_every_row_is_computed_as_if_it_were_alone(drawn, department):
    """Whatever rows stand together, each has the values of its own computation, or its own refusal."""
    rule, names, frame = drawn
    law = national(department)
    table = rule_table(frame, rule, law, values=names)
    wanted = {name for one in law.rules.named(rule) for name in one.inputs}
    expected = []
    for row in frame.iter_rows(named=True):
        inputs = {name: value for name, value in row.items() if name in wanted}
        try:
            found = law.rules.compute(rule, law.setting, inputs).values
            expected.append({**{name: found.get(name) for name in names}, "refused": None})
        except LegalInputRefused as refused:
            expected.append({**dict.fromkeys(names), "refused": refused.reason})
    assert table.to_dicts() == expected
