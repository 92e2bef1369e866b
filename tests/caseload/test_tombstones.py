"""Who was erased does not come back: not by a list, not by a backup."""

import shutil
from datetime import date

import pytest

from prevexp.caseload.counters import read_counters
from prevexp.domain.erasure import ErasureReason
from prevexp.domain.errors import Erased
from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.vocabulary import Outcome
from prevexp.storage.port import IndexKind

from .erasing import MAY
from .erasing import PURGED
from .erasing import line
from .erasing import opened

LATER = date(2023, 10, 2)
OLD_DEBT = {"mois_transfert": "2023-10", "date_acte": "2021-04-12"}
NEW_DEBT = {"mois_transfert": "2023-10", "date_acte": "2023-09-12"}


@pytest.fixture
def home(tmp_path, write_list):
    """Make a store of three households received in May 2021; return its folder."""
    folder = tmp_path / "home"
    folder.mkdir()
    with opened(folder) as caseload:
        caseload.receive(write_list(*map(line, range(3))), received_on=MAY)
    return folder


def outcomes(intake):
    """Return what became of the rows, and what is told of each."""
    rows = list(intake.rows_json())
    return [row["outcome"] for row in rows], [
        [one["reason"] for one in (*row.get("faults", ()), *row.get("warnings", ()))] for row in rows
    ]


