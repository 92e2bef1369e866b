"""Acts checked, irregular, contestable, by ground: the figures of I13, from the cases themselves. Source: call C07."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date

import attrs

from ...domain.act_review import ActReview
from ...domain.case import Case
from .standing import reviews_on


@attrs.frozen(kw_only=True)
class ReviewCounts:
    """How many acts were checked; of them, in how many a defect was noted and how many are held for contestable.

    Several grounds may stand for one act: `by_ground` does not sum to `contestable`.
    """

    checked: int
    irregular: int
    contestable: int
    by_ground: Mapping[str, int]


def acts_checked(case: Case, on: date) -> tuple[ActReview, ...]:
    """Return the last review of each act of a case by a day; an act is its kind and the day it was served."""
    latest: dict[tuple[str, date | None], ActReview] = {}
    for one in reviews_on(case, on):
        latest.pop((one.act_kind, None), None)  # the day of the act was not known yet when it was first reviewed
        latest[one.act_kind, one.served_on] = one
    return tuple(latest.values())


def review_counts(cases: Iterable[Case], first: date, last: date) -> ReviewCounts:
    """Count the acts whose last review by the end of a period, both days included, lies in it (I13)."""
    reviews = [one for case in cases for one in acts_checked(case, last) if first <= one.on]
    return ReviewCounts(
        checked=len(reviews),
        irregular=sum(one.irregular for one in reviews),
        contestable=sum(one.contestable for one in reviews),
        by_ground=dict(sorted(Counter(ground for one in reviews for ground in one.grounds).items())),
    )
