"""Archives that are no workbook we can open: told apart by what somebody would have to do."""

import io
import zipfile

import openpyxl
import pytest

from prevexp.domain.errors import TransferRefused
from prevexp.exchange.archive import LARGEST_FILE
from prevexp.exchange.archive import check_archive


@pytest.fixture
def sound():
    """Return the bytes of a workbook."""
    made = io.BytesIO()
    openpyxl.Workbook().save(made)
    return made.getvalue()


def refused(path):
    """Return the reason for which an archive is refused, and what to do."""
    with pytest.raises(TransferRefused) as caught:
        check_archive(path)
    return caught.value.reason, caught.value.params["remedy"]


def repacked(content, path, compression):
    """Write the parts of a workbook with another compression."""
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(path, "w", compression) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return path


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_workbook_is_stored_or_deflated(sound, tmp_path, compression):
    """The two ways spreadsheets pack their parts are accepted: nothing is raised."""
    check_archive(repacked(sound, tmp_path / "liste.xlsx", compression))


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_no_spreadsheet_uses_is_refused(sound, tmp_path, compression):
    """Another packing is no workbook, and nothing of it is unpacked."""
    assert refused(repacked(sound, tmp_path / "liste.xlsx", compression))[0] == "not-a-workbook"


def test_a_workbook_behind_a_password_is_refused_as_one_to_be_saved_anew(sound, tmp_path):
    """A part that is encrypted cannot be read; the sender saves the list without a password."""
    path = tmp_path / "liste.xlsx"
    entry, flags = sound.index(b"PK\x01\x02"), 8  # the first entry of the directory, and where its flags are
    path.write_bytes(sound[: entry + flags] + b"\x01" + sound[entry + flags + 1 :])
    reason, remedy = refused(path)
    assert reason == "not-a-workbook"
    assert "retirer le mot de passe" in remedy


@pytest.mark.parametrize(("beyond", "reason"), [(0, "not-a-workbook"), (1, "archive-too-large")])
def test_a_file_is_bounded_before_it_is_read(tmp_path, beyond, reason):
    """The largest file allowed is looked into, one byte more is not."""
    path = tmp_path / "liste.xlsx"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + beyond)
    assert refused(path)[0] == reason


def test_a_file_that_went_away_is_unreadable(tmp_path):
    """A path that names nothing is told as such."""
    assert refused(tmp_path / "liste.xlsx")[0] == "file-unreadable"
