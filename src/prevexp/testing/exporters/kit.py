"""What an exporter gives the kit, and the document on which it is tried."""

import io
from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.documents import Column
from prevexp.evaluation.documents import Document
from prevexp.evaluation.documents import Named
from prevexp.evaluation.documents import Sheet
from prevexp.registry.offers import Exporter
from prevexp.registry.offers import resolved

from ..conformance import ConformanceKit

WORDS = ("Épinal – œuvre n° 1", 'il dit "non"', "a;b,c", "deux\nlignes")
FORMULAS = ("=1+1", "+33 6", "-2", "@somme", "=cmd|' /C calc'!A0")
NUMBERS = (1234, 11, 0)


class Kit(ConformanceKit):
    """The base of the kit: which exporter, and how its files are read back."""

    exporter: ClassVar[Exporter]

    def read(self, content: bytes) -> Iterable[Iterable[str]]:
        """Return the rows of a file as texts, headers and titles included, all sheets one after the other."""
        raise NotImplementedError

    def written(self, document: Document) -> bytes:
        """Return a document as the exporter writes it."""
        stream = io.BytesIO()
        resolved(self.exporter, "write")(document, stream)
        return stream.getvalue()

    def rows(self, document: Document) -> list[list[str]]:
        """Return a document written and read back."""
        return [list(row) for row in self.read(self.written(document))]


def sheet(name: str, *rows: tuple[object, ...]) -> Sheet:
    """Return a sheet of a heading and cells."""
    width = max(map(len, rows), default=1)
    columns = tuple(Column(f"c{i}", f"Colonne {i}") for i in range(width))
    return Sheet(id=name, title=f"Feuille {name}", columns=columns, rows=rows)  # type: ignore[arg-type]  # entries


def document(*sheets: Sheet) -> Document:
    """Return a document of some sheets."""
    return Document(id="essai", title="Essai", about=(("Territoire", "Ici"),), sheets=sheets)


def whole() -> Document:
    """Return a document that holds every kind of cell."""
    texts = [(word, Named(f"slug-{i}", f"Libellé {i}")) for i, word in enumerate(WORDS)]
    numbers = [(f"ligne {i}", number) for i, number in enumerate(NUMBERS)]
    others = [("taux", Rate(7, 13)), ("médiane", Decimal("12.5")), ("masqué", Gap.HIDDEN), ("sans", Gap.NOT_KNOWN)]
    return document(sheet("textes", *texts), sheet("nombres", *numbers, *others))
