"""What a worker takes along to a household: where to go, what is due, the legal dates ahead, what to ask.

The one sheet with an address on it. Where nobody may go (the household said no, the case is closed, a visit would put
somebody at risk) the address stays in the vault. Source: call C08.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from ..casework.agenda import agenda
from ..casework.case_day import CaseDay
from ..casework.due import Due
from ..casework.follow_up import OPEN
from ..casework.follow_up import FollowUp
from ..casework.follow_up import follow_up
from ..casework.informing.information import information
from ..casework.legal import case_deadlines
from ..casework.life.answering import answering
from ..domain.case import Case
from ..domain.case import Identity
from ..domain.groups import NEVER_SHARED
from ..domain.groups import Veiled
from ..domain.said import agreed
from ..domain.said import unsafe_channels
from ..domain.values import Secret
from ..domain.vocabulary import Channel
from ..domain.vocabulary import Stage
from ..law.deadlines import Deadline
from .letters import address_of
from .listing import commune_name
from .listing import initials

if TYPE_CHECKING:
    from ..registry.pack import TerritoryPack
    from .decisions import CaseScreening

VISITS = (Channel.VISIT_PLANNED, Channel.VISIT_UNANNOUNCED, Channel.DESK)
"""How a household is met; the first two at its door."""

_DATES_SHOWN = 4
_ALWAYS = ("lease_concluded_on", "clause_delay_in_lease", "surety", "aid_paid_to")
_BY_STAGE: Mapping[Stage, tuple[str, ...]] = {
    Stage.COMMANDEMENT_DE_PAYER: ("commandement_served_on", "delay_stated"),
    Stage.ASSIGNATION: ("assignation_served_on", "hearing_on"),
    Stage.AUDIENCE: ("hearing_on",),
    Stage.JUGEMENT: ("judged_on", "decision_served_on"),
    Stage.COMMANDEMENT_DE_QUITTER_LES_LIEUX: ("quit_notice_served_on", "decision_served_on"),
    Stage.CONCOURS_FORCE_PUBLIQUE: ("quit_notice_served_on", "force_requested_on"),
    Stage.NOT_KNOWN: ("commandement_served_on", "assignation_served_on", "hearing_on"),
}
"""Documents worth reading together at each stage, by the names of `Procedure`."""


@attrs.frozen(kw_only=True)
class Visit(Veiled):
    """One household to see on a day. `withheld` says that nobody goes there: then it has no address.

    `careful` asks to read the file again before leaving; why is in the file, and never on paper.
    """

    on: date
    case_id: str
    reference: str
    initials: str
    commune: str
    workers: tuple[str, ...]
    withheld: bool
    careful: bool = attrs.field(metadata=NEVER_SHARED)
    address: tuple[Secret, ...] = ()
    dues: tuple[Due, ...] = ()
    follow_up: FollowUp | None = None
    inform_by: date | None = attrs.field(default=None, metadata={"description": "None: informed, or no such duty"})
    agreed: bool = False
    deadlines: tuple[Deadline, ...] = ()
    to_read: tuple[str, ...] = attrs.field(default=(), metadata={"description": "names of `Procedure` not known yet"})
    questions: tuple[str, ...] = attrs.field(default=(), metadata={"description": "French, of the screening rules"})
    channels: tuple[Channel, ...] = ()


def visits(screening: "CaseScreening", cases: Sequence[Case], identities: Mapping[str, Identity]) -> tuple[Visit, ...]:
    """Return what is taken along to each of the cases on the day of the screening, in their order."""
    dues = agenda(cases, screening.pack.work_plan, on=screening.on)
    return tuple(
        _visit(screening, case, identities.get(case.household_id, Identity()), dues.get(case.case_id, ()))
        for case in cases
    )


def _visit(screening: "CaseScreening", case: Case, identity: Identity, dues: tuple[Due, ...]) -> Visit:
    pack, on = screening.pack, screening.on
    unsafe = unsafe_channels(case, on)
    door_unsafe = {Channel.VISIT_PLANNED, Channel.VISIT_UNANNOUNCED} <= set(unsafe)
    withheld = door_unsafe or CaseDay.of(case, on).stopped
    informing = information(case, pack.law, on=on)
    pending = follow_up(case, pack.law, on=on)
    who = answering(case, on)
    return Visit(
        on=on,
        case_id=case.case_id,
        reference=case.reference,
        initials=initials(identity),
        commune=commune_name(case.facts.commune, pack.register) or "",
        workers=tuple(sorted(who.workers)) if who else (),
        withheld=withheld,
        careful=bool(unsafe),
        address=() if withheld else address_of(pack, case, identity),
        dues=dues,
        follow_up=pending if pending is not None and pending.state in OPEN else None,
        inform_by=None if informing.informed_on else informing.due_on,
        agreed=agreed(case, on),
        deadlines=_ahead(case, pack, on),
        to_read=_to_read(case),
        questions=tuple(one.rule.question for one in screening.explain(case) if one.answer is None),
        channels=tuple(channel for channel in VISITS if channel not in unsafe),
    )


def _ahead(case: Case, pack: "TerritoryPack", on: date) -> tuple[Deadline, ...]:
    ahead = (one for one in case_deadlines(case, pack.law).found if one.on >= on)
    return tuple(sorted(ahead, key=lambda one: (one.on, one.kind))[:_DATES_SHOWN])


def _to_read(case: Case) -> tuple[str, ...]:
    names = (*_ALWAYS, *_BY_STAGE.get(case.facts.stage, ()))
    return tuple(name for name in names if getattr(case.procedure, name) is None)
