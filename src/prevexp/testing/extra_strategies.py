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


def values_of(fact: Fact, near: Iterable[Scalar] = ()) -> st.SearchStrategy[Scalar | None]:
    """Draw what a fact may be: not known, any value it takes, its bounds; `near`: constants, and their neighbours."""
    low, high = fact.bounds if fact.dtype in (Dtype.INTEGER, Dtype.DATE) else (0, 0)
    match fact.dtype:
        case Dtype.BOOL:
            return st.none() | st.booleans()
        case Dtype.SLUG:
            words = [word for word in near if isinstance(word, str) and fact.values is None]
            return st.none() | st.sampled_from((*(fact.values or ("99001", "99002")), *fact.not_known, *words))
        case Dtype.DATE:
            days = [day.toordinal() + n for day in near if isinstance(day, date) for n in (-1, 0, 1)]
            usual = st.dates(date(2020, 1, 1), date(2027, 12, 31))
            return st.none() | usual | st.sampled_from([low, high, *days]).map(date.fromordinal)
    numbers = [number + n for number in near if type(number) is int for n in (-1, 0, 1)]
    return st.none() | st.integers(low, high) | st.sampled_from([*range(-1, 4), low, high, *numbers])
