"""What stands in the file: EK-01 to EK-05."""

from prevexp.evaluation.blocks import Gap

from ..conformance import conformance
from .kit import FORMULAS
from .kit import NUMBERS
from .kit import WORDS
from .kit import Kit
from .kit import document
from .kit import sheet
from .kit import whole

_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class Texts(Kit):
    """Everything published is there, and nothing else."""

    @conformance
    def test_ek_01_every_row_comes_back(self) -> None:
        """EK-01 Every row of every sheet is in the file, with its texts and its numbers.

        Else the préfecture gets a table with a line less, and nobody notices.

        Fix: write all sheets, all rows, and numbers without rounding.
        """
        cells = [cell.strip() for row in self.rows(whole()) for cell in row]
        digits = {"".join(sign for sign in cell if sign.isdigit()) for cell in cells}
        headings = [str(row[0]) for one in whole().sheets for row in one.rows]
        assert [word for word in headings if not any(_same(word, cell) for cell in cells)] == []
        assert [word for word in WORDS if not any(_same(word, cell) for cell in cells)] == []
        assert [number for number in NUMBERS if str(number) not in digits] == []

    @conformance
    def test_ek_02_no_cell_is_a_formula(self) -> None:
        """EK-02 A text that begins with = + - @ does not begin so in the file.

        Else a spreadsheet runs what somebody wrote into a title.

        Fix: pass every text through `prevexp.evaluation.documents.neutralised`, or write it as a cell of type text.
        """
        rows = self.rows(document(sheet("formules", *((text, 11) for text in FORMULAS))))
        cells = [cell for row in rows for cell in row]
        assert [cell for cell in cells if cell.startswith(_SIGNS) and not _number(cell)] == []
        assert [text for text in FORMULAS if not any(text in cell for cell in cells)] == []

    @conformance
    def test_ek_03_masked_stays_masked(self) -> None:
        """EK-03 A hidden number is no number in the file, neither 0 nor anything else; a zero is 0.

        Else "too few to be shown" reads as "none", and sums over the file are wrong.

        Fix: write a word or nothing for each `Gap`.
        """
        found = self.rows(document(sheet("masques", ("caché", Gap.HIDDEN), ("ignoré", Gap.NOT_KNOWN), ("nul", 0))))
        by_name = {name: row for row in found for name in ("caché", "ignoré", "nul") if name in row}
        assert by_name.keys() == {"caché", "ignoré", "nul"}
        others = {name: [cell for cell in row if cell not in {name, "masques"}] for name, row in by_name.items()}
        assert [name for name in ("caché", "ignoré") if any(_number(cell) for cell in others[name])] == []
        assert any(_number(cell) for cell in others["nul"])

    @conformance
    def test_ek_04_a_rate_is_no_rounder_than_its_n_allows(self) -> None:
        """EK-04 A rate of 7 in 13 is written as 0.5385, 53.85 %, 7/13 or finer: 54 % at the least.

        Else a reader recomputes another number.

        Fix: write `plain(rate)`, or part and whole.
        """
        text = " ".join(cell for row in self.rows(whole()) for cell in row)
        assert any(one in text for one in ("0.538", "0,538", "53.8", "53,8", "54", "7/13", "7 / 13")), text

    @conformance
    def test_ek_05_an_empty_document_is_a_file(self) -> None:
        """EK-05 A document without sheets, and a sheet without rows, can be written.

        Else the export of a month in which nothing happened fails.

        Fix: do not take the first row, or the first sheet, for granted.
        """
        assert self.written(document()) is not None
        assert self.written(document(sheet("vide"))) is not None


def _same(word: str, cell: str) -> bool:
    """Say whether a cell holds a text; a form without line breaks may have a space in their place."""
    return " ".join(word.split()) in " ".join(cell.split())


def _number(cell: str) -> bool:
    plain = cell.replace("\N{NARROW NO-BREAK SPACE}", "").replace("\N{NO-BREAK SPACE}", "").replace(",", ".")
    try:
        float(plain)
    except ValueError:
        return False
    return True
