"""Lists and files of answers, as text and as workbooks: whole files gone wrong, and sound files of wrong rows."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import UTC
from datetime import date
from datetime import datetime
from functools import cache
from itertools import count
from pathlib import Path
from random import Random

import openpyxl

import prevexp
from prevexp.caseload import Caseload
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.answers import read_answers
from prevexp.exchange.answerwords import answer_words
from prevexp.exchange.reading import read_grid
from prevexp.exchange.table import read_table
from prevexp.registry import Registry

from .doors import Door
from .doors import Make
from .doors import Read
from .mutation import CANARY
from .mutation import HUGE
from .mutation import TEXTS
from .mutation import noise
from .mutation import table
from .mutation import wrong_cell

LISTS = Path(__file__).parents[2] / "examples" / "transfers"
MAY = date(2021, 5, 4)
NAMED = ("locataire_nom", "locataire_prenom", "adresse_voie", "bailleur_nom")
Table = tuple[tuple[str, ...], ...]
ROWS = 1_000
"""Rows of a file in which every row is wrong: one in ten files of the intake's own benchmark."""

ANSWERS = (
    ("reference_orientation", "id_dossier", "locataire_nom", "reponse", "motif_refus", "date_reponse"),
    ("AB-1", "62-2021-1", CANARY, "accepté", "", "04/05/2021"),
    ("AB-2", "62-2021-2", CANARY, "refusé", "incomplet", "03/05/2021"),
    ("AB-3", "62-2021-3", CANARY, "", "", ""),
)
FOLLOWED = (
    ("dossier", "locataire_nom", "suivi", "date"),
    *((f"62-2021-{number}", CANARY, "non suivi", "2021-05-03") for number in range(5)),
)


@cache
def sound_rows() -> Table:
    """Return the rows of an invented list, the household's own words made the canary."""
    with (LISTS / "transfer_62_2021-05.csv").open(encoding="utf-8", newline="") as source:
        header, *rows = csv.reader(source)
    named = [header.index(name) for name in NAMED]
    for number, row in enumerate(rows):
        for at in named:
            row[at] = f"{CANARY} {number}"
    return tuple(map(tuple, (header, *rows)))


def list_doors(team: "Team") -> Iterator[Door]:
    """Yield the doors of lists and answers."""
    pack, some = team.opened().pack, sound_rows()[:13]
    aliases = Aliases.from_mapping(pack.transfer.aliases)
    words = answer_words(aliases)

    def read(path: Path) -> object:
        return read_table(read_grid(path, aliases), aliases, pack.register, MAY) and None

    def answers(path: Path) -> object:
        return read_answers(path, words, received_on=MAY).faults or ""

    sent = (ANSWERS, FOLLOWED)
    for name, doors, share in (("list", (some,), (4, 2.5)), ("answers", sent, (30, 4))):
        reader = read if name == "list" else answers
        yield _door(f"{name} as text", ".csv", share[0], _text(doors[0]), _texts(doors), reader)
        yield _door(f"{name} as a workbook", ".xlsx", share[1], _sound_workbook(doors[0]), _workbooks(doors), reader)
    sound = _text(some)
    yield _door("list as text, taken in", ".csv", 0.5, sound, _texts((some,)), team.receive)
    yield _door("list taken in row by row", ".csv", 650, sound, wrong_rows, team.receive)


def _door(name: str, suffix: str, share: float, sound: bytes, make: Make, read: Read) -> Door:
    return Door(name=name, suffix=suffix, share=share, sound=sound, make=make, read=read)


def _texts(tables: tuple[Table, ...]) -> Make:
    return lambda chance: (table(chance.choice(tables), chance), 1)


def _workbooks(tables: tuple[Table, ...]) -> Make:
    return lambda chance: (workbook(chance.choice(tables), chance), 1)


def _text(rows: Table) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


class Team:
    """A caseload that takes lists in, opened anew before it grows."""

    def __init__(self) -> None:
        self._registry = Registry.build()
        self._numbers = count(1)
        self._caseload: Caseload | None = None
        self._left = 0

    def opened(self) -> Caseload:
        """Return a caseload in memory."""
        if self._caseload is None or self._left == 0:
            self._caseload = prevexp.open(
                "memory:",
                territory="62",
                registry=self._registry,
                now=lambda: datetime(2021, 8, 1, 12, tzinfo=UTC),
                new_id=lambda: f"{next(self._numbers):032x}",
            )
            self._left = 12
        self._left -= 1
        return self._caseload

    def receive(self, path: Path) -> object:
        """Take a list in, write back what is rejected; what is told of the rest names no household."""
        intake = self.opened().receive(path, received_on=MAY)
        intake.write_rejects(path.with_suffix(".rejets.csv"))
        return ""


