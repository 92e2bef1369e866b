"""Tables in Markdown: for a wiki, a mail, a repository of texts."""

from decimal import Decimal
from typing import BinaryIO

from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.documents import Document
from prevexp.evaluation.documents import Entry
from prevexp.evaluation.documents import Named
from prevexp.evaluation.documents import Sheet
from prevexp.evaluation.documents import neutralised
from prevexp.evaluation.documents import plain

_GAPS = {Gap.HIDDEN: "s.", Gap.NOT_KNOWN: "non connu", Gap.NOTHING_TO_COUNT: "–"}


def write(document: Document, stream: BinaryIO) -> None:
    """Write every sheet as a table below its title."""
    about = [f"{_cell(name)} : {_cell(value)}" for name, value in document.about]
    parts = [f"# {_cell(document.title)}", "  \n".join(about), *map(_table, document.sheets)]
    stream.write(("\n\n".join(part for part in parts if part) + "\n").encode())


def _table(sheet: Sheet) -> str:
    heads = [_cell(column.label) for column in sheet.columns]
    lines = [heads, ["---"] * len(heads), *([_cell(entry) for entry in row] for row in sheet.rows)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return "\n\n".join(part for part in (f"## {_cell(sheet.title)}", _cell(sheet.note), table) if part)


def _cell(entry: Entry) -> str:
    match entry:
        case Gap():
            return _GAPS[entry]
        case Rate(part=part, whole=whole):
            return f"{str(plain(entry)).replace('.', ',')} ({part} / {whole})"
        case Decimal():
            return str(entry).replace(".", ",")
        case Named(label=label):
            return _text(label)
        case str():
            return _text(entry)
        case _:
            return str(entry)


def _text(text: str) -> str:
    """Return a text on one line, without what Markdown or a spreadsheet that reads it would obey."""
    line = " ".join(text.split())
    for sign in ("\\", "|", "<", "[", "`", "*", "_"):
        line = line.replace(sign, f"\\{sign}")
    return neutralised(line)
