"""The day of the team on the command line: contact, agreement, hold, follow-up."""

import json
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"


@pytest.fixture(scope="module")
def team(shared_prevexp):
    """Take the sample of May in, allocate, and return how to run a command and the first references of the list."""
    shared_prevexp("intake", SAMPLE, "--received-on", "2021-05-04")
    shared_prevexp("allocate", "--on", "2021-05-04")
    listed = json.loads(shared_prevexp("worklist", "--on", "2021-05-04", "--json").stdout)
    return shared_prevexp, [entry["reference"] for entry in listed]


def test_a_meeting_is_noted_and_what_comes_next_is_said(team):
    """On stderr, with the last day of the follow-up; three days before it, it is on the sheet."""
    prevexp, references = team
    said = ("--place", "home", "--worker", "social-1", "--worker", "legal-1", "--on", "2021-05-10")
    done = prevexp("contact", references[0], "visit_planned", "met", *said)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Veille à faire, au plus tard le 25/05/2021" in done.stderr
    sheet = prevexp("worklist", "--on", "2021-05-26").stdout
    assert f"{references[0]}" in sheet.partition("veille")[2]
    assert "en retard, au plus tard le 25/05/2021" in sheet


def test_an_attempt_without_an_answer_says_the_next_step(team):
    """Channel and day of what the plan has next."""
    prevexp, references = team
    done = prevexp("contact", references[1], "letter", "no_answer", "--on", "2021-05-05")
    assert "Contact prévu : téléphone, le 10/05/2021" in done.stderr


def test_what_is_typed_in_late_is_answered_with_what_is_to_be_done_now(team):
    """A call of before the refusal, noted after it: not a letter to write, but a household to leave in peace."""
    prevexp, references = team
    prevexp("contact", references[20], "phone", "refused", "--on", "2021-05-12")
    late = prevexp("contact", references[20], "phone", "no_answer", "--on", "2021-05-10")
    assert "le ménage a refusé" in late.stderr
    prevexp("contact", references[21], "phone", "reached", "--on", "2021-05-20")
    late = prevexp("contact", references[21], "phone", "reached", "--on", "2021-05-06")
    assert "au plus tard le 04/06/2021" in late.stderr


def test_a_refused_command_exits_with_one_and_says_what_to_do(team):
    """A withdrawal of what was never given; a day before the case was received; nothing is written."""
    prevexp, references = team
    done = prevexp("agreement", references[2], "withdrawn", "--on", "2021-05-10")
    assert done.returncode == 1
    assert "[nothing-to-withdraw]" in done.stderr
    assert "À faire" in done.stderr
    early = prevexp("contact", references[2], "phone", "no_answer", "--on", "2021-05-03")
    assert (early.returncode, "[before-reception]" in early.stderr) == (1, True)


def test_agreement_hold_and_follow_up_are_noted(team):
    """Given, then the follow-up extended, then a hold and its lifting."""
    prevexp, references = team
    case = references[3]
    for arguments in (
        ("agreement", case, "given", "--medium", "desk", "--proof", "signed_form", "--on", "2021-05-10"),
        ("follow-up", case, "extend", "--until", "2021-06-10", "--on", "2021-05-20"),
        ("hold", case, "--until", "2021-06-20", "--reason", "away", "--on", "2021-06-01"),
        ("hold", case, "--lift", "--on", "2021-06-05"),
        ("follow-up", case, "lost", "--on", "2021-06-15"),
    ):
        done = prevexp(*arguments)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "Noté.\n"), arguments


