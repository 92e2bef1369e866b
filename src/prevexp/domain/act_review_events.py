"""A jurist's review of an act as something that happened to a case (call C07)."""

from datetime import date
from typing import ClassVar

import attrs

from .act_review import OF_THE_ACT
from .act_review import OF_THE_REVIEW
from .act_review import TECHNICAL
from .act_review import NamedValue
from .act_review import NotedCheck
from .act_review import ReviewConclusion
from .act_review import SeenDocument
from .act_review import seen_documents
from .act_review import tells_of_the_household
from .errors import InvalidValue
from .events import Event
from .values import Maybe
from .values import WorkerId
from .values import entry_number
from .values import identifier
from .values import identifiers
from .values import one_of
from .values import plain_date
from .vocabulary import ActKind


@attrs.frozen(kw_only=True)
class ActReviewed(Event):
    """A jurist reviewed an act on the documents seen and noted what each check came to: a lead, never a verdict.

    It comes before the diagnosis and needs no agreement, but for what it says of who lives in the dwelling.
    """

    slug: ClassVar[str] = "act-reviewed.v1"

    number: int = attrs.field(validator=entry_number, metadata=TECHNICAL)
    act_kind: ActKind = attrs.field(validator=one_of(ActKind), metadata=OF_THE_ACT)
    served_on: date | None = attrs.field(default=None, validator=Maybe(plain_date), metadata=OF_THE_ACT)
    worker: WorkerId = attrs.field(validator=identifier, metadata=TECHNICAL)
    documents: tuple[SeenDocument, ...] = attrs.field(
        validator=seen_documents, metadata={**OF_THE_ACT, "description": "documents that were seen"}
    )
    known: tuple[NamedValue, ...] = attrs.field(
        default=(), validator=one_of(tuple), metadata={**OF_THE_REVIEW, "description": "what the case said, by name"}
    )
    read: tuple[NamedValue, ...] = attrs.field(
        default=(), validator=one_of(tuple), metadata={**OF_THE_REVIEW, "description": "what the jurist added, by name"}
    )
    policies: tuple[NamedValue, ...] = attrs.field(
        default=(), validator=one_of(tuple), metadata={**TECHNICAL, "description": "open questions and choices made"}
    )
    checks: tuple[NotedCheck, ...] = attrs.field(validator=one_of(tuple), metadata=OF_THE_REVIEW)
    grounds: tuple[str, ...] = attrs.field(
        default=(), validator=identifiers, metadata={**OF_THE_ACT, "description": "checks retained as a lead"}
    )
    conclusion: ReviewConclusion = attrs.field(validator=one_of(ReviewConclusion), metadata=OF_THE_ACT)

    def __attrs_post_init__(self) -> None:
        """Refuse a ground that no check of the review names."""
        if not set(self.grounds) <= {one.check for one in self.checks}:
            raise InvalidValue("grounds: checks of this review are needed")

    def wants_agreement(self) -> bool:
        """Say whether it holds something of the household's composition (call C22)."""
        return tells_of_the_household(self.read, self.checks)


EVENTS: tuple[type[Event], ...] = (ActReviewed,)
"""The review of an act."""
