"""The French of the core facts and rules: what the team is asked, whom to ask, and what to do about an answer.

These words are rule data, as a territory's own rules bring theirs; labels of values and pages live in `render/`.
"""

from collections.abc import Mapping
from types import MappingProxyType

import attrs


@attrs.frozen
class FactText:
    """What a fact asks, whom to ask when it is not known, and what exactly it holds."""

    question: str
    ask: str
    description: str


@attrs.frozen
class RuleText:
    """The title and the question of a rule, and what to do when the answer is not yes."""

    title: str
    question: str
    remedy: str


_SECRETARIAT = "Demander au secrétariat de la CCAPEX"

FACTS: Mapping[str, FactText] = MappingProxyType(
    {
        "stock": FactText(
            "De quel parc le logement relève-t-il ?",
            f"{_SECRETARIAT}, ou au bailleur, si le logement relève du parc privé ou du parc social.",
            "Parc locatif du logement : privé ou social.",
        ),
        "landlord_kind": FactText(
            "Qui est le bailleur ?",
            f"{_SECRETARIAT} la nature du bailleur (personne physique, SCI familiale, personne morale).",
            "Nature du bailleur, dont dépendent ses obligations légales.",
        ),
        "stage": FactText(
            "À quel stade en est la procédure ?",
            f"{_SECRETARIAT} le dernier acte connu.",
            "Dernier stade connu de la procédure à la date du transfert.",
        ),
        "commune": FactText(
            "Dans quelle commune le logement se trouve-t-il ?",
            f"{_SECRETARIAT} le code INSEE de la commune.",
            "Code INSEE de la commune du logement (jamais le code postal).",
        ),
        "in_territory": FactText(
            "Le logement est-il dans le territoire de l'équipe ?",
            f"{_SECRETARIAT} l'adresse exacte du logement.",
            "Vrai si la commune figure au registre des communes du territoire.",
        ),
        "arrondissement": FactText(
            "Dans quel arrondissement le logement se trouve-t-il ?",
            f"{_SECRETARIAT} le code INSEE de la commune.",
            "Code de l'arrondissement, d'après la commune.",
        ),
        "rural": FactText(
            "La commune est-elle rurale ?",
            f"{_SECRETARIAT} le code INSEE de la commune.",
            "Classement de la commune dans le registre du territoire.",
        ),
        "arrears_cents": FactText(
            "Quel est le montant de l'impayé ?",
            "Demander un décompte au secrétariat de la CCAPEX ou au bailleur.",
            "Dette locative à la date du décompte, en centimes ; 0 : dite soldée.",
        ),
        "arrears_on": FactText(
            "De quel jour date le décompte de l'impayé ?",
            "Demander un décompte daté au secrétariat de la CCAPEX ou au bailleur.",
            "Jour du décompte.",
        ),
        "listed_as_unpaid": FactText(
            "Le dossier a-t-il été transmis pour un impayé de loyer ?",
            f"{_SECRETARIAT} le motif du signalement.",
            "Vrai si le dossier figure sur une liste d'impayés, qui le signale quel qu'en soit le montant.",
        ),
        "arrears_settled_reported": FactText(
            "Quelqu'un a-t-il signalé que la dette est soldée ?",
            "Vérifier dans le dossier si un règlement a été signalé.",
            "Vrai si un signalement de dette soldée est consigné au dossier ; faux si rien ne l'est.",
        ),
        "rent_cents": FactText(
            "Quel est le loyer mensuel, charges comprises ?",
            "Demander le bail ou la quittance au ménage ou au bailleur.",
            "Loyer mensuel avec charges, en centimes.",
        ),
        "persons": FactText(
            "Combien de personnes vivent dans le logement ?",
            "Demander au ménage, ou à l'organisme qui verse l'aide au logement.",
            "Nombre de personnes du ménage.",
        ),
        "signalled_on": FactText(
            "Quand l'impayé a-t-il été signalé ?",
            f"{_SECRETARIAT} la date du signalement.",
            "Jour du signalement de l'impayé.",
        ),
        "act_on": FactText(
            "Quand le dernier acte a-t-il été signifié ?",
            "Demander une copie de l'acte au ménage ou au secrétariat de la CCAPEX.",
            "Jour de signification du dernier acte.",
        ),
        "hearing_on": FactText(
            "Quand la première audience a-t-elle lieu ?",
            "Demander l'assignation au ménage ou au secrétariat de la CCAPEX.",
            "Jour de la première audience fixée.",
        ),
        "received_on": FactText(
            "Quand le dossier a-t-il été reçu ?",
            "Vérifier la date du transfert.",
            "Jour de réception de la première liste où figure le dossier.",
        ),
        "departure_reported": FactText(
            "Le départ du ménage a-t-il été signalé ?",
            "Vérifier dans le dossier si un départ a été signalé.",
            "Vrai si un départ est consigné au dossier ; faux si rien ne l'est : le logement est tenu pour occupé.",
        ),
        "open_elsewhere": FactText(
            "Un autre service a-t-il déjà ouvert une mesure pour ce ménage ?",
            "Demander au service concerné si sa mesure est toujours ouverte.",
            "Vrai si une mesure ouverte ailleurs est consignée au dossier ; faux si rien ne l'est.",
        ),
    }
)

