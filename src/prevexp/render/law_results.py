"""The French words of what a rule takes and of what it returns: named inputs, named results, and their slugs."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from prevexp.law.period import Period
from prevexp.law.reasoning import ResultValue

from . import french
from .law_words import length
from .review_labels import REVIEW_INPUTS

INPUTS: Mapping[str, str] = MappingProxyType(
    {
        "act_kind": "nature de l’acte",
        "aid_paid_to": "à qui l’aide au logement est versée",
        "answered_on": "date de la réponse",
        "assignation_served_on": "date de l’assignation",
        "backward_reading": "lecture du délai à rebours",
        "bad_faith": "mauvaise foi retenue",
        "break_in": "entrée par voie de fait",
        "caf_reported_on": "date du signalement à la CAF ou à la MSA",
        "ccapex_seized_on": "date de saisine de la CCAPEX",
        "charges_cents": "charges mensuelles, en centimes",
        "claimed_on": "date de la demande en paiement",
        "clause_delay_in_lease": "délai de la clause écrit dans le bail",
        "commandement_served_on": "date du commandement de payer",
        "commune_has_protestant_temple": "temple protestant ou église mixte dans la commune",
        "constituted_on": "date de constitution de l’impayé",
        "debt_born_on": "date de naissance de la dette",
        "debt_cents": "dette, en centimes",
        "debt_on": "date de la dette",
        "decided_on": "date de la décision",
        "decision_served_on": "date de signification de la décision",
        "decision_final": "décision définitive",
        "decision_kind": "nature de la décision",
        "delay_cut_to": "délai réduit par le juge",
        "delay_granted": "délai accordé",
        "delay_stated": "délai annoncé dans l’acte",
        "dsf_body_seized_on": "date de saisine de l’organisme du diagnostic",
        "due_on": "date d’exigibilité",
        "eviction_at": "heure de l’expulsion",
        "eviction_on": "date de l’expulsion",
        "file_complete_on": "date du dossier complet",
        "filed_on": "date de dépôt",
        "financial_year_ends_on": "fin de l’exercice",
        "first_term_on": "date de la première échéance",
        "force_answer": "réponse du préfet",
        "force_answered_on": "date de la réponse du préfet",
        "force_requested_on": "date de la réquisition de la force publique",
        "furnished": "logement meublé",
        "hearing_on": "date de l’audience",
        "housing_aid_cents": "aide au logement mensuelle, en centimes",
        "judge_permission": "permission du juge",
        "judge_time_until": "fin du délai accordé par le juge",
        "judged_on": "date du jugement",
        "landlord_kind": "nature du bailleur",
        "last_exchange_on": "date du dernier échange",
        "lease_concluded_on": "date de conclusion du bail",
        "lease_renewed_on": "date de renouvellement du bail",
        "monthly_terms": "nombre de mensualités",
        "months_since_first_default": "mois depuis le premier impayé",
        "months_unpaid": "mois d’impayé",
        "moratorium": "durée du moratoire",
        "moratorium_starts_on": "début du moratoire",
        "received_on": "date de réception des données",
        "prefect_notified_on": "date de notification au préfet",
        "prefect_seized": "préfet saisi du commandement",
        "prefect_seized_on": "date de saisine du préfet",
        "prefectoral_months": "mois fixés par l’arrêté préfectoral",
        "prefectoral_rents": "loyers fixés par l’arrêté préfectoral",
        "quit_notice_served_on": "date du commandement de quitter les lieux",
        "registered_on": "date d’enregistrement",
        "rehoused": "relogement assuré",
        "rent_cents": "loyer mensuel hors charges, en centimes",
        "rent_due_on": "date d’exigibilité du loyer",
        "rent_without_charges_cents": "loyer mensuel hors charges, en centimes",
        "rent_resumed": "loyer courant repris",
        "requested_on": "date de la demande",
        "right_requested_on": "date de réception de la demande de la personne",
        "rp_decided_on": "date du rétablissement personnel",
        "served_on": "date de signification",
        "spouse_known_to_landlord": "conjoint connu du bailleur",
        "spouse_served": "acte signifié au conjoint",
        "surety": "caution",
        "surety_served_on": "date de signification à la caution",
        "suspension_asked": "suspension demandée",
        "suspension_decided_on": "date de la suspension",
        "tenant_able_to_pay": "locataire en mesure de payer",
        **REVIEW_INPUTS,
    }
)
"""What a rule takes."""

RESULTS: Mapping[str, str] = MappingProxyType(
    {
        "abandonment": "mise en demeure pour abandon",
        "answer_due": "réponse à la personne due au plus tard le",
        "answer_due_extended": "réponse due au plus tard le, si le délai est prolongé",
        "accounts_due": "compte rendu financier dû au plus tard le",
        "inform_due": "information du ménage due au plus tard le",
        "act_affected": "acte contre le locataire atteint",
        "act_void": "nullité de l’acte, que seul un juge peut prononcer",
        "admissibility_due": "décision de recevabilité attendue au plus tard le",
        "aid_arrears": "impayé constitué au sens de l’aide au logement",
        "ask": "à demander",
        "assignation": "assignation",
        "caf_report_due": "signalement à la CAF ou à la MSA dû au plus tard le",
        "ccapex_signal": "signalement à la CCAPEX",
        "ccapex_signal_due": "signalement à la CCAPEX dû",
        "check": "contrôle n°",
        "claimable": "somme encore réclamable",
        "clause_delay": "délai de la clause",
        "clause_suspended_until": "clause suspendue jusqu’au",
        "clause_suspension_possible": "suspension de la clause possible",
        "consequence": "conséquence",
        "delay_ends": "fin du délai de paiement",
        "delay_state": "état du délai",
        "dsf_due": "diagnostic dû au plus tard le",
        "dsf_interview_offer_due": "entretien à proposer au plus tard le",
        "dsf_plan_by": "diagnostic : jour à prévoir",
        "earliest_assignation": "première assignation possible",
        "earliest_eviction": "première expulsion possible",
        "effect_day": "premier jour d’effet",
        "enforcement_allowed": "exécution permise ce jour-là",
        "excess_cents": "frais et sommes réclamés en trop",
        "finding": "constat",
        "first_late_day": "premier jour tardif",
        "follow_up_due": "contact de veille dû au plus tard le",
        "follow_up_on": "relance à prévoir le",
        "harm_needed": "grief à prouver",
        "implicit_refusal_on": "refus implicite le",
        "in_truce": "dans la trêve hivernale",
        "lapses_after": "réclamable jusqu’au",
        "last_day": "dernier jour du délai",
        "last_term_on": "dernière échéance du plan",
        "late_after": "commission en retard après le",
        "latest_notification": "dernier jour utile pour notifier au préfet",
        "legal_delay": "délai légal",
        "moratorium_ends": "fin du moratoire",
        "no_later_than": "dernier jour au plus tard, toutes lectures",
        "nominal_last_day": "dernier jour avant report",
        "notification": "notification au préfet",
        "payment_delays_possible": "délais de paiement possibles",
        "plan_by": "jour à prévoir (au plus tôt)",
        "plan_end_latest": "fin du plan au plus tard le",
        "policy": "question ouverte qui décide",
        "postponed_day": "jour reporté (état d’urgence de 2020)",
        "postponement_days": "jours de report",
        "punishable_from": "maintien punissable à compter du",
        "renewal_due": "renouvellement dû au plus tard le",
        "state_liability_from": "responsabilité de l’État à compter du",
        "surety_owes_penalties_and_late_interest": "caution tenue des pénalités et intérêts de retard",
        "surety_service": "signification à la caution",
        "suspension_ends": "fin de la suspension au plus tard le",
        "threshold_cents": "seuil",
        "time_ends": "fin du délai accordé",
        "truce_ends": "fin de la trêve hivernale",
        "visale_notice_due": "mise en demeure Visale due au plus tard le",
        "warn_threshold_cents": "seuil d’alerte (lecture la plus basse)",
        "within_limits": "dans les limites de la loi",
        "wrong_last_day": "dernier jour annoncé à tort",
    }
)
"""What a rule returns, by the name of the value."""

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "late": "tardive",
        "in-time": "dans les temps",
        "too-early": "trop tôt",
        "rule-not-applicable": "règle non applicable",
        "claim-inadmissible": "demande irrecevable, à tout stade et sans grief",
        "running": "en cours",
        "suspended": "suspendu : le préfet n’est pas saisi",
        "not-known": "non connu",
        "no-delay": "aucun délai",
        "ok": "conforme",
        "defect": "irrégularité à signaler à un juriste",
        "unknown": "non connu",
        "not-applicable": "sans objet",
        "bailiff-or-act": "au commissaire de justice, ou lire l’acte",
        "caf-or-msa": "à la CAF ou à la MSA",
        "ccapex": "au secrétariat de la CCAPEX",
        "court": "au greffe du tribunal",
        "household": "au ménage",
        "household-or-landlord": "au ménage ou au bailleur",
        "landlord": "au bailleur",
        "lawyer": "à un juriste",
        "lease": "le bail",
        "plugin": "à l’auteur de l’extension",
        "prefecture": "à la préfecture",
        "town-hall": "à la mairie",
    }
)
"""The slugs a value may be."""


NOTHING = "not-applicable"
_MOOT: Mapping[str, tuple[str, tuple[ResultValue, ...]]] = MappingProxyType(
    {
        "truce_ends": ("in_truce", (False,)),
        "postponed_day": ("postponement_days", (0,)),
        "caf_report_due": ("aid_arrears", (False,)),
        "last_day": ("delay_state", ("suspended", "no-delay")),
        "implicit_refusal_on": ("implicit_refusal_on", (None,)),
    }
)
"""A value that is None because there is nothing to tell -> what another value then says."""


def moot(name: str, values: Mapping[str, ResultValue]) -> bool:
    """Say whether there is nothing to tell under a name: no end of a truce for a day outside of it."""
    other, said = _MOOT.get(name, (name, ()))
    return values.get(other) in said


def result_line(name: str, value: ResultValue, policies: Mapping[str, str]) -> str:
    """Write one value of a ruling: « Dernier jour du délai : 15 juin 2021 ». `policies` are titles by policy id."""
    rule, _, plain = name.rpartition(".")
    told = f"{rule}, {RESULTS.get(plain, plain)}" if rule else RESULTS.get(plain, plain)
    return f"{told[:1].upper()}{told[1:]} : {result_words(name, value, policies)}."


def result_words(name: str, value: ResultValue, policies: Mapping[str, str]) -> str:
    """Write a value: a date in full, an amount in euros, yes or no, a slug in words; None is not known."""
    if isinstance(value, Period):
        return length(value)
    if isinstance(value, date):
        return french.day(value)
    if value is None or isinstance(value, bool):
        return french.answer(value)
    if isinstance(value, int):
        return french.euros(value) if name.endswith("_cents") else french.number(value)
    return WORDS.get(value) or policies.get(value) or value
