"""The words of a bilan: captions, notes, columns, rows, definitions; each map has all its slugs (a test counts)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from prevexp.evaluation.blocks import BlockId
from prevexp.evaluation.blocks import Measure
from prevexp.evaluation.blocks import Place


class BlockWords(NamedTuple):
    """What a table is called, what its rows are, and what a reader must know of it."""

    caption: str
    rows: str
    note: str


_MULTIPLE = "Un même dossier peut compter dans plusieurs lignes : elles ne s’additionnent pas."

BLOCKS: Mapping[BlockId, BlockWords] = MappingProxyType(
    {
        BlockId.KEY_FIGURES: BlockWords(
            "Chiffres clés",
            "Ce qui est compté",
            "Une ligne est une ligne de liste ; un dossier est un ménage, un logement, un épisode d’impayé.",
        ),
        BlockId.FUNNEL: BlockWords(
            "Les étapes en chiffres",
            "Étape",
            "Chaque étape est une partie de la précédente.",
        ),
        BlockId.BY_MONTH: BlockWords(
            "Dossiers par mois de réception",
            "Mois de réception",
            "Le quota est celui du mois, fixé par le secrétariat de la CCAPEX.",
        ),
        BlockId.BY_ARRONDISSEMENT: BlockWords(
            "Dossiers par arrondissement",
            "Arrondissement",
            "L’arrondissement est celui de la commune du logement, par son code INSEE, jamais par le code postal.",
        ),
        BlockId.BY_ZONE: BlockWords(
            "Dossiers par type de commune",
            "Type de commune",
            "Le classement rural est celui du référentiel du territoire.",
        ),
        BlockId.NOT_ELIGIBLE: BlockWords("Dossiers non éligibles, par motif", "Condition non remplie", _MULTIPLE),
        BlockId.TO_CHECK: BlockWords(
            "Dossiers à vérifier, par question ouverte",
            "Condition non connue",
            f"{_MULTIPLE} Non connu ne vaut ni oui ni non : la question est posée à qui peut y répondre.",
        ),
        BlockId.BY_STAGE: BlockWords(
            "Dossiers par stade de la procédure",
            "Dernier stade connu",
            "Le stade est celui de la liste, mis à jour par les listes suivantes.",
        ),
        BlockId.BY_ANSWER: BlockWords(
            "Dossiers par réponse des services sociaux",
            "Réponse",
            "« Inconnu du service » est une réponse ; « sans réponse » n’en est pas une.",
        ),
        BlockId.DELAYS: BlockWords(
            "Délais depuis la réception",
            "Délai",
            "En jours calendaires. Le 9e décile est le délai que neuf dossiers sur dix ne dépassent pas.",
        ),
        BlockId.CAPACITY: BlockWords(
            "Charge de l’équipe",
            "Mesure",
            "Dossiers de la cohorte seulement ; les mois sont ceux que touche la période.",
        ),
        BlockId.LINES: BlockWords(
            "Ce que sont devenues les lignes des listes",
            "Sort de la ligne",
            "Lignes reçues = nouveaux dossiers + mises à jour + sans changement + lignes rejetées.",
        ),
        BlockId.REJECTED_FOR: BlockWords(
            "Lignes rejetées, par motif",
            "Motif du rejet",
            "Une ligne peut avoir plusieurs motifs. Elle est rendue au secrétariat pour être corrigée et renvoyée.",
        ),
        BlockId.QUALITY: BlockWords(
            "Ce que les listes disent des dossiers",
            "Information présente",
            "Une information absente est non connue : elle ne vaut ni oui ni non.",
        ),
    }
)

MEASURES: Mapping[Measure, str] = MappingProxyType(
    {
        Measure.LINES_RECEIVED: "Lignes reçues",
        Measure.LINES_ACCEPTED: "Nouveaux dossiers",
        Measure.LINES_UPDATED: "Mises à jour",
        Measure.LINES_DUPLICATE: "Sans changement",
        Measure.LINES_REJECTED: "Lignes rejetées",
        Measure.CASES: "Dossiers reçus",
        Measure.ELIGIBLE: "Éligibles",
        Measure.NOT_ELIGIBLE: "Non éligibles",
        Measure.TO_CHECK: "À vérifier",
        Measure.ALLOCATED: "Attribués",
        Measure.WAITING: "En attente",
        Measure.CLOSED_UNALLOCATED: "Clos sans attribution",
        Measure.ATTEMPTED: "Contact tenté",
        Measure.NOT_ATTEMPTED: "Sans tentative",
        Measure.OPEN: "Ouverts",
        Measure.CLOSED: "Clos",
        Measure.QUOTA: "Quota",
        Measure.NUMBER: "Nombre",
        Measure.SHARE_OF_QUOTA: "Reçus / quota",
        Measure.SHARE_OF_CASES: "Part des dossiers reçus",
        Measure.SHARE_OF_LINES: "Part des lignes reçues",
        Measure.SHARE_OF_ELIGIBLE: "Part des éligibles",
        Measure.SHARE_OF_PREVIOUS: "Part de l’étape précédente",
        Measure.SHARE_OF_NOT_ELIGIBLE: "Part des non éligibles",
        Measure.SHARE_OF_TO_CHECK: "Part des dossiers à vérifier",
        Measure.SHARE_OF_REJECTED: "Part des lignes rejetées",
        Measure.MEDIAN_DAYS: "Médiane (jours)",
        Measure.P90_DAYS: "9e décile (jours)",
        Measure.TO_ALLOCATION: "Jusqu’à l’attribution",
        Measure.TO_FIRST_ATTEMPT: "Jusqu’à la première tentative",
        Measure.TEAM_FTE: "Équipe (ETP)",
        Measure.ALLOCATED_PER_FTE_AND_MONTH: "Dossiers attribués par ETP et par mois",
        Measure.OPEN_PER_FTE: "Dossiers ouverts par ETP",
        Measure.WITH_PHONE: "Téléphone",
        Measure.WITH_ADDRESS: "Adresse",
        Measure.WITH_STAGE: "Stade de la procédure",
        Measure.WITH_DEBT: "Montant de la dette",
        Measure.VERDICT_CHANGED: "Attribués, mais plus éligibles depuis",
    }
)

PLACES: Mapping[Place, str] = MappingProxyType(
    {
        Place.OUTSIDE: "Hors territoire",
        Place.NOT_KNOWN: "Non connu",
        Place.RURAL: "Communes rurales",
        Place.NOT_RURAL: "Autres communes",
    }
)

FAULTS: Mapping[str, str] = MappingProxyType(
    {
        "missing-required": "Donnée obligatoire absente",
        "unknown-value": "Valeur hors de la liste convenue",
        "unknown-commune": "Commune inconnue du référentiel",
        "unparsable-date": "Date illisible",
        "implausible-date": "Date invraisemblable",
        "month-mismatch": "Autre mois que celui de la liste",
        "digits-lost": "Référence abîmée par le tableur",
        "malformed-id": "Référence mal formée",
        "id-reused": "Référence déjà donnée à un autre dossier",
        "ambiguous-commune": "Commune ambiguë",
        "unreadable-cell": "Cellule illisible",
        "cell-too-long": "Cellule démesurée",
        "formula-cell": "Formule au lieu d’une valeur",
        "unclosed-quote": "Guillemet jamais refermé",
        "erased-file": "Dossier effacé",
    }
)
