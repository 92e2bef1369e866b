"""The archive as a part of the casework. Source: RGPD art. 5-1-e; CNIL, délib. 2023-095."""

from collections.abc import Mapping
from typing import Any

from ...domain.archive import Archival
from ...domain.archive import ArchiveReturn
from ...domain.archive import archived_on
from ...domain.archive_events import CaseArchived
from ...domain.archive_events import CaseUnarchived
from ...domain.case import Case
from ...domain.dated import inserted
from ..command import Command
from ..refusal import RefusalCode
from ..rights.subject import RIGHTS
from ..subject import Decision
from ..subject import Situation
from ..subject import Subject
from . import commands


def _archive(now: Situation, command: commands.ArchiveCase) -> Decision:
    if now.case.closure_on(now.on) is None:
        return now.refuse(RefusalCode.OPEN_IN_ARCHIVE, on=now.on)
    if command.until < now.on:
        return now.refuse(RefusalCode.ARCHIVE_OVER, on=now.on, until=command.until)
    return (now.say(CaseArchived, reason=command.reason, until=command.until, decided_by=command.decided_by),)


def _unarchive(now: Situation, command: commands.UnarchiveCase) -> Decision:
    if archived_on(now.case, now.on) is None:
        return now.refuse(RefusalCode.NOT_ARCHIVED, on=now.on)
    return (now.say(CaseUnarchived, reason=command.reason),)


def _archived(case: Case, event: CaseArchived) -> Mapping[str, Any]:
    fact = Archival(on=event.occurred_on, reason=event.reason, until=event.until, decided_by=event.decided_by)
    return {"archivals": inserted(case.archivals, fact)}


def _returned(case: Case, event: CaseUnarchived) -> Mapping[str, Any]:
    return {"archivals": inserted(case.archivals, ArchiveReturn(on=event.occurred_on, reason=event.reason))}


IN_ARCHIVE: frozenset[type[Command]] = frozenset({commands.UnarchiveCase, *RIGHTS.deciders})
"""Commands that are taken of an archived case: it is taken out, or the person asks something of its data."""

ARCHIVING = Subject(
    deciders={commands.ArchiveCase: _archive, commands.UnarchiveCase: _unarchive},
    effects={CaseArchived: _archived, CaseUnarchived: _returned},
    after_the_end=frozenset({commands.ArchiveCase, commands.UnarchiveCase}),
)
