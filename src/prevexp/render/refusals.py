"""What a caseworker reads when a command is refused: what stands in the way, and what to do. Nothing is repeated."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.engagement_vocabulary import UndertakingStatus

from . import act_review_words
from . import appointment_words
from . import archive_words
from . import assessment_words
from . import extra_words
from . import french
from . import landlord_words
from . import life_words
from . import paper_words
from . import rights_words
from .contract_refusals import CONTRACT_REFUSALS
from .errors import ToldError
from .labels import fact_label
from .labels import label
from .referral_words import REFUSALS as REFERRAL_REFUSALS

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

REFUSALS: Mapping[RefusalCode, tuple[str, str]] = MappingProxyType(
    {
        RefusalCode.IN_THE_FUTURE: (
            "Ce jour n’est pas encore arrivé ({on})",
            "Noter la chose quand elle a eu lieu ; corriger le jour avec `--on`.",
        ),
        RefusalCode.BEFORE_RECEPTION: (
            "Le dossier n’a été reçu que le {received_on} : rien n’a pu être fait le {on}",
            "Corriger le jour avec `--on`.",
        ),
        RefusalCode.IMPLAUSIBLE_DAY: (
            "Le {day} n’est pas un jour vraisemblable",
            "Corriger l’année ; ce qui n’a pas de fin connue se note avec un jour proche, à prolonger.",
        ),
        RefusalCode.CASE_CLOSED: (
            "Le dossier est clos depuis le {closed_on} : rien ne s’y ajoute le {on}",
            "Corriger le jour ; si le ménage revient, rouvrir le dossier : `prevexp reopen DOSSIER came_back`.",
        ),
        RefusalCode.MET_AT_A_DISTANCE: (
            "Une rencontre n’a pas lieu à distance",
            "Noter `reached` (échange) pour un appel ou un message, ou corriger le lieu.",
        ),
        RefusalCode.AGREEMENT_MISSING: (
            "Le ménage n’a pas d’accord en vigueur le {on} : rien de ce qui en dépend ne peut être noté",
            "Recueillir l’accord, puis `prevexp agreement DOSSIER given`, avec son jour.",
        ),
        RefusalCode.AGREEMENT_IN_FORCE: (
            "Le ménage a déjà donné son accord, en vigueur le {on}",
            "S’il ne le veut plus, noter un retrait : `prevexp agreement DOSSIER withdrawn`.",
        ),
        RefusalCode.NOTHING_TO_WITHDRAW: (
            "Rien n’était en vigueur le {on} : il n’y a rien à retirer",
            "Vérifier le jour ; si le ménage refuse, noter un refus.",
        ),
        RefusalCode.HOLD_TOO_SHORT: (
            "La suspension finirait le {until}, avant de commencer le {on}",
            "Donner un dernier jour égal ou postérieur au jour de la suspension.",
        ),
        RefusalCode.NO_HOLD: (
            "Aucune suspension n’est en vigueur le {on}",
            "Vérifier le jour ; il n’y a rien à lever.",
        ),
        RefusalCode.NO_FOLLOW_UP: (
            "Aucune veille n’est en cours le {on}",
            "Une veille commence par un échange avec le ménage : le noter d’abord.",
        ),
        RefusalCode.EXTENSION_TOO_SHORT: (
            "La veille est déjà à faire jusqu’au {due_on} : le {until} ne la prolonge pas",
            "Donner un jour après celui-là et après celui de la décision.",
        ),
        **appointment_words.REFUSALS,
        **CONTRACT_REFUSALS,
        **life_words.REFUSALS,
        **assessment_words.REFUSALS,
        **landlord_words.REFUSALS,
        **act_review_words.REFUSALS,
        **paper_words.REFUSALS,
        **archive_words.REFUSALS,
        **REFERRAL_REFUSALS,
        **extra_words.REFUSALS,
        **rights_words.REFUSALS,
    }
)
"""Code -> what is told, and what to do."""


_VOCABULARIES: Mapping[str, type[StrEnum]] = {
    "kind": UndertakingKind,
    "status": UndertakingStatus,
    "before": UndertakingStatus,
}
"""Params that hold a slug of one vocabulary."""


def _read(name: str, value: str) -> str:
    """Write a day or a sum in French; slugs as their vocabulary or `fact_label` has them."""
    if name in _VOCABULARIES:
        return label(_VOCABULARIES[name](value))
    if name.endswith("_cents"):
        return french.euros(int(value))
    return french.short_day(date.fromisoformat(value)) if _DAY.fullmatch(value) else fact_label(value)


def refusal_told(refusal: Refusal) -> ToldError:
    """Return code, message with the rule's source, and remedy of a refused command, in French."""
    message, remedy = REFUSALS[refusal.code]
    params = {name: _read(name, value) for name, value in refusal.params.items()}
    source = refusal.source.replace("call ", "appel à projets, ")
    return ToldError(refusal.code.value, f"{message.format(**params)} ({source}).", remedy.format(**params))
