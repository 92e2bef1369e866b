"""Erased means gone: no byte of what named or opened a household is left in any file of the store."""

import shutil
import sqlite3
from base64 import b64encode

import pytest

from prevexp.storage.port import IndexKind

from .erasing import PURGED
from .erasing import line
from .erasing import lived
from .erasing import opened
from .erasing import stored_in

CANARIES = 30


def secrets_of(caseload, numbers):
    """Return all that is kept of households: what it says, what seals it, and by what it is found."""
    found = []
    store = caseload.records.store
    for number in numbers:
        said = line(number)
        case_id = caseload.find(said["id_dossier"])
        household = caseload.case(case_id).household_id
        found += [said[name].encode() for name in said if name.startswith(("locataire", "id_", "adresse_voie"))]
        found += [store.wrapped_keys([household])[household], store.identities([household])[household]]
        found += caseload.records.digests(IndexKind.REFERENCE, [said["id_dossier"]])
    return found


def left_in(folder, secrets):
    """Return which secrets stand in any file of a folder, as they are, in hexadecimal or in base 64."""
    raw = b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    forms = [(one, one.hex().encode(), b64encode(one)) for one in secrets]
    return [some[0] for some in forms if any(form in raw for form in some)]


@pytest.mark.parametrize("scheme", ["sqlite", "files"])
def test_no_byte_of_the_erased_is_left_in_any_file_and_all_of_the_others_is(tmp_path, write_list, scheme):
    """Database, log, free pages, exported tombstones: nothing of thirty households, everything of the other ten."""
    home = tmp_path / "home"
    home.mkdir()
    with stored_in(scheme, home) as caseload:
        lived(caseload, write_list)
        gone, kept = secrets_of(caseload, range(CANARIES)), secrets_of(caseload, range(CANARIES, 40))
        assert len(left_in(home, gone)) >= 3 * CANARIES, "the search finds what is there before the purge"
        assert caseload.purge(on=PURGED).households == CANARIES
        caseload.export_tombstones(home / "tombstones")
        assert [log.stat().st_size for log in home.rglob("*-wal")] in ([0], []), "the log is cut to nothing"
        assert left_in(home, gone) == []
        assert len(left_in(home, kept)) >= 3 * 10
    assert left_in(home, gone) == []
    clear = [one for one in kept if one.startswith((b"Zz", b"Prenom", b"+336"))]
    assert left_in(home, clear) == [], "what names somebody is never in clear"


def test_without_the_pragma_and_the_checkpoint_the_search_finds_bytes(tmp_path, write_list):
    """The same rows taken away by a plain connection leave their bytes: the search would see them."""
    home = tmp_path / "home"
    home.mkdir()
    with opened(home) as caseload:
        lived(caseload, write_list)
        gone = secrets_of(caseload, range(CANARIES))
    copy = tmp_path / "copy"
    shutil.copytree(home, copy)
    plain = sqlite3.connect(copy / "store.db")
    plain.execute("PRAGMA secure_delete = OFF")
    plain.execute("UPDATE vault SET wrapped_key = NULL, identity = NULL")
    plain.execute("DELETE FROM entry")
    plain.commit()
    plain.close()
    assert len(left_in(copy, gone)) > CANARIES
