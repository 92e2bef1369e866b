"""The French labels of the review of an act: findings, whom to ask, sanctions, and what is read on the documents."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from prevexp.domain.act_review import Finding
from prevexp.law.review.finding import Ask
from prevexp.law.review.service import ServedBy
from prevexp.law.review.service import ServiceMode
from prevexp.law.review.sheet import Adviser
from prevexp.law.review.sheet import SanctionKind

_FINDINGS = {
    Finding.DEFECT: "irrégularité à examiner",
    Finding.UNKNOWN: "non connu",
    Finding.OK: "conforme",
    Finding.NOT_APPLICABLE: "sans objet",
}
_ASKS = {
    Ask.BAILIFF_OR_ACT: "lire l’acte, ou demander au commissaire de justice",
    Ask.LEASE: "lire le bail",
    Ask.LANDLORD: "demander au bailleur",
    Ask.PREFECTURE: "demander à la préfecture",
    Ask.HOUSEHOLD: "demander au ménage",
    Ask.HOUSEHOLD_OR_LANDLORD: "demander au ménage ou au bailleur",
    Ask.CCAPEX: "demander au secrétariat de la CCAPEX",
    Ask.COMMISSAIRE_DE_JUSTICE: "demander au commissaire de justice",
    Ask.TOWN_HALL: "demander à la mairie",
    Ask.LAWYER: "demander à un juriste",
    Ask.PLUGIN: "prévenir l’auteur de l’extension",
}
_SANCTIONS = {
    SanctionKind.FORM_NULLITY: "vice de forme",
    SanctionKind.SUBSTANTIVE_NULLITY: "irrégularité de fond",
    SanctionKind.INADMISSIBLE: "fin de non-recevoir",
    SanctionKind.OTHER: "autre conséquence",
}
_ADVISERS = {Adviser.ADIL: "l’ADIL", Adviser.AVOCAT: "un avocat"}
_SERVED_BY = {
    ServedBy.HUISSIER_DE_JUSTICE: "huissier de justice",
    ServedBy.COMMISSAIRE_DE_JUSTICE: "commissaire de justice",
    ServedBy.POST: "la poste",
    ServedBy.EMAIL: "courriel",
    ServedBy.SOMEBODY_ELSE: "une autre personne",
}
_MODES = {
    ServiceMode.TO_THE_PERSON: "à personne",
    ServiceMode.AT_HOME: "à domicile",
    ServiceMode.AT_THE_OFFICE: "dépôt à l’étude",
    ServiceMode.SEARCHED_IN_VAIN: "procès-verbal de recherches infructueuses",
}

REVIEW_LABELS: tuple[Mapping[Any, str], ...] = (_FINDINGS, _ASKS, _SANCTIONS, _ADVISERS, _SERVED_BY, _MODES)
"""One map for each vocabulary of the review; `labels` serves them with all others."""

REVIEW_INPUTS: Mapping[str, str] = MappingProxyType(
    {
        "account_by_term": "décompte terme par terme (loyer, charges, paiements, aides)",
        "act_dated": "date portée sur l’acte",
        "addressee_identified": "destinataire désigné (nom, domicile)",
        "aid_credited": "aides et paiements reçus par le bailleur déduits",
        "ccapex_signalled": "signalement fait à la CCAPEX",
        "cotenants_served": "acte signifié à chaque titulaire du bail",
        "debt_contested": "dette contestée par le ménage",
        "delays_contradict": "délais contradictoires dans l’acte",
        "fees_claimed_cents": "pénalités et frais jamais exigibles réclamés",
        "fsl_department": "département du FSL indiqué",
        "fsl_stated": "FSL et son adresse indiqués",
        "grace_delay_stated": "délai de grâce indiqué",
        "has_spouse": "conjoint ou partenaire de PACS",
        "latest_term_due_on": "échéance du dernier terme réclamé",
        "lease_has_clause": "clause résolutoire écrite dans le bail",
        "letter_registered": "lettre recommandée après le procès-verbal de recherches",
        "letter_sent": "lettre envoyée après la remise",
        "letter_sent_on": "date d’envoi de la lettre",
        "main_home": "résidence principale",
        "no_delay_stated": "aucun délai annoncé dans l’acte",
        "notice_left": "avis de passage laissé",
        "officer_identified": "officier désigné (nom, demeure, signature)",
        "oldest_term_due_on": "échéance du plus ancien terme réclamé",
        "other_sums_claimed_cents": "sommes réclamées qui ne sont ni loyer ni charges",
        "prefect_notified": "assignation notifiée au préfet",
        "quit_court_stated": "juge compétent indiqué",
        "quit_date_stated": "date de départ indiquée",
        "quit_texts_copied": "articles L.412-1 à L.412-6 reproduits",
        "quit_title_stated": "titre exécutoire indiqué",
        "quit_warning_stated": "avertissement d’expulsion forcée",
        "rent_and_charges_stated": "loyer et charges mensuels indiqués",
        "requester_has_power": "pouvoir du requérant justifié",
        "requester_identified": "requérant désigné complètement",
        "requester_is_landlord": "le requérant est le bailleur",
        "residential_use": "habitation ou usage mixte",
        "served_at": "heure de la signification",
        "served_by": "acte remis par",
        "service_mode": "mode de remise",
        "special_letting": "logement-foyer, bail saisonnier ou de fonction",
        "texts_reproduced": "article 24 et article 6 de la loi 90-449 reproduits",
        "warning_stated": "avertissement de procédure et d’expulsion",
    }
)
"""What only the review takes."""
