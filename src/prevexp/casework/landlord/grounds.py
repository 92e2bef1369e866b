"""Whether the landlord may be told something about this case without learning what is not theirs.

General information on guarantees holds no data of the household, but that it comes from the team about this dwelling
tells the landlord that somebody spoke of their tenant. It does so no more where the landlord's own act is the procedure
(the commissaire de justice signals it to the CCAPEX by law), where they asked, or where the household lets the team.
A refusal or an agreement of the household changes none of the first two: the letter says nothing of either.
Source: call C12, C23; RGPD art. 5-1-c; loi 89-462 art. 24 I.
"""

from datetime import date

from ...domain.case import Case
from ...domain.landlord import LANDLORD
from ...domain.landlord import InformationGround
from ...domain.landlord import Initiative
from ...domain.said import shares
from ...domain.vocabulary import FieldGroup
from ...domain.vocabulary import Stage
from ..legal import legal_facts

_ACTS = ("commandement_served_on", "assignation_served_on", "quit_notice_served_on", "force_requested_on")
_BEFORE_ANY_ACT = frozenset({Stage.SIGNALEMENT, Stage.NOT_KNOWN})


def information_ground(case: Case, on: date) -> InformationGround | None:
    """Return why the landlord may be told of guarantees on a day, None if they may not (call C12)."""
    if any(one.initiative is Initiative.LANDLORD and one.on <= on for one in case.landlord.contacts):
        return InformationGround.LANDLORD_ASKED
    if _landlord_acted(case, on):
        return InformationGround.PROCEDURE
    if may_mediate(case, on):
        return InformationGround.HOUSEHOLD_AUTHORISED
    return None


def may_mediate(case: Case, on: date) -> bool:
    """Say whether the household agrees and lets the team speak to the landlord of steps on a day (call C10, C23)."""
    return shares(case, LANDLORD, FieldGroup.STEPS, on)


def _landlord_acted(case: Case, on: date) -> bool:
    """Say whether an act was served for the landlord by a day; a signal may be the CAF's, and is none of theirs."""
    facts = legal_facts(case)
    days = [facts.get(name) for name in _ACTS]
    if any(isinstance(day, date) and day <= on for day in days):
        return True
    return case.facts.stage not in _BEFORE_ANY_ACT and (case.facts.act_on or case.last_listed_on) <= on
