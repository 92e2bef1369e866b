"""What a review of an act is asked with, one JSON object as `law compute` takes it, and the review as plain data."""

from typing import Any

import attrs

from ..domain.errors import LegalInputRefused
from ..domain.vocabulary import ActKind
from ..law.compute import ACT_KIND
from ..law.review.review import CheckAnswer
from ..law.review.review import NoticeReview
from .lawlines import LawRequest
from .lawlines import law_request
from .lawlines import plain
from .lawlines import read_object
from .lawlines import source_data

_RULE = "act-review"


@attrs.frozen(kw_only=True)
class ReviewRequest:
    """One act to review: its kind, where, what was read on the documents, the choices; `reference` names the case."""

    act_kind: ActKind
    reference: str
    request: LawRequest


def read_review_request(raw: bytes) -> ReviewRequest:
    """Read one object with `inputs` (and in it `act_kind`), `territory`, and if need be `id` and `policies`.

    Raises LegalInputRefused as reading a line of `law compute` does, missing-input without a kind of act.
    """
    found = read_object(raw)
    request = law_request({"rule": _RULE, **found})
    kind = request.inputs.get(ACT_KIND)
    expected = tuple(ActKind)
    if kind is None:
        raise LegalInputRefused("missing-input", name=ACT_KIND, expected=expected)
    if kind not in expected:
        raise LegalInputRefused("wrong-type", name=ACT_KIND, expected=expected)
    id_ = found.get("id")
    reference = str(id_) if isinstance(id_, str | int) and not isinstance(id_, bool) else ""
    return ReviewRequest(act_kind=ActKind(kind), reference=reference, request=request)


def review_data(review: NoticeReview) -> dict[str, Any]:
    """Return a review as plain data: slugs, days as texts, amounts in cents; null is not known."""
    return {
        "act_kind": str(review.act_kind),
        "served_on": plain(review.served_on),
        "territory": review.department,
        "counts": {str(finding): number for finding, number in review.counts.items()},
        "answers": [_answer(answer) for answer in review.answers],
        "policies": {str(name): choice for name, choice in review.policies.items()},
        "inputs_not_read": list(review.unread),
    }


def _answer(answer: CheckAnswer) -> dict[str, Any]:
    sheet = answer.check.sheet
    return {
        "id": answer.check.id,
        "check": answer.number,
        "slug": sheet.slug if sheet else None,
        "finding": str(answer.finding),
        "harm_needed": answer.harm_needed,
        "ask": plain(answer.ask),
        "because": [
            {"why": str(reason.why), **{name: _said(value) for name, value in reason.params.items()}}
            for reason in answer.because
        ],
        "read": {name: _said(value) for name, value in answer.read.items()},
        "values": {name: plain(value) for name, value in answer.ruling.values.items()},
        "sanction": str(sheet.sanction.kind) if sheet else None,
        "advisers": [str(adviser) for adviser in sheet.advisers] if sheet else [],
        "sources": [source_data(basis) for basis in answer.ruling.basis],
        "to_check": [{"note": str(remark.note), "about": str(remark.about)} for remark in answer.ruling.remarks],
    }


def _said(value: Any) -> Any:
    """Return a value as JSON has it; hours and periods are texts."""
    if isinstance(value, tuple):
        return [_said(one) for one in value]
    told = plain(value)
    return told if told is None or isinstance(told, bool | int | str) else str(told)
