"""The review of the acts of a case by the jurist."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from .casebook import Casebook
from .reading import cases_of

if TYPE_CHECKING:
    from ..casework.act_review.counting import ReviewCounts
    from ..casework.act_review.standing import ActReviewStanding
    from ..casework.refusal import Refusal
    from ..domain.case import Case
    from ..domain.vocabulary import ActKind
    from ..law.review.review import NoticeReview


class ReviewBook(Casebook):
    """An act is examined, the jurist notes the review, and later asks what has changed since (call C07)."""

    def examine_act(
        self, case_id: str, act_kind: "ActKind", read: Mapping[str, str] | None = None, *, on: date
    ) -> "NoticeReview":
        """Run the checks on what the case knows on a day and on what was read, and write nothing (call C07).

        `read` has the names the checks use, and days, cents, oui or non as texts.
        Raises LegalInputRefused, UnknownCase.
        """
        from .reviewing import examine

        return examine(self.pack, self._case(case_id, on), act_kind, read or {}, on=on, at=self._now())

    def review_act(self, case_id: str, read: Mapping[str, str] | None = None, **noted: Any) -> "Case | Refusal":
        """Note the review of an act: the fields of `ReviewAct`, `judged` as check -> finding (call C07).

        What the documents say of lease and procedure is written with it as `read_documents` does. Raises as `do`, and
        LegalInputRefused for what contradicts what is known.
        """
        from .reviewing import note_review

        return note_review(self.records, self.pack, self._case(case_id), read or {}, noted, at=self._now())

    def act_review(self, case_id: str, act_kind: "ActKind", *, on: date) -> "ActReviewStanding | None":
        """Say what the jurist noted on an act by a day and what would come out otherwise; None if nothing was noted.

        Raises LegalInputRefused if what is known contradicts itself by now, UnknownCase.
        """
        from ..casework.act_review.standing import act_review

        return act_review(self._case(case_id, on), act_kind, self.pack.work_plan, on=on)

    def reviews_counted(self, first: date, last: date) -> "ReviewCounts":
        """Count the acts checked in a period, the irregular and the contestable ones, by ground (I13)."""
        from ..casework.act_review.counting import review_counts

        return review_counts(cases_of(self.records, self.pack, last), first, last)
