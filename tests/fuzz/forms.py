"""What a person fills in or configures: forms, settings, locks, tables of words, keys, anchors, receipts, questions."""

import json
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import prevexp
from prevexp.caseload.assessment_form import read_assessment_form
from prevexp.caseload.auditing import anchor_store
from prevexp.caseload.auditing import verify_store
from prevexp.cli.journal.verify import _read
from prevexp.cli.review_act import _from_file
from prevexp.domain.access import AccessAction
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.fileconnector import FileConnector
from prevexp.exchange.lawfacts import read_facts
from prevexp.exchange.lawlines import law_lines
from prevexp.exchange.lawreview import read_review_request
from prevexp.registry import Registry
from prevexp.registry.connector_files import shipped_connectors
from prevexp.registry.locking import Lock
from prevexp.registry.settings import Settings
from prevexp.storage.keys import FileKeyProvider
from prevexp_connector_http.settings import HttpSettings

from .doors import Door
from .doors import Read
from .mutation import CANARY
from .mutation import json_text
from .mutation import noise
from .mutation import toml

ONE = Path(__file__).parents[2] / "examples" / "one-household"
SAMPLES = Path(__file__).parents[1] / "samples"
SETTINGS = f"""
[plugins]
disabled = ["nobody"]
import_seconds = 5

[plugins.connector-http.partners.caf]
url = "https://caf.invalid/{CANARY}"
token = "{CANARY}"
timeout_ms = 1000
ca_file = "/etc/{CANARY}.pem"
"""
QUESTION = {
    "id": "q1",
    "rule": "hearing",
    "territory": "62",
    "inputs": {"commandement_served_on": "2021-03-01", "debt_cents": 120_000, "note": CANARY},
    "policies": {"acquisition-day": "last-day"},
}
REVIEW = {"territory": "62", "id": "d1", "inputs": {"act_kind": "commandement-de-payer", "served_at": "10:30"}}
FACTS = {"act_kind": "assignation", "served_on": "2021-03-01", "rent_cents": 50_000, "landlord_kind": "sci_familiale"}
SENT = "ligne,date,fichier\nA,2021-05-04,envoi.csv\nB,2021-05-05,envoi.csv\n"


def form_doors(folder: Path) -> Iterator[Door]:
    """Yield the doors of forms, settings and small files."""
    aliases = json.loads((SAMPLES / "aliases.json").read_text(encoding="utf-8"))
    lock = Registry.build().lock.to_json()
    current = Lock.from_json(json.loads(json.dumps(lock)))

    def settings(path: Path) -> object:
        Settings.read(path).of("connector-http", HttpSettings)

    def locked(path: Path) -> object:
        Lock.read(path).require(current)

    def questions(path: Path) -> object:
        return [str(line.refused) for line in law_lines(BytesIO(path.read_bytes())) if line.refused]

    def review(path: Path) -> object:
        read_review_request(path.read_bytes())

    def facts(path: Path) -> object:
        read_facts(path.read_bytes())

    forms = (ONE / "diagnostic.toml").read_bytes() + _MORE.encode()
    yield _of_toml("form of an assessment", forms, lambda path: read_assessment_form(path) and None, 15)
    yield _of_toml(
        "answers of a review", (ONE / "controle.toml").read_bytes(), lambda path: _from_file(path) and None, 10
    )
    yield _of_toml("settings of plugins", SETTINGS.encode(), settings, 8)
    yield _of_json("lock", lock, locked, 8)
    yield _of_json("table of words", aliases, lambda path: Aliases.from_file(path) and None, 5)
    yield _of_json("question of law", QUESTION, questions, 30)
    yield _of_json("review of law", REVIEW, review, 10)
    yield _of_json("facts of a case", FACTS, facts, 10)
    yield from _of_bytes(folder)


def _of_bytes(folder: Path) -> Iterator[Door]:
    place = folder / "partner"
    (place / "envoi").mkdir(parents=True)
    connector = FileConnector(partner="caf", settings=shipped_connectors()[0], folder=place)
    store = f"sqlite:///{folder / 'anchored.db'}"
    FileKeyProvider.create(folder / "key")
    sound_key = (folder / "key").read_bytes()

    def key(path: Path) -> object:
        path.chmod(0o600)
        FileKeyProvider.open(path)

    def receipts(path: Path) -> object:
        (place / "envoi" / "orientations.recu.csv").write_bytes(path.read_bytes())
        connector.poll()

    def anchor(path: Path) -> object:
        verify_store(store, anchor=_read(str(path)))

    _make_store(store, folder)
    told = anchor_store(store, day=date(2021, 5, 4), new_id="a" * 32).text.encode()
    for name, content, read, share in (
        ("key file", sound_key, key, 6),
        ("receipt of what was sent", SENT.encode(), receipts, 6),
        ("anchor of a journal", told, anchor, 2),
    ):
        yield Door(name=name, suffix=".any", share=share, sound=content, make=_noisy(content), read=read)


def _make_store(store: str, folder: Path) -> None:
    with prevexp.open(store, territory="62", key_file=folder / "key") as caseload:
        caseload.note_access(AccessAction.READ)


def _noisy(content: bytes) -> Any:
    return lambda chance: (noise(content, chance), 1)


def _of_toml(name: str, content: bytes, read: Read, share: float) -> Door:
    def make(chance: Random) -> tuple[bytes, int]:
        return toml(content, chance), 1

    return Door(name=name, suffix=".toml", share=share, sound=content, make=make, read=read)


def _of_json(name: str, value: Any, read: Read, share: float) -> Door:
    def make(chance: Random) -> tuple[bytes, int]:
        return json_text(value, chance), 1

    return Door(name=name, suffix=".json", share=share, sound=json.dumps(value).encode(), make=make, read=read)


_MORE = """
[debt]
account_on = 2021-05-20
total_said = 1234.56
complete = true

[[debt.line]]
on = 2021-03-01
kind = "rent"
amount = 620

[abilities]

[dwelling]
overcrowded = false
suitable = true
accessible = true
"""
