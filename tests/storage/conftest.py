"""A store in a file with its records, and the bytes it leaves on disk."""

import itertools
from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

from prevexp.domain.case import Identity
from prevexp.domain.case import ListedFacts
from prevexp.domain.events import CaseReceived
from prevexp.domain.values import Month
from prevexp.domain.values import Secret
from prevexp.storage.opening import open_records

IDENTITY = Identity(
    surname=Secret("Zzexemplard"),
    first_name=Secret("Éloïse"),
    born_on=Secret("1980-02-29"),
    phone=Secret("+33639981234"),
    email=Secret("zz.exemplard@exemple.invalid"),
    street=Secret("1 rue du Modèle Inventé"),
    postcode=Secret("99000"),
    landlord_name=Secret("SCI Zzbailleur"),
    landlord_siret=Secret("73282932000074"),
)


@pytest.fixture
def identity():
    return IDENTITY


@pytest.fixture
def database(tmp_path):
    return tmp_path / "data" / "store.db"


@pytest.fixture
def key_file(tmp_path):
    return tmp_path / "keys" / "master.key"


@pytest.fixture
def opened(database, key_file):
    """Open the records of one store as often as asked."""
    database.parent.mkdir()
    kept = []

    def reopen():
        records, _ = open_records(f"sqlite:///{database}", key=key_file)
        kept.append(records)
        return records

    yield reopen
    for records in kept:
        records.close()


@pytest.fixture
def records(opened):
    return opened()


@pytest.fixture
def on_disk(database):
    """Return all bytes of the database and its helpers."""

    def read():
        files = sorted(database.parent.iterdir())
        assert files
        return b"".join(file.read_bytes() for file in files)

    return read


@pytest.fixture
def received():
    """Return the first event of a case, by its number."""
    return _received


def _received(number=1, **changes):
    values = {
        "case_id": f"{number:032x}",
        "household_id": f"{number + 10**6:032x}",
        "occurred_on": date(2021, 5, 4),
        "recorded_at": datetime(2021, 5, 4, 8, tzinfo=UTC),
        "territory": "99",
        "transfer": "t" * 32,
        "line": 2,
        "month": Month(2021, 5),
        "reference": f"R-{number}",
        "facts": ListedFacts(commune="99123", arrears_cents=123_456, act_on=date(2021, 4, 12)),
        "known_identity": ("surname", "first_name"),
    }
    return CaseReceived(**values | changes)


@pytest.fixture
def put():
    """Write a new case and return its first event."""
    return _put


_numbers = itertools.count(1)


def _put(records, event=None, identity=IDENTITY, **more):
    event = event or _received(next(_numbers))
    write = records.new_stream(
        event.case_id,
        event.household_id,
        (records.codec.encode(event),),
        territory=event.territory,
        month=str(event.month),
        identity=records.codec.encode_identity(identity),
        **more,
    )
    records.commit([write])
    return event
