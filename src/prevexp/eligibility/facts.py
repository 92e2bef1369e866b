"""The facts that the rules of the call may read, one column each; what is not known is None.

What a household's life is, only somebody can tell us, so those facts may be not known. What our own records hold, we
know: `listed_as_unpaid`, `arrears_settled_reported`, `departure_reported` and `open_elsewhere` ask whether something
was *reported*, and "nobody did" is an answer, not a gap. Source: call C04, C05, C14, C19, C21; field notes §5.
"""

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

import attrs

from prevexp.domain.case import ListedFacts
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import HousingStock
from prevexp.domain.vocabulary import LandlordKind
from prevexp.domain.vocabulary import PartnerKind
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage
from prevexp.expressions import Dtype
from prevexp.expressions import Fact
from prevexp.expressions import Facts
from prevexp.expressions import Scalar

from .texts import FACTS
from .texts import FactText
from .texts import answer_text
from .texts import answered_on_text

_SILENT = SocialServicesAnswer.NO_ANSWER


def _fact(name: str, dtype: Dtype, group: FieldGroup, text: FactText | None = None, **more: Any) -> Fact:
    words = attrs.asdict(text or FACTS[name])
    return Fact(id=name, dtype=dtype, data_categories=(group,), **words, **more)


def _listed(name: str, dtype: Dtype, **more: Any) -> Fact:
    """Declare a fact that the monthly list carries, with the group of personal data it has there."""
    metadata = attrs.fields_dict(ListedFacts)[name].metadata
    return _fact(name, dtype, metadata["group"], unit=metadata.get("unit"), **more)


def _words(vocabulary: type[HousingStock | LandlordKind | Stage]) -> Mapping[str, tuple[str, ...]]:
    """Split a vocabulary into its answers and the word that says there is none."""
    silent = vocabulary.NOT_KNOWN
    return {"values": tuple(word for word in vocabulary if word is not silent), "not_known": (silent,)}


def _answers() -> Iterable[Fact]:
    """Declare what each kind of social service answered, and when (call C14, C21)."""
    words = tuple(word for word in SocialServicesAnswer if word is not _SILENT)
    group = FieldGroup.CONTACTS_AND_ANSWERS
    for kind in PartnerKind:
        yield _fact(f"answer_{kind}", Dtype.SLUG, group, answer_text(kind), values=words, not_known=(_SILENT,))
        yield _fact(f"answer_{kind}_on", Dtype.DATE, group, answered_on_text(kind))


facts = Facts(
    [
        _listed("stock", Dtype.SLUG, **_words(HousingStock)),
        _listed("landlord_kind", Dtype.SLUG, **_words(LandlordKind)),
        _listed("stage", Dtype.SLUG, **_words(Stage)),
        _listed("commune", Dtype.SLUG),
        _fact("in_territory", Dtype.BOOL, FieldGroup.DWELLING),
        _fact("arrondissement", Dtype.SLUG, FieldGroup.DWELLING),
        _fact("rural", Dtype.BOOL, FieldGroup.DWELLING),
        _listed("arrears_cents", Dtype.INTEGER),
        _listed("arrears_on", Dtype.DATE),
        _fact("listed_as_unpaid", Dtype.BOOL, FieldGroup.DEBT_AND_PROCEDURE),
        _fact("arrears_settled_reported", Dtype.BOOL, FieldGroup.DEBT_AND_PROCEDURE),
        _listed("rent_cents", Dtype.INTEGER),
        _listed("persons", Dtype.INTEGER),
        _listed("signalled_on", Dtype.DATE),
        _listed("act_on", Dtype.DATE),
        _listed("hearing_on", Dtype.DATE),
        _fact("received_on", Dtype.DATE, FieldGroup.TECHNICAL),
        _fact("departure_reported", Dtype.BOOL, FieldGroup.DWELLING),
        _fact("open_elsewhere", Dtype.BOOL, FieldGroup.CONTACTS_AND_ANSWERS),
        *_answers(),
    ]
)


@attrs.frozen(kw_only=True)
class ServiceAnswer:
    """What a social service of some kind answered; `answered_on` is None where the list gives no date."""

    kind: PartnerKind
    answer: SocialServicesAnswer
    answered_on: date | None


def answer_columns(answers: Iterable[ServiceAnswer]) -> Mapping[str, Scalar | None]:
    """Return the columns `answer_<kind>` and `answer_<kind>_on` of one case, one pair for every kind of service.

    Give each service's latest answer. Where several services are of one kind, FOLLOWED outweighs the others, since one
    service that follows the household is enough (call C14, C19); then the most recent counts. No answer is not an
    answer: it never stands against one.
    """
    chosen: dict[PartnerKind, ServiceAnswer] = {}
    for new in answers:
        if new.answer is not _SILENT and (new.kind not in chosen or _weight(new) >= _weight(chosen[new.kind])):
            chosen[new.kind] = new
    columns: dict[str, Scalar | None] = {}
    for kind in PartnerKind:
        answer = chosen.get(kind)
        columns[f"answer_{kind}"] = str(answer.answer) if answer else None
        columns[f"answer_{kind}_on"] = answer.answered_on if answer else None
    return MappingProxyType(columns)


def _weight(answer: ServiceAnswer) -> tuple[bool, date]:
    return answer.answer is SocialServicesAnswer.FOLLOWED, answer.answered_on or date.min
