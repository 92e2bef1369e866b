"""The words of the register entry and of the impact assessment that no field and no matrix can say."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from prevexp.domain.vocabulary import FieldGroup

TO_FILL = "**à compléter**"

PURPOSES = (
    ("réception et tri des listes de la CCAPEX", "mission d’intérêt public (RGPD 6-1-e)", "loi 90-449 art. 7-2"),
    ("contact avec le ménage", "mission d’intérêt public (RGPD 6-1-e)", "appel à projets 2021, C04 à C06"),
    ("diagnostic, contrat, démarches", "mission d’intérêt public (RGPD 6-1-e), après accord du ménage", "C08 à C11"),
    ("données sensibles", "article 9 du RGPD ; envoi seulement sur autorisation nommée du ménage", "RGPD art. 9"),
    ("transmission aux partenaires", "loi, convention, désignation au PDALHPD ou autorisation", "matrice de partage"),
    ("bilan et indicateurs", "mission d’intérêt public (RGPD 6-1-e) ; comptes protégés", "C37, C38"),
)
"""Purpose, legal basis, text. The agreement of the household is no legal basis: it opens the assessment."""

CONTENTS: Mapping[FieldGroup, str] = MappingProxyType(
    {
        FieldGroup.IDENTITY: "nom, prénom et date de naissance du locataire",
        FieldGroup.CONTACT: "téléphone, courriel, adresse et code postal",
        FieldGroup.DWELLING: "commune, parc, bail, état du logement ; bailleur : nom, SIRET, échanges, garanties dites",
        FieldGroup.DEBT_AND_PROCEDURE: "loyer, dette et décompte, actes et décisions, contrôle des actes",
        FieldGroup.BUDGET: "ressources et charges du mois, versements et montants du plan d’apurement",
        FieldGroup.HOUSEHOLD: "nombre d’adultes et d’enfants, couple, séparation en deux ménages",
        FieldGroup.SOCIAL_SITUATION: "causes de l’impayé hors santé, autonomie, besoins, souhait du ménage",
        FieldGroup.SENSITIVE: "AAH, invalidité ; maladie parmi les causes ; accessibilité ; canal à risque",
        FieldGroup.STEPS: "contrat, démarches, plan d’apurement, médiation, orientations, recommandations, clôture",
        FieldGroup.AGREEMENTS: "accord au diagnostic, autorisations de partage, information reçue, et leurs preuves",
        FieldGroup.CONTACTS_AND_ANSWERS: "tentatives de contact, rendez-vous, courriers, réponses des services sociaux",
        FieldGroup.TECHNICAL: "numéros, jours de saisie, référence du secrétariat, rôle des intervenants",
    }
)
"""What a group of data holds, for who does not read the names of fields."""

RETENTION = (
    "Base active : deux ans après le dernier contact, ou la réception si jamais joint (CNIL, délibération 2023-095).",
    "Archive : sur motif écrit, lecteurs restreints ; puis effacement ou anonymisation.",
    "Journal des accès : un an au plus, six mois au moins (CNIL, recommandation du 14 octobre 2021).",
    "Aucune purge n’est encore faite par le logiciel : " + TO_FILL,
)

MEASURES = (
    "Identités et faits chiffrés (AES-256-GCM), une clé par ménage, chiffrée par une clé maîtresse hors de la base.",
    "Journal en ajout seul, chaîné par empreintes ; ancre exportable, à confier chaque mois à un tiers.",
    "Journal des accès à part, scellé, chaîné : qui a lu des données sensibles, ce qui a été remis à qui, et pourquoi.",
    "Effacement d’un ménage par destruction de sa clé ; la base ne garde que du chiffré illisible.",
    "Rien ne sort hors de la matrice de partage, datée, par groupe de données, état du dossier et fondement.",
    "Aucune donnée du ménage dans un message d’erreur, un journal technique, une trace ou un fichier oublié.",
    "Comptes publiés protégés : seuil de onze ménages, suppression complémentaire.",
)

SECTIONS: Mapping[str, Any] = MappingProxyType(
    {
        "persons": (
            "locataires du parc privé en impayé, et les membres de leur ménage",
            "bailleurs, pour leur nom et ce qui touche le bail",
            "intervenants de l’équipe, sous un identifiant de rôle",
        ),
        "context": (
            "Données venues d’un tiers (secrétariat de la CCAPEX) avant tout contact avec la personne.",
            "Public vulnérable ; croisement de données ; données de santé possibles.",
            "Support : une base par équipe, chiffrée au-dessus du stockage.",
        ),
        "principles": (
            ("Finalité", "prévenir l’expulsion ; aucune autre utilisation"),
            ("Minimisation", "aucun NIR ; avant l’accord, seuls identité, coordonnées, logement, dette et contacts"),
            ("Exactitude", "toute saisie fausse est rayée par une saisie qui la nomme ; rien n’est réécrit"),
            ("Information", "au premier contact, un mois au plus (RGPD art. 14) ; le logiciel dit quand elle manque"),
            ("Droits", "opposition, accès, rectification, limitation, effacement : " + TO_FILL),
            ("Sous-traitance", TO_FILL),
        ),
    }
)

THREATS = (
    ("partage excessif", "refus par défaut, matrice datée", "chaque case de la matrice est essayée"),
    (
        "données dans les journaux techniques",
        "valeurs secrètes, paramètres masqués",
        "un canari par champ personnel, chaque commande et chaque erreur",
    ),
    ("greffon qui lit ou envoie", "vues limitées, liste des greffons permis", "voir « Ce que voit un greffon »"),
    ("ordinateur ou sauvegarde volés", "chiffrement, clé ailleurs", "recherche d’octets dans les fichiers"),
    ("réidentification par les comptes", "seuil, suppression complémentaire", "attaque par soustraction"),
    ("formules dans un tableur", "cellules neutralisées à l’écriture", "essais d’aller et retour"),
    ("fichier piégé", "plafonds avant lecture", "fichiers hostiles"),
    ("écriture perdue, double réception", "version attendue, verrou, clé de répétition", "processus en concurrence"),
    ("coupure de courant, support abîmé", "écriture durable, chaîne d’empreintes", "arrêts forcés"),
    ("administrateur qui réécrit", "chaînes et ancre chez un tiers", "six attaques sur chaque journal"),
    ("conservation trop longue", "durées datées", TO_FILL),
    ("retour d’une personne effacée", "clé détruite", TO_FILL),
    ("diagnostic sans accord", "refus dans le cœur du logiciel", "histoires tirées au hasard"),
    ("injection, chargement dangereux", "expressions fermées ; ni pickle ni YAML", "analyse statique"),
    ("dépendance ou greffon empoisonné", "versions fixées, rien ne s’installe seul", TO_FILL),
)
"""Threat, what the software does, how it is shown; in the order of the project's threat model."""
