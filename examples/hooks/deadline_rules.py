"""A deadline that a convention adds to every case, counted by a period of the law or of the territory."""

from prevexp.law.deadlines import Bearing
from prevexp.law.deadlines import DeadlineRule
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="delais", api=1, title="Délais locaux", contact="equipe@example.org")


@hookimpl
def prevexp_deadline_rules():
    yield DeadlineRule(
        kind="delais.first-letter",
        title="Premier courrier",
        parameter="follow-up",
        needs=("received_on",),
        bearing=Bearing.DO_BY,
        presses=True,
    )