def wrong_rows(chance: Random) -> tuple[bytes, int]:
    """Return a well formed list every row of which says something it should not."""
    header, *rows = sound_rows()
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    for number in range(ROWS):
        row = list(chance.choice(rows))
        row[0] = f"62-2021-{number}"
        for _ in range(chance.choice((1, 1, 2, 5))):
            wrong_cell(row, chance)
        writer.writerow(row)
    return text.getvalue().encode("utf-8", "replace"), ROWS


@cache
def _sound_workbook(rows: Table) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


_IN_XML = (
    *('r="A1048576"', 'r="XFD1"', 'r="A0"', 'r="A2000000000"', 'r="ZZZZ1"', 'r=""', 't="s"', 't="b"', 't="e"', 't="d"'),
    *('t="n"', 't="str"', 's="99"', "<v>-1</v>", f"<v>{HUGE}</v>", "<v>1e999</v>", "<v>99999999</v>", "<v>nan</v>"),
    *("<f>1+1</f>", "<!-- -->", "<!DOCTYPE x>", "&#0;", "&#xD800;", "&amp;", "&a;", "]]>", "<row/>", "<sheetData/>"),
    *('<dimension ref="A1:A1"/>', '<dimension ref="A1:XFD1048576"/>', "<sheet/>", "_x0000_", "_xD800_", "_xFFFF_"),
)


def workbook(rows: Table, chance: Random) -> bytes:
    """Return a workbook with wrong cells, wrong XML in one of its parts, wrong parts or wrong bytes."""
    if chance.random() < 0.3:
        cells = [list(row) for row in rows]
        for _ in range(chance.choice((1, 3, 9))):
            wrong_cell(chance.choice(cells), chance)
        return _typed_workbook(cells, chance)
    content = _sound_workbook(rows)
    if chance.random() < 0.2:
        return noise(content, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as sound, zipfile.ZipFile(made, "w") as new:
        names = sound.namelist()
        hit = chance.choice((*names, "xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"))
        for name in names:
            part = sound.read(name)
            if name != hit:
                new.writestr(name, part)
            elif chance.random() < 0.9:
                new.writestr(name, _wrong_xml(part, chance))
    return made.getvalue()


def _wrong_xml(part: bytes, chance: Random) -> bytes:
    """Return a part of a workbook with some of its tags, attributes or bytes gone wrong."""
    text = part.decode("utf-8", "replace")
    for _ in range(chance.choice((1, 2, 5))):
        at = text.find(chance.choice(("<", '="', ">", "/")), chance.randrange(len(text) + 1))
        at = max(at, 0)
        match chance.randrange(4):
            case 0:
                text = text[:at] + text[at + chance.choice((1, 5, 40)) :]
            case 1:
                text = text[:at] + chance.choice(_IN_XML) + text[at + chance.choice((0, 4, 8)) :]
            case 2:
                old = chance.choice(('r="B2"', 't="inlineStr"', 't="s"', "<v>1</v>", "<v>3</v>", 'r="3"', "sheetId"))
                text = text.replace(old, chance.choice(_IN_XML), chance.choice((1, -1)))
            case _:
                return noise(text.encode("utf-8", "replace"), chance)
    return text.encode("utf-8", "replace")


def _typed_workbook(rows: list[list[str]], chance: Random) -> bytes:
    """Return a workbook some of whose cells are numbers, dates, booleans, formulas or errors."""
    book = openpyxl.Workbook()
    values = (1, -1, 0.1, 1e308, 2**63, True, datetime(2021, 5, 4), date(1899, 12, 31), "=1+1", "#N/A", 44320, None)
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            value = chance.choice(values) if number > 1 and chance.random() < 0.1 else text
            try:
                book.active.cell(number, column, value)
            except (ValueError, openpyxl.utils.exceptions.IllegalCharacterError):
                book.active.cell(number, column, chance.choice(TEXTS[:30]).strip() and "x")
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
