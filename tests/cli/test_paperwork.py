"""Letters, information and visit sheets on the command line."""

import json
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"
DAY = ("--on", "2021-05-10")


@pytest.fixture(scope="module")
def team(shared_prevexp):
    """Take the sample of May in, allocate, and return how to run a command and the first references of the list."""
    shared_prevexp("intake", SAMPLE, "--received-on", "2021-05-04")
    shared_prevexp("allocate", "--on", "2021-05-04")
    listed = json.loads(shared_prevexp("worklist", "--on", "2021-05-04", "--json").stdout)
    return shared_prevexp, [entry["reference"] for entry in listed]


def test_a_letter_is_written_and_noted(team, tmp_path):
    """The page to --out, what is missing and what to note next to stderr; the case tells it."""
    prevexp, (reference, *_) = team
    out = tmp_path / "courrier.html"
    tried = prevexp("letter", reference, "first_letter", "--out", out, "--dry-run", *DAY)
    assert (tried.returncode, tried.stdout, out.exists()) == (0, "", True)
    assert "courrier préparé" not in prevexp("explain", reference, *DAY).stdout
    done = prevexp("letter", reference, "first_letter", "--out", out, *DAY)
    assert "À compléter dans letters.toml" in done.stderr
    assert "prevexp contact" in done.stderr
    assert "Une aide pour votre logement" in out.read_text(encoding="utf-8")
    assert out.stat().st_mode & 0o077 == 0
    assert "courrier préparé" in prevexp("explain", reference, *DAY).stdout


def test_a_message_is_data_on_stdout_and_is_counted(team):
    """One line; how many signs and messages on stderr."""
    prevexp, (reference, *_) = team
    done = prevexp("letter", reference, "sms", *DAY)
    assert (done.returncode, done.stdout.count("\n")) == (0, 1)
    assert "1\u00a0message." in done.stderr


def test_a_letter_to_the_landlord_is_noted_as_theirs(team, tmp_path):
    """What to note next is that the landlord is informed, and no attempt to reach the household."""
    prevexp, (reference, *_) = team
    done = prevexp("letter", reference, "landlord_information", "--out", tmp_path / "bailleur.html", *DAY)
    assert (done.returncode, "prevexp landlord" in done.stderr, "prevexp contact" in done.stderr) == (0, True, False)


def test_a_refused_letter_leaves_no_file(team, tmp_path):
    """Exit code 1, code and remedy; an unsafe channel is not named."""
    prevexp, references = team
    prevexp("agreement", references[1], "refused", *DAY)
    prevexp("channel", references[2], "letter", "unsafe", *DAY)
    for reference, code in ((references[1], "not-approached"), (references[2], "channel-not-used")):
        out = tmp_path / f"{code}.html"
        done = prevexp("letter", reference, "first_letter", "--out", out, *DAY)
        assert (done.returncode, f"[{code}]" in done.stderr, out.exists()) == (1, True, False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("first_letter",),
        ("appointment", "--out", "x.html"),
        ("appointment", "--out", "x.html", "--meeting-on", "2021-05-20"),
        ("sms", "--meeting-on", "2021-05-20", "--meeting-place", "ici"),
        ("first_letter", "--out", "x.html", "--meeting-at", "14 h"),
        ("poem", "--out", "x.html"),
    ],
)
def test_half_a_letter_is_a_usage_error(team, arguments):
    """Exit code 2, before anything is opened."""
    prevexp, (reference, *_) = team
    assert prevexp("letter", reference, *arguments).returncode == 2


def test_an_appointment_says_when_and_where(team, tmp_path):
    """In words, with the day of the week."""
    prevexp, (reference, *_) = team
    out = tmp_path / "rdv.html"
    meeting = ("--meeting-on", "2021-05-20", "--meeting-at", "14 h 30", "--meeting-place", "Maison des services")
    assert prevexp("letter", reference, "appointment", "--out", out, *meeting, *DAY).returncode == 0
    page = out.read_text(encoding="utf-8")
    assert "jeudi\u00a020\u00a0mai\u00a02021 à 14 h 30" in page
    assert "Maison des services" in page


def test_the_information_is_due_then_late_then_done(team):
    """Without a channel, how it stands; with one, noted."""
    prevexp, references = team
    ask = ("inform", references[3])
    assert "doit l’être au plus tard le 04/06/2021" in prevexp(*ask, "--on", "2021-06-04").stdout
    assert "aurait dû l’être au plus tard le 04/06/2021" in prevexp(*ask, "--on", "2021-06-05").stdout
    assert prevexp(*ask, "letter", "--on", "2021-06-06").returncode == 0
    said = prevexp(*ask, "--on", "2021-06-07").stdout
    assert "informé de ce qui est fait de ses données le 06/06/2021, au lieu du 04/06/2021" in said


def test_visit_sheets_of_a_case_and_of_a_day(team, tmp_path):
    """Named cases, or those of the day's sheet; initials if asked for."""
    prevexp, references = team
    out = tmp_path / "visites.html"
    assert "1\u00a0feuille écrite" in prevexp("visit-sheet", references[4], "--out", out, *DAY).stderr
    assert "Feuille nominative" in out.read_text(encoding="utf-8")
    prevexp("visit-sheet", "--worker", "social-1", "--initials", "--out", out, *DAY)
    page = out.read_text(encoding="utf-8")
    assert page.count("<article") > 1
    assert "Feuille nominative" not in page
    assert prevexp("visit-sheet", references[4], "--worker", "social-1", "--out", out).returncode == 2
