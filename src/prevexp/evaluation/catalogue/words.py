"""What the indicators of the catalogue are made with: the call, and the steps of a case as conditions."""

from functools import partial

from prevexp.domain.vocabulary import Verdict

from ..facts import facts as f
from ..indicators import Indicator
from ..indicators import Statistic

CALL = "Appel à projets « équipes mobiles de prévention des expulsions locatives », 2021"

count_of = partial(Indicator, statistic=Statistic.COUNT, source=CALL)
share_of = partial(Indicator, statistic=Statistic.SHARE, source=CALL)
delay_of = partial(Indicator, statistic=Statistic.DELAY, source=CALL, unit="days")

eligible = f.verdict == Verdict.ELIGIBLE
attempted = f.allocated_on.is_known() & f.first_attempt_on.is_known()
met = f.first_met_on.is_known()
accompanied = f.assessed_on.is_known()
closed = f.closed_on.is_known()
