"""A part of the bilan: some words, and a table of numbers that may be published."""

from prevexp.evaluation.sections import Passage
from prevexp.evaluation.sections import PlainTable
from prevexp.registry import PluginInfo
from prevexp.registry import ReportSection
from prevexp.registry import hookimpl


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="mot", api=1, title="Le mot de l’équipe", contact="equipe@example.org")


def said(context):
    met = context.indicators.result("I07-eligible")
    table = PlainTable(caption="Rencontres", columns=("Valeur", "n"), rows=(("Ménages", (met.value, met.n)),))
    return Passage(title="Le mot de l’équipe", paragraphs=("Une année d’aller vers.",), tables=(table,))


@hookimpl
def prevexp_report_sections():
    yield ReportSection(id="mot.equipe", title="Le mot de l’équipe", build=said)
