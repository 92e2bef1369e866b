"""What went to a partner by file and what came back, in French: why a thing stays, why a line is not taken."""

from collections.abc import Mapping

from prevexp.caseload.sendings import NotSent
from prevexp.exchange.answers import AnswerFault
from prevexp.exchange.answers import AnswerOutcome
from prevexp.exchange.connectors import Motion

MOTIONS: Mapping[Motion, str] = {
    Motion.REFERRAL: "orientation",
    Motion.REMINDER: "relance",
    Motion.END: "fin",
}
"""What a row sent is."""

OUTCOMES: Mapping[AnswerOutcome, tuple[str, str]] = {
    AnswerOutcome.RECORDED: ("réponse notée", "réponses notées"),
    AnswerOutcome.LATE: ("réponse tardive, gardée sans effet", "réponses tardives, gardées sans effet"),
    AnswerOutcome.UNCHANGED: ("réponse déjà connue", "réponses déjà connues"),
    AnswerOutcome.REFUSED: ("ligne refusée", "lignes refusées"),
}
"""What became of lines: one, several."""

NOT_SENT: Mapping[NotSent, tuple[str, str]] = {
    NotSent.NOT_BY_FILE: (
        "cela ne part pas par fichier pour ce partenaire",
        "L’envoyer autrement et le noter avec `prevexp referral`.",
    ),
    NotSent.NOTHING_MAY_LEAVE: (
        "rien de ce dossier ne peut être transmis à ce partenaire ce jour",
        "Voir ce qui manque, convention ou autorisation du ménage ; sinon, remettre l’orientation au ménage lui-même.",
    ),
    NotSent.OVER_SINCE: (
        "l’orientation a pris fin depuis",
        "Envoyer à la date du jour ; il n’y a plus rien à envoyer pour elle.",
    ),
    NotSent.NOT_CONFIRMED: (
        "le partenaire n’a pas confirmé l’avoir reçue",
        "Relancer l’envoi : la même ligne part avec le même identifiant, elle n’est pas comptée deux fois.",
    ),
}
"""Why something stays with the team, and what to do."""

ANSWER_FAULTS: Mapping[AnswerFault, tuple[str, str]] = {
    AnswerFault.MISSING_REQUIRED: ("la cellule est vide", "Compléter la cellule."),
    AnswerFault.UNKNOWN_VALUE: (
        "le mot n’est pas connu",
        "Écrire acceptée, refusée, en cours, réalisée, injoignable ; ou suivi, non suivi, inconnu du service.",
    ),
    AnswerFault.UNPARSABLE_DATE: ("une date JJ/MM/AAAA ou AAAA-MM-JJ est attendue", "Écrire le jour de la réponse."),
    AnswerFault.IMPLAUSIBLE_DATE: (
        "le jour n’est pas vraisemblable",
        "Vérifier l’année ; un jour à venir n’est pas lu.",
    ),
    AnswerFault.FORMULA_CELL: ("la cellule contient une formule", "Remplacer la formule par sa valeur."),
    AnswerFault.UNREADABLE_CELL: (
        "des caractères sont illisibles, ou la ligne a trop de cellules",
        "Enregistrer le fichier en « CSV UTF-8 » et l’envoyer de nouveau.",
    ),
    AnswerFault.CELL_TOO_LONG: ("la cellule est trop longue", "Garder la seule valeur de la colonne."),
    AnswerFault.UNCLOSED_QUOTE: ("un guillemet n’est jamais refermé", "Fermer ou ôter le guillemet."),
    AnswerFault.CONFLICTING_LINES: (
        "d’autres lignes disent autre chose du même jour",
        "Garder la réponse qui vaut ; aucune des lignes n’est prise.",
    ),
    AnswerFault.UNKNOWN_REFERENCE: ("aucune orientation, aucun dossier n’a cette référence", "Vérifier la référence."),
    AnswerFault.AMBIGUOUS_REFERENCE: (
        "plusieurs dossiers ont cette référence",
        "Noter la réponse sur le bon dossier avec `prevexp answer`.",
    ),
    AnswerFault.OTHER_PARTNER: ("l’orientation est celle d’un autre partenaire", "Vérifier qui a répondu."),
    AnswerFault.OTHER_CASE: ("le dossier n’est pas celui de l’orientation", "Vérifier la référence et le dossier."),
    AnswerFault.NOT_SENT_YET: ("l’orientation n’était pas encore envoyée ce jour", "Vérifier le jour de la réponse."),
    AnswerFault.NOT_POSSIBLE: ("la réponse n’est pas possible", "Un motif de refus ne va qu’avec un refus."),
}
"""Code -> what is wrong with a line, and what to do."""
