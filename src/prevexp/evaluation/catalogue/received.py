"""What was received: I01, I03, I04, I34. Source: call C16, C19, C21."""

from prevexp.domain.vocabulary import Verdict
from prevexp.eligibility.rules import not_followed

from ..facts import facts as f
from ..indicators import EVERY_CASE
from ..indicators import MONTH
from .words import count_of
from .words import share_of

RECEIVED = (
    count_of(
        id="I01",
        title="Dossiers reçus",
        definition="dossiers reçus pour la première fois dans la période, comptés au jour observé",
        clause="C16, C21",
        breakdowns=(MONTH, "arrondissement", "rural", "stage"),
    ),
    share_of(
        id="I03",
        title="Non éligibles",
        definition="dossiers non éligibles, et à vérifier, par motif / dossiers reçus",
        numerator=f.verdict == Verdict.NOT_ELIGIBLE,
        denominator=EVERY_CASE,
        clause="C19",
        breakdowns=("arrondissement", "stage"),
    ),
    share_of(
        id="I04",
        title="Déjà suivis",
        definition="dossiers suivis, par réponse des services sociaux / dossiers reçus",
        numerator=~not_followed(),
        denominator=EVERY_CASE,
        clause="C19",
    ),
    *(
        share_of(
            id=f"I34-{name}",
            title=f"Complétude : {title}",
            definition=f"dossiers avec {title} / dossiers reçus",
            numerator=numerator,
            denominator=EVERY_CASE,
            source="Notes de terrain",
        )
        for name, title, numerator in (
            ("phone", "téléphone", f.phone_listed),
            ("address", "adresse", f.street_listed),
            ("stage", "stade de la procédure", f.stage.is_known()),
            ("debt", "montant de la dette", f.arrears_cents.is_known()),
        )
    ),
)
