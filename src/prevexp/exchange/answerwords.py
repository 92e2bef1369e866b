"""The columns of a partner's answers and the words it writes in them. Data of this room, in normal form.

Two kinds of file: answers to referrals, named by the reference that was sent, and lists that say whether a service
follows the households of the monthly list. Source: call C14, C21, C26; field notes §6.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

import attrs

from ..domain.referral import ReferralReply
from ..domain.referral import RejectionReason
from ..domain.vocabulary import SocialServicesAnswer
from .aliases import Aliases
from .aliases import normalise

_E = TypeVar("_E", bound=StrEnum)


class AnswerColumn(StrEnum):
    """What a column of a file of answers says."""

    REFERENCE = "reference_orientation"
    CASE = "id_dossier"
    REPLY = "reponse"
    REASON = "motif_refus"
    FOLLOWED = "suivi_service_social"
    DAY = "date_reponse"


_HEADERS: Mapping[AnswerColumn, Sequence[str]] = {
    AnswerColumn.REFERENCE: ("référence orientation", "réf orientation", "n° orientation", "numéro d'orientation"),
    AnswerColumn.CASE: ("dossier", "n° dossier", "numéro de dossier", "référence dossier", "réf dossier"),
    AnswerColumn.REPLY: ("réponse", "suite", "suite donnée", "décision"),
    AnswerColumn.REASON: ("motif", "motif du refus", "motif de refus"),
    AnswerColumn.FOLLOWED: ("suivi", "suivi ?", "suivi par le service", "connu du service"),
    AnswerColumn.DAY: ("date", "date de réponse", "date de la réponse", "date_suivi", "répondu le", "le"),
}
_REPLIES: Mapping[ReferralReply, Sequence[str]] = {
    ReferralReply.RECEIVED: ("reçue", "bien reçue", "accusé de réception", "reçu"),
    ReferralReply.ACCEPTED: ("acceptée", "accepté", "accord", "prise en charge", "pris en charge"),
    ReferralReply.REJECTED: ("refusée", "refusé", "refus", "rejetée", "rejet"),
    ReferralReply.IN_PROGRESS: ("en cours", "en cours de traitement"),
    ReferralReply.DONE: ("réalisée", "réalisé", "terminée", "terminé", "fait"),
    ReferralReply.DONE_NO_HELP: ("sans aide", "traitée sans aide", "réalisée sans aide"),
    ReferralReply.UNREACHABLE: ("injoignable", "ménage injoignable"),
}
_REASONS: Mapping[RejectionReason, Sequence[str]] = {
    RejectionReason.OUT_OF_AREA: ("hors territoire", "hors secteur"),
    RejectionReason.OUT_OF_SCOPE: ("hors compétence",),
    RejectionReason.DUPLICATE: ("doublon",),
    RejectionReason.ALREADY_FOLLOWED: ("déjà suivi", "déjà accompagné"),
    RejectionReason.NO_CAPACITY: ("complet", "service complet", "plus de place"),
    RejectionReason.INCOMPLETE: ("incomplet", "dossier incomplet", "demande incomplète"),
    RejectionReason.NOT_ENTITLED: ("non éligible", "pas de droit"),
    RejectionReason.OTHER: ("autre", "autre motif"),
}
_FOLLOWED: Mapping[SocialServicesAnswer, Sequence[str]] = {
    SocialServicesAnswer.FOLLOWED: ("suivi", "oui", "déjà suivi"),
    SocialServicesAnswer.NOT_FOLLOWED: ("non suivi", "non", "pas suivi"),
    SocialServicesAnswer.UNKNOWN_TO: ("inconnu du service", "inconnu de nos services", "non connu du service"),
    SocialServicesAnswer.NO_ANSWER: ("sans réponse",),
}
"""A bare «inconnu» is not among them: it does not say of whom (field notes §5)."""


@attrs.frozen(kw_only=True)
class AnswerWords:
    """The words of one partner: header in normal form -> column, column -> word -> slug, words for nothing."""

    headers: Mapping[str, str]
    words: Mapping[AnswerColumn, Mapping[str, str]]
    empty: frozenset[str]

    def as_aliases(self) -> Aliases:
        """Return them as the headers are looked for in any file."""
        nothing: Mapping[str, Mapping[str, str]] = {}
        return Aliases(
            headers=self.headers,
            values=nothing,
            empty=self.empty,
            not_known={},
            ambiguous={},
            implies={},
            totals=frozenset(),
            months={},
            streets={},
        )


def answer_words(territory: Aliases) -> AnswerWords:
    """Return the words every partner may write, with those of a territory's monthly list for whether it follows."""
    bare = territory.ambiguous.get(AnswerColumn.FOLLOWED.value, frozenset())
    listed = territory.values.get(AnswerColumn.FOLLOWED.value, {})
    followed = {word: slug for word, slug in listed.items() if word not in bare}
    return AnswerWords(
        headers=_reversed(_HEADERS),
        words={
            AnswerColumn.REPLY: _reversed(_REPLIES),
            AnswerColumn.REASON: _reversed(_REASONS),
            AnswerColumn.FOLLOWED: followed | _reversed(_FOLLOWED),
        },
        empty=territory.empty,
    )


def _reversed(groups: Mapping[_E, Sequence[str]]) -> dict[str, str]:
    return {normalise(word): slug.value for slug, words in groups.items() for word in (slug.value, *words)}
