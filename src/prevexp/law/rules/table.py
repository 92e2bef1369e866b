"""Every rule that can be computed, by the ids of the law notes."""

from functools import cache

from ...domain.vocabulary import ActKind
from ..compute import RuleOfLaw
from ..compute import Rules
from ..review.checks import check_rules
from .act import abandonment
from .act import ccapex_signal
from .act import claim_prescription
from .act import surety_service
from .aid import aid_arrears
from .aid import aid_report
from .assignation import ccapex_wait
from .assignation import prefect_notice
from .assignation import premature_assignation
from .assignation import social_diagnosis
from .clause import clause_delay
from .clause import covid_freeze
from .hearing import appeal
from .hearing import clause_suspension
from .hearing import payment_time
from .leaving import hardship_time
from .leaving import judge_time
from .leaving import leaving_delay
from .leaving import public_force
from .leaving import unlawful_stay
from .leaving import winter_truce
from .relief import admissibility
from .relief import after_moratorium
from .relief import after_recovery
from .relief import answer_right
from .relief import dalo
from .relief import eviction_suspension
from .relief import follow_up
from .relief import grant_accounts
from .relief import inform_person
from .relief import request_renewal
from .relief import visale_notice

_PAY = frozenset({ActKind.COMMANDEMENT_DE_PAYER})
_SUE = frozenset({ActKind.ASSIGNATION})
_QUIT = frozenset({ActKind.COMMANDEMENT_DE_QUITTER_LES_LIEUX})
_FORCE = frozenset({ActKind.CONCOURS_FORCE_PUBLIQUE})

RULES = (
    RuleOfLaw(
        ids=("C2", "C2b"),
        function=clause_delay,
        acts=_PAY,
        picks={"lease_concluded_on": "clause-delay"},
    ),
    RuleOfLaw(ids=("C7",), function=surety_service, acts=_PAY),
    RuleOfLaw(ids=("C8a", "C8b"), function=ccapex_signal, acts=_PAY),
    RuleOfLaw(ids=("C10",), function=abandonment, acts=_PAY),
    RuleOfLaw(ids=("C11",), function=covid_freeze, acts=_PAY),
    RuleOfLaw(ids=("S2",), function=claim_prescription),
    RuleOfLaw(ids=("A1", "F6"), function=ccapex_wait, acts=_SUE),
    RuleOfLaw(ids=("A2",), function=prefect_notice, acts=_SUE),
    RuleOfLaw(ids=("A5",), function=social_diagnosis),
    RuleOfLaw(ids=("A6",), function=premature_assignation, acts=_SUE),
    RuleOfLaw(ids=("H1",), function=payment_time),
    RuleOfLaw(ids=("H2",), function=clause_suspension),
    RuleOfLaw(ids=("H6",), function=appeal),
    RuleOfLaw(ids=("E3", "E5"), function=leaving_delay, acts=_QUIT),
    RuleOfLaw(ids=("E4",), function=hardship_time),
    RuleOfLaw(ids=("E6",), function=judge_time),
    RuleOfLaw(ids=("E7", "E7a", "E7b", "E12"), function=winter_truce),
    RuleOfLaw(ids=("E10",), function=public_force, acts=_FORCE),
    RuleOfLaw(ids=("E11",), function=unlawful_stay, acts=_QUIT),
    RuleOfLaw(ids=("F1", "F2"), function=aid_arrears),
    RuleOfLaw(ids=("F3",), function=aid_report),
    RuleOfLaw(ids=("F7",), function=admissibility),
    RuleOfLaw(ids=("F8",), function=eviction_suspension),
    RuleOfLaw(ids=("F9",), function=after_moratorium),
    RuleOfLaw(ids=("F10",), function=after_recovery),
    RuleOfLaw(ids=("F13",), function=dalo),
    RuleOfLaw(ids=("F14",), function=request_renewal),
    RuleOfLaw(ids=("F15",), function=visale_notice),
    RuleOfLaw(ids=("O1",), function=follow_up),
    RuleOfLaw(ids=("O4",), function=grant_accounts),
    RuleOfLaw(ids=("O5",), function=inform_person),
    RuleOfLaw(ids=("O6",), function=answer_right),
)


@cache
def national_rules() -> Rules:
    """Return the table of the national rules, with the checks of the review."""
    return Rules.of((*RULES, *check_rules()))
