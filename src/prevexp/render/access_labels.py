"""The French labels of what the access journal notes, and of what was expected where a journal is broken."""

from prevexp.domain.access import AccessAction
from prevexp.storage.chain import Expected

_ACTIONS = {
    AccessAction.READ: "données sensibles lues",
    AccessAction.SHARED: "vue d’un partenaire donnée",
    AccessAction.EXPORTED: "remis hors du logiciel",
    AccessAction.PERSON_EXPORT: "données remises à la personne",
    AccessAction.REFUSED: "refusé",
    AccessAction.ERASED: "ménage effacé",
    AccessAction.ARCHIVE_READ: "archive lue",
    AccessAction.KEYS_CHANGED: "clés changées",
    AccessAction.BACKED_UP: "sauvegarde faite",
    AccessAction.RESTORED: "sauvegarde restaurée",
    AccessAction.FORGOTTEN: "lignes trop anciennes effacées",
}
_EXPECTED = {
    Expected.NEXT_ROW: "la ligne suivante, qui manque",
    Expected.FOLLOWING_ROW: "une ligne qui suit la précédente",
    Expected.ROW_OF_ANCHOR: "la ligne que dit l’ancre",
    Expected.OWN_ANCHOR: "une ancre de cette base",
    Expected.END_OF_MONTH: "la fin que dit l’en-tête du mois",
    Expected.ROWS_OR_HEAD: "les lignes du mois, ou l’en-tête qui en reste",
    Expected.LATER_MONTH: "un mois plus tardif",
    Expected.NOTHING: "rien : ce n’est relié à aucune ligne",
    Expected.BEGINNING: "le mois où le journal commence",
}
JOURNALS = {"cases": "journal des dossiers", "access": "journal des accès", "both": "les deux journaux"}

ACCESS_LABELS = (_ACTIONS, _EXPECTED)
