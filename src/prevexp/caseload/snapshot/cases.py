"""The table of the cases: the facts that indicators read, as they are on one day, under the pseudonym of each case."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any

import polars as pl

from ...evaluation.facts import facts
from ...expressions import Dtype
from ...expressions import Fact
from .columns import CASE
from .columns import PASSING

if TYPE_CHECKING:
    from ...domain.case import Case

DEPARTMENT = "department"

_TOO_NARROW = frozenset({"commune"})
"""A commune, a rent and a day lead back to one household: the arrondissement is counted, and whether it is rural."""

_DTYPES = {Dtype.BOOL: pl.Boolean(), Dtype.INTEGER: pl.Int64(), Dtype.DATE: pl.Date(), Dtype.SLUG: pl.String()}


def counted_facts(added: Iterable[Fact] = ()) -> tuple[Fact, ...]:
    """Return the facts that become columns: prevexp's own and those added, but for what leads to a household."""
    passing = frozenset(map(str, PASSING))
    return tuple(
        fact for fact in (*facts, *added) if passing.issuperset(fact.data_categories) and fact.id not in _TOO_NARROW
    )


def cases_table(
    cases: "Sequence[Case]",
    rows: Iterable[Mapping[str, Any]],
    pseudonyms: Iterable[str],
    wanted: Sequence[Fact],
    department: str,
) -> pl.DataFrame:
    """Return a row for each case: its pseudonym, its département, how many events it has, and its facts."""
    held: dict[str, list[Any]] = {fact.id: [] for fact in wanted}
    for row in rows:
        for name, values in held.items():
            values.append(row[name])
    own = {CASE: list(pseudonyms), DEPARTMENT: [department] * len(cases), "events": [case.version for case in cases]}
    types = {CASE: pl.String(), DEPARTMENT: pl.String(), "events": pl.Int64()}
    return pl.DataFrame(own | held, schema=types | {fact.id: _DTYPES[fact.dtype] for fact in wanted})
