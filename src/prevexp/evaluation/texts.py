"""The French of the facts that indicators read: what the team is asked, whom to ask, what exactly the fact holds.

These words are data of the facts, as a territory's own facts bring theirs.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class WorkText(NamedTuple):
    """What a fact asks and what it holds; whom to ask is always the team, which wrote the case."""

    question: str
    description: str


ASK = "Vérifier dans le dossier ce que l'équipe a noté."

WORK: Mapping[str, WorkText] = MappingProxyType(
    {
        "verdict": WorkText(
            "Le dossier est-il éligible ?",
            "Décision du jour observé ; un dossier attribué compte comme éligible ; à vérifier : non connu.",
        ),
        "allocated_on": WorkText("Quand le dossier a-t-il été attribué ?", "Jour de l'attribution à l'équipe."),
        "first_attempt_on": WorkText("Quand a-t-on tenté un premier contact ?", "Jour de la première tentative."),
        "first_channel": WorkText("Par quel canal ?", "Canal de la première tentative."),
        "attempts": WorkText("Combien de tentatives ?", "Nombre de tentatives et d'échanges notés."),
        "first_exchange_on": WorkText(
            "Quand le ménage a-t-il répondu ?",
            "Jour du premier échange dans les deux sens ; un tiers ne compte pas.",
        ),
        "first_met_on": WorkText("Quand le ménage a-t-il été rencontré ?", "Jour de la première rencontre."),
        "met_at": WorkText("Où ?", "Lieu de la première rencontre."),
        "diagnosis_refused": WorkText(
            "Le ménage refuse-t-il le diagnostic ?",
            "Vrai si sa dernière parole est un refus, ou le retrait de son accord.",
        ),
        "agreed_on": WorkText("Quand a-t-il donné son accord ?", "Jour du premier accord au diagnostic."),
        "act_checked_on": WorkText("Quand un acte a-t-il été contrôlé ?", "Jour du premier contrôle d'un acte."),
        "act_contestable": WorkText(
            "L'acte est-il irrégulier ou contestable ?",
            "Vrai si un contrôle a noté un défaut ou une piste ; non connu tant qu'aucun acte n'est contrôlé.",
        ),
        "assessed_on": WorkText("Quand le diagnostic a-t-il été fait ?", "Jour du premier diagnostic de l'équipe."),
        "assessed_at": WorkText("Où ?", "Lieu du premier diagnostic."),
        "contract_on": WorkText("Quand le contrat a-t-il été signé ?", "Jour du premier contrat d'engagement."),
        "watches_due": WorkText(
            "Combien de veilles sont échues ?",
            "Contacts à prendre après un échange dont le dernier jour est passé ; les veilles annulées n'en sont pas.",
        ),
        "watches_in_time": WorkText("Combien ont été faites à temps ?", "Celles qui l'ont été à leur dernier jour."),
        "landlord_informed_on": WorkText(
            "Quand le bailleur a-t-il été informé ?", "Jour où les garanties mobilisables lui ont été dites."
        ),
        "referred_on": WorkText("Quand le ménage a-t-il été orienté ?", "Jour du premier envoi à un partenaire."),
        "plan_signed_on": WorkText("Quand un plan a-t-il été signé ?", "Jour du premier plan d'apurement."),
        "rent_resumed": WorkText("Le loyer courant est-il payé ?", "Dernier constat sur le loyer courant."),
        "closed_on": WorkText("Quand le dossier a-t-il été clos ?", "Jour de la clôture en vigueur."),
        "closure_reason": WorkText("Pour quel motif ?", "Motif de la clôture en vigueur."),
        "closure_outcome": WorkText(
            "Qu'est devenu le ménage ?", "Où vit le ménage à la clôture ; non connu n'est jamais pris pour autre chose."
        ),
        "phone_listed": WorkText("La liste donne-t-elle un téléphone ?", "Vrai si un numéro utilisable est connu."),
        "street_listed": WorkText("La liste donne-t-elle une adresse ?", "Vrai si la voie est connue."),
    }
)