def test_sharing_needs_an_agreement_and_an_unsafe_channel_is_not_proposed(team):
    """Refused before the household agrees, noted after; the letter gives way to the call."""
    prevexp, references = team
    share = ("sharing", references[5], "authorised", "caf", "G3", "G9", "--on", "2021-05-10")
    refused = prevexp(*share)
    assert (refused.returncode, "[agreement-missing]" in refused.stderr) == (1, True)
    prevexp("agreement", references[5], "given", "--on", "2021-05-10")
    assert prevexp(*share).returncode == 0
    assert prevexp("sharing", references[5], "withdrawn", "caf", "G3", "--on", "2021-05-11").returncode == 0
    assert prevexp("channel", references[6], "phone", "unsafe", "--on", "2021-05-05").returncode == 0
    done = prevexp("contact", references[6], "letter", "no_answer", "--on", "2021-05-05")
    assert "SMS" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("hold", "X", "--until", "2021-06-20"),
        ("hold", "X", "--lift", "--reason", "away"),
        ("follow-up", "X", "extend"),
        ("follow-up", "X", "done", "--until", "2021-06-20"),
        ("contact", "X", "pigeon", "met"),
        ("sharing", "X", "authorised", "caf"),
        ("channel", "X", "phone", "perhaps"),
    ],
)
def test_half_a_command_is_a_usage_error(team, arguments):
    """Exit code 2, before anything is opened."""
    prevexp, _ = team
    assert prevexp(*arguments).returncode == 2


def test_somebody_who_is_not_of_the_team_cannot_have_been_there(team):
    """An invalid value, told with the workers there are; so is a case handed to another profession."""
    prevexp, references = team
    done = prevexp("contact", references[4], "phone", "met", "--worker", "social-99", "--on", "2021-05-10")
    assert (done.returncode, "invalid-value" in done.stderr, "social-1" in done.stderr) == (3, True, True)
    handed = prevexp("transfer", references[4], "--social", "legal-1", "--on", "2021-05-10")
    assert (handed.returncode, "social-1" in handed.stderr) == (3, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("case", "show", "CASE", "--on", "2021-05-20", "--html"),
        ("case", "show", "CASE", "--on", "2021-05-20", "--svg"),
        ("contract", "CASE", "show", "--on", "2021-05-20", "--html"),
        ("explain", "CASE", "--on", "2021-05-20", "--html"),
        ("worklist", "--on", "2021-05-20", "--html"),
        ("plan-rounds", "--worker", "social-1", "--on", "2021-05-20", "--html"),
    ],
)
def test_a_page_about_households_is_for_its_owner_only(team, tmp_path, arguments):
    """Even without a name it holds references, debts and what a household said."""
    prevexp, references = team
    out = tmp_path / "page"
    done = prevexp(*(references[4] if word == "CASE" else word for word in arguments), out)
    assert (done.returncode, out.stat().st_mode & 0o077) == (0, 0)


def test_an_appointment_is_fixed_kept_by_the_rounds_and_cancelled(team, tmp_path):
    """The number is told; the plan has it on its day; cancelled, it is gone; half a command is a usage error."""
    prevexp, references = team
    case = references[8]
    fixed = prevexp(
        "appointment", case, "--day", "2021-06-10", "--at", "14:30", "--worker", "social-1", "--on", "2021-06-02"
    )
    assert fixed.returncode == 0
    number = fixed.stderr.partition("n° ")[2].partition(".")[0]
    plan = ("plan-rounds", "--on", "2021-06-07", "--worker", "social-1")
    data = json.loads(prevexp(*plan, "--json").stdout)
    stops = {(day["day"], stop["reference"], stop["begins_at"]) for day in data["days"] for stop in day["stops"]}
    assert ("2021-06-10", case, 870) in stops
    assert max(map(len, prevexp(*plan).stdout.splitlines())) <= 80
    assert prevexp(*plan, "--html", tmp_path / "tournees.html").returncode == 0
    assert case in (tmp_path / "tournees.html").read_text(encoding="utf-8")
    assert prevexp("appointment", case, "--cancel", number, "--by", "household", "--on", "2021-06-03").returncode == 0
    assert case not in prevexp(*plan, "--json").stdout
    assert prevexp("appointment", case, "--at", "14:30").returncode == 2


def test_the_silent_are_listed(team):
    """In columns; with a page to print it is a usage error."""
    prevexp, _ = team
    assert "sans échange depuis 30" in prevexp("worklist", "--on", "2021-06-09", "--silent-since", "30").stdout.replace(
        "\u00a0", " "
    )
    assert prevexp("worklist", "--silent-since", "30", "--html", "x.html").returncode == 2
