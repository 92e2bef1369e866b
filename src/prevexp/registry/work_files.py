"""What a territory sets for casework, each part in its own file; without the file, what comes with prevexp holds."""

from typing import Any

from prevexp.domain.places import CommuneRegister
from prevexp.domain.team import Team

from .budget_files import BUDGET
from .budget_files import read_budget_rules
from .contact_files import CONTACT
from .contact_files import read_contact_plan
from .engagement_files import ENGAGEMENT
from .engagement_files import read_engagement_rules
from .folder import PackFolder
from .landlord_files import LANDLORD
from .landlord_files import read_landlord_plan
from .referral_files import REFERRAL
from .referral_files import read_referral_plan
from .retention_files import RETENTION
from .retention_files import read_retention
from .rounds_files import ROUNDS
from .rounds_files import read_rounds

WORK_FILES = (CONTACT, ROUNDS, ENGAGEMENT, BUDGET, LANDLORD, REFERRAL, RETENTION)


def read_work(folder: PackFolder, register: CommuneRegister, team: Team) -> dict[str, Any] | None:
    """Return the parts by the names of their fields in `TerritoryPack`; None if a problem left one without an object.

    All files are read, so that all problems are found.
    """
    parts = {
        "contact_plan": read_contact_plan(folder),
        "rounds": read_rounds(folder, register, team),
        "engagement": read_engagement_rules(folder),
        "budget_rules": read_budget_rules(folder),
        "landlord_plan": read_landlord_plan(folder),
        "referral_plan": read_referral_plan(folder),
        "retention": read_retention(folder),
    }
    return None if any(part is None for part in parts.values()) else parts
