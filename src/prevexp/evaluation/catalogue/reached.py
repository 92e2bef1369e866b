"""Who was reached: I05 to I07, I09, I10, I31. Source: call C03, C06, C08, C16, C19, C22."""

from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.expressions import Expression

from ..facts import facts as f
from .words import attempted
from .words import eligible
from .words import met
from .words import share_of


def _unknown_to(service: str) -> Expression:
    return f[f"answer_{service}"] == SocialServicesAnswer.UNKNOWN_TO


REACHED = (
    share_of(
        id="I05",
        title="Contact tenté",
        definition="dossiers attribués avec au moins une tentative / dossiers éligibles",
        numerator=attempted,
        denominator=eligible,
        clause="C06",
        breakdowns=("first_channel",),
    ),
    share_of(
        id="I06",
        title="Échange avec le ménage",
        definition="ménages qui ont répondu, dans les deux sens / ménages pour qui un contact a été tenté",
        numerator=f.first_exchange_on.is_known(),
        denominator=attempted,
        clause="C03, C06",
        breakdowns=("first_channel", "stage"),
    ),
    share_of(
        id="I07-eligible",
        title="Ménages rencontrés, des éligibles",
        definition="ménages rencontrés / dossiers éligibles",
        numerator=met,
        denominator=eligible,
        clause="C08",
    ),
    share_of(
        id="I07-attempted",
        title="Ménages rencontrés, des contacts tentés",
        definition="ménages rencontrés / ménages pour qui un contact a été tenté",
        numerator=met,
        denominator=attempted,
        clause="C08",
    ),
    share_of(
        id="I09",
        title="Diagnostic refusé",
        definition="ménages dont la dernière parole est un refus du diagnostic / ménages rencontrés",
        numerator=f.diagnosis_refused,
        denominator=met,
        clause="C22",
        breakdowns=("stage",),
    ),
    share_of(
        id="I10",
        title="Inconnus du conseil départemental et de la CAF",
        definition="ménages inconnus du conseil départemental et de la CAF / ménages rencontrés",
        numerator=_unknown_to("conseil_departemental") & _unknown_to("caf"),
        denominator=met,
        clause="C19",
    ),
    share_of(
        id="I31",
        title="Rencontrés en commune rurale",
        definition="ménages rencontrés en commune rurale / ménages rencontrés",
        numerator=f.rural,
        denominator=met,
        clause="C16",
        breakdowns=("arrondissement",),
    ),
)
