"""An indicator of one département: of those whom the team tried to reach, how many it tried three times."""

from prevexp.evaluation.facts import facts
from prevexp.evaluation.indicators import Indicator
from prevexp.evaluation.indicators import Statistic
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="essais", api=1, title="Tentatives", contact="equipe@example.org")


@hookimpl
def prevexp_indicators():
    yield Indicator(
        id="essais.three",
        title="Trois tentatives et plus",
        definition="dossiers avec trois tentatives et plus / dossiers où un contact a été tenté",
        statistic=Statistic.SHARE,
        numerator=facts.attempts >= 3,
        denominator=facts.first_attempt_on.is_known(),
        breakdowns=("arrondissement",),
        source="projet de service, 2021",
    )
