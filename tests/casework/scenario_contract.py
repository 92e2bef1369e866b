"""How the scenarios in French speak of contracts, undertakings, repayment plans and the rent.

What is opened is called by its place: `demarche = 1` is the first that was promised, `plan = 1` the first signed.
"""

import attrs

from prevexp.casework.case_day import CaseDay
from prevexp.casework.contract import commands
from prevexp.casework.contract.contracts import last_contract
from prevexp.casework.contract.due import engagement_due
from prevexp.casework.contract.instalments import equal_instalments
from prevexp.casework.contract.repayment import kept_after
from prevexp.casework.contract.repayment import plan_standing
from prevexp.casework.contract.repayment import rent_paid
from prevexp.casework.contract.undertakings import not_gone_through
from prevexp.casework.contract.undertakings import to_go_through
from prevexp.casework.contract.undertakings import undertaking_standing
from prevexp.casework.engagement_rules import EngagementRules
from prevexp.domain.assessment_vocabulary import RentResumed
from prevexp.domain.engagement_vocabulary import ContractEnd
from prevexp.domain.engagement_vocabulary import Objective
from prevexp.domain.engagement_vocabulary import PlanEnd
from prevexp.domain.engagement_vocabulary import PostponeReason
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.engagement_vocabulary import UndertakingOwner
from prevexp.domain.engagement_vocabulary import UndertakingProof
from prevexp.domain.engagement_vocabulary import UndertakingStatus

RULES = EngagementRules(
    undertakings_need_contract=True,
    contract_notice_days=30,
    undertaking_notice_days=7,
    instalment_check_days=5,
    source="appel à projets, C10",
)
"""As département 62 has them."""

FIELDS = {
    "debut": ("starts_on", None),
    "jusqu_au": ("until", None),
    "au_plus_tard": ("due_on", None),
    "nature": ("kind", UndertakingKind),
    "objectif": ("objective", Objective),
    "par": ("owner", UndertakingOwner),
    "partenaire": ("partner", str),
    "preuve": ("proof", UndertakingProof),
    "etat": ("status", UndertakingStatus),
    "montant": ("cents", None),
    "rang": ("rank", None),
    "total": ("total_cents", None),
}
"""What a scenario calls a field -> the field, and how its value is read; amounts are cents."""

KINDS = {
    "contrat": commands.SignContract,
    "renouvellement": commands.RenewContract,
    "fin du contrat": commands.EndContract,
    "démarche": commands.PromiseUndertaking,
    "état": commands.MoveUndertaking,
    "report": commands.PostponeUndertaking,
    "revue": commands.ReviewUndertakings,
    "plan": commands.SignRepaymentPlan,
    "paiement": commands.NotePayment,
    "impayé": commands.NoteMissedInstalment,
    "fin du plan": commands.EndRepaymentPlan,
    "loyer": commands.NoteRent,
}
REASONS = {
    commands.EndContract: ContractEnd,
    commands.PostponeUndertaking: PostponeReason,
    commands.EndRepaymentPlan: PlanEnd,
}


def contract_plan(plan):
    """Return the plan of work with the rules of this part."""
    return attrs.evolve(plan, engagement=RULES)


def numbered(facts, place):
    """Return the number of what was opened at a place, counted from 1; one that is not there has none."""
    numbers = sorted(fact.number for fact in facts)
    return numbers[place - 1] if place <= len(numbers) else 999


def contract_played(desk, note):
    """Note one line of a scenario and return what came of it."""
    kind, engagement = KINDS[note["saisie"]], desk.case.engagement
    words = dict(note)
    on = words.pop("le")
    del words["saisie"]
    fields = {}
    if "demarche" in words:
        fields["number"] = numbered(engagement.undertakings, words.pop("demarche"))
    if "plan" in words:
        fields["number"] = numbered(engagement.plans, words.pop("plan"))
    if "remplace" in words:
        fields["replaces"] = numbered(engagement.plans, words.pop("remplace"))
    if "motif" in words:
        fields["reason"] = REASONS[kind](words.pop("motif"))
    if "paye" in words:
        fields["payment"] = RentResumed(words.pop("paye"))
    if "mois" in words:
        months, first = words.pop("mois"), words.pop("premiere")
        fields["instalments"] = equal_instalments(note["total"], months=months, first_due_on=first)
    if "reponses" in words:
        fields["answers"] = tuple(answer(engagement, one) for one in words.pop("reponses"))
        fields["done"] = words.pop("veille_faite", False)
    for word, value in words.items():
        name, kind_of_value = FIELDS[word]
        fields[name] = kind_of_value(value) if kind_of_value else value
    return desk.say(kind, on, **fields)


def answer(engagement, said):
    """Return what is said of one undertaking at a follow-up."""
    status = UndertakingStatus(said["etat"]) if "etat" in said else None
    return commands.UndertakingAnswer(number=numbered(engagement.undertakings, said["demarche"]), status=status)


def contract_read(case, plan, expected):
    """Return what this part can say on a day, as far as the scenario asks for it."""
    on, engagement, seen = expected["le"], case.engagement, {}
    if "contrat" in expected:
        last = last_contract(case, on)
        seen["contrat"] = last.state if last else "aucun"
    if "demarche" in expected:
        standing = undertaking_standing(case, numbered(engagement.undertakings, expected["demarche"]), on)
        seen |= {"demarche": expected["demarche"], "etat": standing.status, "resultat": standing.result}
        seen |= {"attend": standing.waiting_for or "personne", "au_plus_tard": standing.due_on}
        seen |= {"demande": standing.asked_cents, "accorde": standing.granted_cents}
    if "plan" in expected:
        number = numbered(engagement.plans, expected["plan"])
        standing = plan_standing(case, number, on)
        seen |= {"plan": expected["plan"], "plan_etat": standing.state, "reste": standing.left_cents}
        seen["echeances"] = [one.state.value for one in standing.instalments]
        kept = kept_after(case, number, months=expected.get("apres_mois", 0), on=on)
        seen |= {"apres_mois": expected.get("apres_mois"), "tenu": {True: "oui", False: "non", None: "non connu"}[kept]}
    seen["loyer"] = rent_paid(case, on) or "non connu"
    seen["a_faire"] = [one.about or one.task.value for one in engagement_due(CaseDay.of(case, on), plan)]
    places = {number: i + 1 for i, number in enumerate(sorted(one.number for one in engagement.undertakings))}
    seen["a_revoir"] = [places[one.number] for one in to_go_through(case, on)]
    seen["pas_revues"] = [places[one.number] for one in not_gone_through(case, on)]
    return seen
