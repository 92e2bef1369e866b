"""What the settings switch on: the cap of a convention, which an announced cut lifts, and the letter of a charter."""

from prevexp.domain.vocabulary import ActKind
from prevexp.eligibility import EligibilityRule
from prevexp.law.reasoning import Reasoning
from prevexp.law.review.checks import NoticeCheck
from prevexp.law.review.finding import Ask
from prevexp.law.review.finding import Found
from prevexp.law.review.finding import Why
from prevexp.law.review.finding import because
from prevexp.law.review.finding import defect
from prevexp.law.review.finding import not_seen
from prevexp.law.review.finding import ok
from prevexp.registry import facts

from .facts import CUT_ANNOUNCED
from .settings import Cap

_known = facts.extended((CUT_ANNOUNCED,))


def capped(cap: Cap) -> EligibilityRule:
    """Return the rule of a convention: a debt up to its cap, whatever the debt where a cut is announced.

    A cut only ever opens: where none is known, a debt above the cap is to be checked, by asking the household.
    """
    return EligibilityRule(
        id="energie.cap",
        question="La dette est-elle sous le plafond, ou une coupure d’énergie est-elle annoncée ?",
        source=cap.source,
        expression=(_known.arrears_cents <= cap.cents) | _known["energie.cut_announced"],
        remedy="Demander le décompte au bailleur, et au ménage si une coupure d’énergie est annoncée.",
    )


def letter_sent(_: Reasoning, *, energie_letter_sent: bool | None = None) -> Found:
    """Ask whether the landlord sent, before the act, the letter that names the FSL for rent and energy bills."""
    if energie_letter_sent is None:
        return not_seen(Ask.LANDLORD, "energie_letter_sent")
    return ok() if energie_letter_sent else defect(because(Why.CONTRARY, inputs=("energie_letter_sent",)))


def charter_letter(charter: str) -> NoticeCheck:
    """Return the check of a charter; whoever signed it promised the letter, and no law asks for it."""
    acts = frozenset({ActKind.COMMANDEMENT_DE_PAYER})
    return NoticeCheck(id="energie.letter", act_kinds=acts, source=charter, check=letter_sent)
