"""The answer to a question of law as data with its French: result, explanation, sources, choices, what to check."""

from typing import Any

from prevexp.domain.errors import PrevexpError
from prevexp.exchange.lawlines import ruling_data
from prevexp.exchange.lawlines import source_data
from prevexp.law.law import Law
from prevexp.law.reasoning import Basis
from prevexp.law.reasoning import Ruling

from .errors import explain_error
from .law_remarks import to_check
from .law_steps import explained
from .law_words import law_label


def answer(id_: Any, ruling: Ruling, law: Law) -> dict[str, Any]:
    """Return the answer to the question of this id: data, and French sentences that say how it was reached."""
    data = ruling_data(ruling)
    return {
        "id": id_,
        "result": data["result"],
        "explanation": explained(ruling, law),
        "sources": [_source(basis) for basis in ruling.basis],
        "policies": data["policies"],
        "to_check": to_check(ruling.remarks, law),
    }


def refusal(id_: Any, error: PrevexpError) -> dict[str, Any]:
    """Return why the question of this id has no answer: a stable code, and in French what is wrong and what to do."""
    code, message, remedy = explain_error(error)
    return {"id": id_, "error": {"code": code, "message": f"{message} {remedy}".strip()}}


def _source(basis: Basis) -> dict[str, Any]:
    """Return a version of the law that was read, with the words for the date that picked it."""
    said = source_data(basis)
    return said | {"factor_id": said["factor"], "factor": law_label(basis.factor)}
