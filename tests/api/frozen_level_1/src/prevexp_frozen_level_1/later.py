"""What is imported when it is used."""

import json
import random
from datetime import UTC
from datetime import date
from datetime import datetime

import click

from prevexp.domain.case import ListedFacts
from prevexp.domain.events import CaseReceived
from prevexp.domain.values import Cents
from prevexp.domain.values import Month
from prevexp.evaluation.documents import plain
from prevexp.evaluation.sections import Passage
from prevexp.exchange.connectors import SendReceipt
from prevexp.storage.memory import MemoryStore

DAY = date(2021, 5, 4)


def open_store(url, *, busy_seconds):
    """Open a store in memory."""
    return MemoryStore()


class Drawer:
    """Keeps the ids of what is sent."""

    def __init__(self, place, settings):
        self.days = {}

    def send(self, rows, *, on):
        """Keep each row once."""
        new = [row.row_id for row in rows if row.row_id not in self.days]
        already = {row.row_id: self.days[row.row_id] for row in rows if row.row_id in self.days}
        self.days.update(dict.fromkeys(new, on))
        return SendReceipt(file=None, sent=tuple(new), already=already)


def is_one(head):
    """Say whether a file begins as one of these."""
    return b":" in head.partition(b"\n")[0]


def rows(path):
    """Give one household, of which each line is a column and its cell."""
    lines = path.read_text(encoding="utf-8").splitlines()
    yield 1, {name.strip(): cell.strip() for name, _, cell in (line.partition(":") for line in lines)}


def passage(context):
    """Return some words."""
    return Passage(title="Le mot", paragraphs=("Une année d’aller vers.",))


def write(document, stream):
    """Write every row of every sheet."""
    for sheet in document.sheets:
        for row in sheet.rows:
            stream.write(("\t".join(str(plain(entry)) for entry in row) + "\n").encode())


def generate(seed, count, context):
    """Yield one case for each number."""
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        case_id = f"{chance.getrandbits(128):032x}"
        received = CaseReceived(
            case_id=case_id,
            occurred_on=DAY,
            recorded_at=datetime(2021, 5, 4, 10, tzinfo=UTC),
            household_id=case_id,
            territory="99",
            transfer="frozen",
            line=number + 2,
            month=Month(2021, 5),
            reference=f"frozen-{number}",
            facts=ListedFacts(arrears_cents=Cents(chance.randint(1, 10**6)), arrears_on=DAY),
        )
        yield (received,)


def load():
    """Return the command."""

    @click.command("frozen")
    def command():
        """Saluer l'équipe."""
        click.echo("Bonjour du niveau 1.")

    return command


def as_object(data):
    """Lift the memo from version 0 to version 1."""
    return json.dumps({"position": int(data or b"0")}).encode()