@pytest.mark.parametrize("reason", [*ErasureReason])
def test_the_old_file_does_not_come_back_by_a_list(home, write_list, reason, tmp_path):
    """The same reference, or the same person with a debt of that time, is refused by a code; others come in."""
    with opened(home, day=LATER) as caseload:
        caseload.erase(caseload.find("62-2021-1"), reason=reason, on=PURGED)
        listed = write_list(
            line(1, mois_transfert="2023-10"),
            line(1, id_dossier="62-2023-77", **OLD_DEBT),
            line(7, id_dossier="62-2023-78", **OLD_DEBT),
        )
        intake = caseload.receive(listed, received_on=LATER)
        assert outcomes(intake) == (["rejected", "rejected", "accepted"], [["erased-file"], ["erased-file"], []])
        assert intake.counts == {Outcome.REJECTED: 2, Outcome.ACCEPTED: 1}
        assert intake.rejected_for == {"erased-file": 2}
        assert intake.write_rejects(tmp_path / "rejects.csv") == 0
        assert "Zzcanarib" not in (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig")
        assert len(caseload.cases()) == 3


@pytest.mark.parametrize(
    ("reason", "told"),
    [(ErasureReason.EXPIRED, []), (ErasureReason.REQUEST, []), (ErasureReason.OBJECTION, ["objected-before"])],
)
def test_a_new_debt_is_a_new_case_and_an_objection_stays_one(home, write_list, reason, told):
    """A person with a new debt comes in as anybody does; one who objected is not approached."""
    with opened(home, day=LATER) as caseload:
        caseload.erase(caseload.find("62-2021-1"), reason=reason, on=PURGED)
        intake = caseload.receive(write_list(line(1, id_dossier="62-2023-77", **NEW_DEBT)), received_on=LATER)
        assert outcomes(intake) == (["accepted"], [told])
        case = caseload.case(caseload.find("62-2023-77"))
        objected = reason is ErasureReason.OBJECTION
        assert (case.objection is not None) is objected
        screened = {one.case.reference for one in caseload.screen(on=LATER)}
        assert ("62-2023-77" in screened) is not objected
        again = write_list(line(1, id_dossier="62-2023-77", **(NEW_DEBT | {"dette_locative_eur": "99.00"})))
        assert outcomes(caseload.receive(again, received_on=LATER))[0] == ["duplicate" if objected else "updated"]


def test_somebody_else_at_the_dwelling_and_a_namesake_come_in(home, write_list):
    """A tombstone knows a person, not a dwelling and not a name."""
    with opened(home, day=LATER) as caseload:
        caseload.erase(caseload.find("62-2021-1"), reason=ErasureReason.OBJECTION, on=PURGED)
        known = line(1)
        elsewhere = {name: line(8)[name] for name in known if name.startswith(("adresse", "locataire_t"))}
        other = {name: line(8)[name] for name in known if name.startswith("locataire")}
        rows = [
            known | other | {"id_dossier": "62-2023-1"} | OLD_DEBT,
            known | elsewhere | {"id_dossier": "62-2023-2", "locataire_date_naissance": "1999-01-01"} | OLD_DEBT,
        ]
        assert outcomes(caseload.receive(write_list(*rows), received_on=LATER)) == (["accepted"] * 2, [[], []])


def test_a_restored_backup_does_not_bring_anybody_back(home, tmp_path, write_list):
    """Erased after the backup was made, households are erased again by the exported tombstones, with their counters.

    One that the backup does not know yet does not come in by a list either.
    """
    backup = tmp_path / "backup"
    shutil.copytree(home, backup)
    period = (date(2021, 5, 1), date(2021, 12, 31))
    with opened(home) as caseload:
        before = caseload.report(*period, generated_on=PURGED).tables
        gone = caseload.find("62-2021-1")
        caseload.erase(gone, reason=ErasureReason.REQUEST, on=PURGED)
        left = read_counters(caseload)
        caseload.receive(write_list(line(9, mois_transfert="2021-06")), received_on=date(2021, 6, 7))
        caseload.erase(caseload.find("62-2021-9"), reason=ErasureReason.REQUEST, on=PURGED)
        assert caseload.export_tombstones(tmp_path / "tombstones") == 2
    with opened(backup) as caseload:
        assert caseload.case(gone).reference == "62-2021-1"
        assert caseload.apply_tombstones(tmp_path / "tombstones") == 1
        with pytest.raises(Erased):
            caseload.case(gone)
        assert len(caseload.cases()) == 2
        assert read_counters(caseload) == left
        assert caseload.report(*period, generated_on=PURGED).tables == before
        assert caseload.apply_tombstones(tmp_path / "tombstones") == 0
        again = caseload.receive(write_list(line(9, mois_transfert="2021-06")), received_on=date(2021, 6, 7))
        assert outcomes(again)[1] == [["erased-file"]]


def test_exported_tombstones_say_nothing_to_who_has_not_the_key(home, tmp_path):
    """The file is its owner's, holds nobody's name, and opens with the key of its own store only."""
    with opened(home) as caseload:
        caseload.erase(caseload.find("62-2021-1"), reason=ErasureReason.REQUEST, on=PURGED)
        caseload.export_tombstones(tmp_path / "tombstones")
        assert "Zz" not in repr(caseload.records.tombstones.all())
    content = (tmp_path / "tombstones").read_bytes()
    assert (tmp_path / "tombstones").stat().st_mode & 0o077 == 0
    assert all(one not in content for one in (b"2021", b"request", b"Zzcanari", b"household"))
    other = tmp_path / "other"
    other.mkdir()
    with opened(other) as caseload, pytest.raises(StoreCorrupt):
        caseload.apply_tombstones(tmp_path / "tombstones")


def test_digests_of_tombstones_are_not_those_of_the_index(home):
    """Whoever has the tombstones cannot look them up in the index, nor the other way round."""
    with opened(home) as caseload:
        gone = caseload.find("62-2021-1")
        (entry,) = caseload.records.digests(IndexKind.REFERENCE, ["62-2021-1"])
        caseload.erase(gone, reason=ErasureReason.REQUEST, on=PURGED)
        (tombstone,) = caseload.records.tombstones.all()
        same = caseload.records.tombstones.digest("reference\0" + "62-2021-1")
    assert len(tombstone.marks) >= 4
    assert same != entry.hex(), "what the index hashes gives another digest under the key of tombstones"