SERVICES: Mapping[str, str] = MappingProxyType(
    {
        "conseil_departemental": "au conseil départemental",
        "caf": "à la CAF",
        "msa": "à la MSA",
        "ccas": "au CCAS de la commune",
        "autre": "aux autres services sociaux",
    }
)


def answer_text(service: str) -> FactText:
    """Return the words of the answer of one kind of social service."""
    return FactText(
        f"Réponse demandée {SERVICES[service]} : le ménage est-il suivi ?",
        f"Demander {SERVICES[service]} si le ménage est suivi.",
        "Dernière réponse connue : suivi, non suivi ou inconnu du service ; sans réponse : non connu.",
    )


def answered_on_text(service: str) -> FactText:
    """Return the words of the date of that answer."""
    return FactText(
        "De quel jour date cette réponse ?",
        f"Demander {SERVICES[service]} la date de la réponse.",
        "Jour de la dernière réponse connue.",
    )


RULES: Mapping[str, RuleText] = MappingProxyType(
    {
        "private-stock": RuleText(
            "Parc privé",
            "Le logement relève-t-il du parc locatif privé ?",
            f"{_SECRETARIAT} si le logement relève du parc privé ; "
            "un locataire du parc social est orienté vers son bailleur.",
        ),
        "in-arrears": RuleText(
            "Impayé de loyer",
            "Le ménage est-il en impayé de loyer ?",
            "Demander un décompte au secrétariat de la CCAPEX ou au bailleur.",
        ),
        "in-territory": RuleText(
            "Territoire",
            "Le logement se trouve-t-il dans le territoire de l'équipe ?",
            f"Vérifier la commune (code INSEE) ; hors du territoire, {_SECRETARIAT[0].lower()}{_SECRETARIAT[1:]} "
            "de transmettre le dossier au secrétariat compétent.",
        ),
        "not-followed": RuleText(
            "Non suivi ou inconnu des services sociaux",
            "Le ménage est-il non suivi ou inconnu des services sociaux ?",
            "Demander au conseil départemental, à la CAF et à la MSA si le ménage est suivi ; "
            "s'il l'est, le service qui le suit reste l'interlocuteur.",
        ),
        "upstream-stage": RuleText(
            "Stade amont",
            "La procédure en est-elle à un stade où l'équipe intervient ?",
            f"{_SECRETARIAT} où en est la procédure et si le dossier peut encore être pris ; "
            "au-delà de ce stade, orienter vers les acteurs compétents.",
        ),
        "dwelling-occupied": RuleText(
            "Logement occupé",
            "Le ménage occupe-t-il encore le logement ?",
            "Vérifier le départ auprès du bailleur ou de la mairie ; s'il est confirmé, clore le dossier.",
        ),
        "not-open-elsewhere": RuleText(
            "Pas de mesure ouverte ailleurs",
            "Le ménage est-il sans mesure déjà ouverte auprès d'un autre service ?",
            "Demander au service concerné si sa mesure est toujours ouverte ; si oui, lui laisser la suite.",
        ),
    }
)
