"""The conformance kit of exporters: subclass `ExporterConformance`, name the exporter, say how its files are read.

    class TestMyExporter(ExporterConformance):
        exporter = ODS
        def read(self, content): return rows_of(content)

Each test has a number (EK-01…), says what a failure means for whoever opens the file and what to do.
"""

from collections.abc import Callable
from collections.abc import Iterable

from prevexp.registry.offers import Exporter

from ..running import Report
from ..running import run_kit
from .files import Files
from .texts import Texts

__all__ = ["ExporterConformance", "run_exporter_conformance"]


class ExporterConformance(Texts, Files):
    """All tests of an exporter."""


def run_exporter_conformance(subject: Exporter, reading: Callable[[bytes], Iterable[Iterable[str]]]) -> Report:
    """Try every rule on an exporter, without pytest's command; `reading` gives the rows of a file as texts."""

    class Tested(ExporterConformance):
        exporter = subject

        def read(self, content: bytes) -> Iterable[Iterable[str]]:
            return reading(content)

    return run_kit(Tested, name="exporters", subject=subject.id)
