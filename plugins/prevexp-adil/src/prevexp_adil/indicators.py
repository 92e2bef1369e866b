"""What an ADIL is asked of the review of acts, as expressions over the facts of a case."""

from prevexp.evaluation.facts import facts
from prevexp.evaluation.indicators import EVERY_CASE
from prevexp.evaluation.indicators import Indicator
from prevexp.evaluation.indicators import Statistic

_SOURCE = "Projet de service de l’équipe"
_allocated = facts.allocated_on.is_known()
_checked = facts.act_checked_on.is_known()

INDICATORS = (
    Indicator(
        id="adil.checked-in-30-days",
        title="Actes contrôlés sous 30 jours",
        definition="dossiers dont un acte est contrôlé dans les 30 jours de l’attribution / dossiers attribués",
        statistic=Statistic.SHARE,
        numerator=_checked & ((facts.act_checked_on - facts.allocated_on) <= 30),
        denominator=_allocated,
        breakdowns=("arrondissement", "stage"),
        source=_SOURCE,
        clause="C07",
        order=1000,
    ),
    Indicator(
        id="adil.days-to-check",
        title="Délai jusqu’au contrôle de l’acte",
        definition="jours de l’attribution au premier contrôle d’un acte : médiane, 9e décile",
        statistic=Statistic.DELAY,
        population=_allocated & _checked,
        numerator=facts.act_checked_on - facts.allocated_on,
        unit="days",
        source=_SOURCE,
        clause="C07, C25",
        order=1001,
    ),
    Indicator(
        id="adil.hearing-within-45-days",
        title="Audience sous 45 jours",
        definition="dossiers dont l’audience est fixée dans les 45 jours de la réception / dossiers reçus",
        statistic=Statistic.SHARE,
        numerator=(facts.hearing_on - facts.received_on) <= 45,
        denominator=EVERY_CASE,
        breakdowns=("arrondissement",),
        source=_SOURCE,
        order=1002,
    ),
)
