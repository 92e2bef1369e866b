"""The review of an act of a case: what was read is told apart from what the documents say, then reviewed or noted."""

from collections.abc import Mapping
from datetime import date
from datetime import datetime
from typing import Any

from ..casework.act_review.commands import Judged
from ..casework.act_review.commands import ReviewAct
from ..casework.act_review.inputs import name_in_case
from ..casework.act_review.inputs import plain
from ..casework.act_review.inputs import run
from ..casework.decide import decide
from ..casework.evolve import evolve
from ..casework.refusal import Refusal
from ..domain.act_review import Finding
from ..domain.act_review import NamedValue
from ..domain.case import Case
from ..domain.events import ProcedureRead
from ..domain.procedure import PROCEDURE_FIELDS
from ..domain.vocabulary import ActKind
from ..law.review.review import NoticeReview
from ..registry.pack import TerritoryPack
from ..storage.records import Records
from .documents import documents_read
from .documents import procedure_from
from .recording import record_decided
from .working import checked_names

_YES_OR_NO: Mapping[str, str] = {"oui": "true", "non": "false"}


def examine(
    pack: TerritoryPack, case: Case, kind: ActKind, read: Mapping[str, str], *, on: date, at: datetime
) -> NoticeReview:
    """Review an act from what the case knows and what was read, and write nothing; see `Caseload.examine_act`."""
    documents, answers = _told_apart(case, kind, read, on=on, at=at)
    known = evolve(case, documents) if documents else case
    return run(known, kind, plain(answers, kind, pack.work_plan), pack.work_plan)


def note_review(
    records: Records,
    pack: TerritoryPack,
    case: Case,
    read: Mapping[str, str],
    noted: Mapping[str, Any],
    *,
    at: datetime,
) -> Case | Refusal:
    """Write what the documents say and the review together, or neither; see `Caseload.review_act`."""
    kind, on, judged = noted["act_kind"], noted["on"], noted.get("judged", {})
    documents, answers = _told_apart(case, kind, read, on=on, at=at)
    more = {"judged": tuple(Judged(check=check, finding=Finding(found)) for check, found in judged.items())}
    command = ReviewAct(**{**noted, **more}, read=answers)
    checked_names(pack, command, case)
    known = evolve(case, documents) if documents else case
    decided = decide(known, command, at=at, plan=pack.work_plan)
    if isinstance(decided, Refusal):
        return decided
    events = (documents, *decided) if documents else decided
    record_decided(records, case, events)
    for event in decided:
        known = evolve(known, event)
    return known


def _told_apart(
    case: Case, kind: ActKind, read: Mapping[str, str], *, on: date, at: datetime
) -> tuple[ProcedureRead | None, tuple[NamedValue, ...]]:
    """Return what the documents newly say of the case, as the event of a reading, and what only the review takes.

    Raises LegalInputRefused for what contradicts what is known or cannot be.
    """
    said = {name_in_case(name, kind): text for name, text in read.items()}
    procedure = procedure_from({name: text for name, text in said.items() if name in PROCEDURE_FIELDS})
    new = any(getattr(procedure, name) not in (None, getattr(case.procedure, name)) for name in PROCEDURE_FIELDS)
    documents = documents_read(case, procedure, on=on, at=at, withdrawn=()) if new else None
    answers = {name: text for name, text in said.items() if name not in PROCEDURE_FIELDS}
    return documents, tuple(
        NamedValue(name=name, value=_YES_OR_NO.get(answers[name].lower(), answers[name])) for name in sorted(answers)
    )
