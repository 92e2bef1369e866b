"""Strategies for facts that a territory or a plugin adds to a case, and for the rows that rules read."""

import string
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date

from hypothesis import strategies as st

from prevexp.domain.events import Event
from prevexp.domain.extra import NOTED
from prevexp.domain.extra import NotedValue
from prevexp.domain.extra_events import ExtraFactNoted
from prevexp.domain.values import LARGEST
from prevexp.expressions import Dtype
from prevexp.expressions import Fact
from prevexp.expressions import Scalar

_names = st.text(string.ascii_letters + string.digits + "._:-", min_size=1, max_size=64)

values = st.one_of(
    st.builds(NotedValue, flag=st.booleans()),
    st.builds(NotedValue, number=st.integers(-LARGEST, LARGEST)),
    st.builds(NotedValue, day=st.dates(date(1950, 1, 1), date(2150, 12, 31))),
    st.builds(NotedValue, word=_names),
)

FIELDS: Mapping[type[Event], Mapping[str, st.SearchStrategy[object]]] = {
    ExtraFactNoted: {
        "fact": _names,
        "group": st.sampled_from(sorted(NOTED)),
        "value": st.none() | values,
    }
}
"""Event class -> strategy of each of its own fields."""


def values_of(fact: Fact) -> st.SearchStrategy[Scalar | None]:
    """Draw what a fact may be: not known, any value it takes, its bounds and the constants near nothing."""
    if fact.dtype is Dtype.BOOL:
        return st.none() | st.booleans()
    if fact.dtype is Dtype.SLUG:
        words = (*(fact.values or ("99001", "99002")), *fact.not_known)
        return st.none() | st.sampled_from(words)
    low, high = fact.bounds
    if fact.dtype is Dtype.DATE:
        return (
            st.none()
            | st.dates(date(2020, 1, 1), date(2027, 12, 31))
            | st.sampled_from(list(map(date.fromordinal, fact.bounds)))
        )
    return st.none() | st.integers(0, 10) | st.integers(low, high)


def rows_of(facts: Iterable[Fact]) -> st.SearchStrategy[dict[str, Scalar | None]]:
    """Draw rows that hold every fact, each not known or a value it takes."""
    return st.fixed_dictionaries({fact.id: values_of(fact) for fact in facts})
