"""For teams carried by an ADIL: indicators on the review of acts, a part of the bilan, tables in Markdown."""

from collections.abc import Iterable

from prevexp.evaluation.indicators import Indicator
from prevexp.registry import PluginInfo
from prevexp.registry import hookimpl
from prevexp.registry.offers import Exporter
from prevexp.registry.offers import ReportSection

from .indicators import INDICATORS


@hookimpl
def prevexp_plugin() -> PluginInfo:
    """Introduce the plugin."""
    return PluginInfo(id="adil", api=1, title="Équipe portée par une ADIL", contact="voir README.md")


@hookimpl
def prevexp_indicators() -> Iterable[Indicator]:
    """Add what an ADIL is asked of the review of acts."""
    return INDICATORS


@hookimpl
def prevexp_report_sections() -> Iterable[ReportSection]:
    """Add a part on the review of acts to the bilan."""
    return [ReportSection(id="adil.acts", title="Le contrôle des actes", build="prevexp_adil.section:acts")]


@hookimpl
def prevexp_exporters() -> Iterable[Exporter]:
    """Add tables in Markdown."""
    return [
        Exporter(
            id="adil.markdown",
            title="Tableaux Markdown",
            format="md",
            media_type="text/markdown",
            suffixes=(".md",),
            write="prevexp_adil.markdown:write",
        )
    ]
