"""The command by which a jurist notes the review of an act (call C07)."""

import attrs

from ...domain.act_review import Finding
from ...domain.act_review import NamedValue
from ...domain.act_review import ReviewConclusion
from ...domain.act_review import SeenDocument
from ...domain.act_review import seen_documents
from ...domain.groups import Veiled
from ...domain.values import identifier
from ...domain.values import identifiers
from ...domain.values import one_of
from ...domain.vocabulary import ActKind
from ..command import NAMES_WORKER
from ..command import Command


@attrs.frozen(kw_only=True)
class Judged(Veiled):
    """What the jurist finds of one check where they do not follow what was computed."""

    check: str = attrs.field(validator=identifier)
    finding: Finding = attrs.field(validator=one_of(Finding))


@attrs.frozen(kw_only=True)
class ReviewAct(Command):
    """Note the review of an act on the documents seen (call C07).

    `read` is what the jurist read beside what the case knows, under the names the checks use; `judged` the checks on
    which they find otherwise than the rules; `grounds` the checks with a defect that they retain as a lead.
    """

    act_kind: ActKind = attrs.field(validator=one_of(ActKind))
    worker: str = attrs.field(validator=identifier, metadata=NAMES_WORKER)
    documents: tuple[SeenDocument, ...] = attrs.field(validator=seen_documents)
    conclusion: ReviewConclusion = attrs.field(validator=one_of(ReviewConclusion))
    read: tuple[NamedValue, ...] = attrs.field(default=(), validator=one_of(tuple))
    judged: tuple[Judged, ...] = attrs.field(default=(), validator=one_of(tuple))
    grounds: tuple[str, ...] = attrs.field(default=(), validator=identifiers)
