"""The conformance kit of exporters: subclass `ExporterConformance`, name the exporter, say how its files are read.

    class TestMyExporter(ExporterConformance):
        exporter = ODS
        def read(self, content): return rows_of(content)

Each test has a number (EK-01…), says what a failure means for whoever opens the file and what to do.
"""

from .files import Files
from .texts import Texts

__all__ = ["ExporterConformance"]


class ExporterConformance(Texts, Files):
    """All tests of an exporter."""
