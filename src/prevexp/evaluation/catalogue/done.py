"""What was done with the households: I12 to I14, I18 to I20. Source: call C07, C08, C10, C12, C13."""

from ..facts import facts as f
from ..indicators import MONTH
from ..indicators import Indicator
from ..indicators import Mode
from ..indicators import Statistic
from .words import CALL
from .words import accompanied
from .words import count_of
from .words import met
from .words import share_of

DONE = (
    count_of(
        id="I12",
        title="Diagnostics faits",
        definition="premiers diagnostics de l’équipe faits dans la période, quel que soit le jour de réception",
        mode=Mode.ACTIVITY,
        population=accompanied,
        placed_on=f.assessed_on,
        clause="C08",
        breakdowns=(MONTH, "stage", "assessed_at"),
    ),
    share_of(
        id="I12-met",
        title="Diagnostics, des ménages rencontrés",
        definition="ménages avec un diagnostic / ménages rencontrés",
        numerator=accompanied,
        denominator=met,
        clause="C08",
    ),
    share_of(
        id="I13",
        title="Actes irréguliers ou contestables",
        definition="dossiers où un contrôle a noté un défaut ou une piste / dossiers dont un acte a été contrôlé",
        numerator=f.act_contestable,
        denominator=f.act_checked_on.is_known(),
        clause="C07",
    ),
    share_of(
        id="I14",
        title="Contrats d’engagement",
        definition="ménages avec un contrat signé / ménages avec un diagnostic",
        numerator=f.contract_on.is_known(),
        denominator=accompanied,
        clause="C10",
    ),
    Indicator(
        id="I18",
        title="Veille sociale faite à temps",
        definition="contacts pris à temps après un échange / contacts échus au jour observé",
        statistic=Statistic.RATIO,
        population=f.watches_due > 0,
        numerator=f.watches_in_time,
        denominator=f.watches_due,
        unit="contacts",
        source=CALL,
        clause="C13",
    ),
    share_of(
        id="I19",
        title="Bailleurs informés des garanties",
        definition="dossiers dont le bailleur a été informé / ménages avec un diagnostic",
        numerator=f.landlord_informed_on.is_known(),
        denominator=accompanied,
        clause="C12",
    ),
    share_of(
        id="I20",
        title="Plans d’apurement signés",
        definition="ménages avec un plan signé / ménages avec un diagnostic",
        numerator=f.plan_signed_on.is_known(),
        denominator=accompanied,
        clause="C10",
    ),
)
