"""How the review of an act stands on a day: what the jurist noted, what the rules say now, what changed between.

Nothing noted is overwritten: a jurist is told that facts or the law have moved, and looks again. Source: call C07.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date

import attrs

from ...domain.act_review import ActReview
from ...domain.act_review import Finding
from ...domain.act_review import NamedValue
from ...domain.act_review import NotedCheck
from ...domain.case import Case
from ...domain.groups import Veiled
from ...domain.vocabulary import ActKind
from ...law.review.review import CheckAnswer
from ...law.review.review import NoticeReview
from ..contact_plan import WorkPlan
from .inputs import case_inputs
from .inputs import inputs_asked
from .inputs import kept
from .inputs import plain
from .inputs import run
from .subject import basis_of


@attrs.frozen(kw_only=True)
class CheckChange(Veiled):
    """A check that would come out otherwise, or by other versions of the law, than when it was noted.

    `then` None: the check is new; `now` None: it is gone. `facts` are the names of what is known otherwise.
    """

    check: str
    then: Finding | None
    now: Finding | None
    facts: tuple[str, ...]
    law_changed: bool


@attrs.frozen(kw_only=True)
class ActReviewStanding(Veiled):
    """The last review of an act, the checks run again on what is known, and what changed since."""

    noted: ActReview
    current: NoticeReview
    changes: tuple[CheckChange, ...]


def reviews_on(case: Case, on: date, kind: ActKind | None = None) -> tuple[ActReview, ...]:
    """Return the reviews noted by a day, of one kind of act or of all, in the order of their days."""
    return tuple(one for one in case.act_reviews if one.on <= on and kind in (None, one.act_kind))


def act_review(case: Case, kind: ActKind, plan: WorkPlan, *, on: date) -> ActReviewStanding | None:
    """Return how the review of an act stands on a day, None if none was noted by then.

    The case is to be the case of that day. Raises LegalInputRefused if what is known contradicts itself by now.
    """
    noted = next(reversed(reviews_on(case, on, kind)), None)
    if noted is None:
        return None
    current = run(case, kind, _still_asked(noted, plan), plan)
    return ActReviewStanding(noted=noted, current=current, changes=tuple(_changes(case, noted, current, plan)))


def _still_asked(noted: ActReview, plan: WorkPlan) -> dict[str, object]:
    """Return what the jurist read, but for what no check asks any more (a plugin that is gone)."""
    asked = inputs_asked(noted.act_kind, plan)
    return plain((one for one in noted.read if one.name in asked), noted.act_kind, plan)


def _changes(case: Case, noted: ActReview, current: NoticeReview, plan: WorkPlan) -> Iterable[CheckChange]:
    then = {one.check: one for one in noted.checks}
    now = {answer.check.id: answer for answer in current.answers}
    read = _by_name((*noted.known, *noted.read))
    known = _by_name((*noted.read, *kept(case_inputs(case, noted.act_kind, plan))))
    moved = frozenset(name for name in read.keys() | known.keys() if read.get(name) != known.get(name))
    choices = _by_name(noted.policies) != _by_name(kept(current.policies))
    for check in (*then, *(id_ for id_ in now if id_ not in then)):
        change = _change(check, then.get(check), now.get(check), moved)
        if change is None:
            continue
        unexplained = not change.facts and not change.law_changed
        yield attrs.evolve(change, law_changed=change.law_changed or (unexplained and choices))


def _change(check: str, then: NotedCheck | None, now: CheckAnswer | None, moved: frozenset[str]) -> CheckChange | None:
    facts = tuple(name for name in sorted(moved) if now is not None and name in now.read)
    law = then is None or now is None or then.basis != basis_of(now)
    if then is not None and now is not None and then.computed is now.finding and (facts or not law):
        return None
    return CheckChange(
        check=check,
        then=then.finding if then else None,
        now=now.finding if now else None,
        facts=facts,
        law_changed=law and not facts,
    )


def _by_name(values: Iterable[NamedValue]) -> Mapping[str, str]:
    return {one.name: one.value for one in values}
