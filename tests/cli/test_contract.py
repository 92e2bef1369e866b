"""The contract, what is promised with it and how a debt is paid back, on the command line and in a real store."""

import json
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "samples" / "transfer_62_2021-05.csv"


@pytest.fixture(scope="module")
def team(shared_prevexp):
    """Return how to run a command and the references of four households that agreed on 10 May."""
    shared_prevexp("intake", SAMPLE, "--received-on", "2021-05-04")
    shared_prevexp("allocate", "--on", "2021-05-04")
    listed = json.loads(shared_prevexp("worklist", "--on", "2021-05-04", "--json").stdout)
    references = [entry["reference"] for entry in listed[:5]]
    for reference in references:
        shared_prevexp("agreement", reference, "given", "--proof", "signed_form", "--on", "2021-05-10")
    return shared_prevexp, references


def shown(prevexp, case, on):
    return json.loads(prevexp("contract", case, "show", "--json", "--on", on).stdout)


def test_a_contract_and_its_undertakings_are_noted_and_shown(team, tmp_path):
    """Signed, promised, moved; the terminal has 80 columns, the page names nobody and the numbers say what is what."""
    prevexp, (case, *_) = team
    assert prevexp("contract", case, "sign", "--until", "2021-11-12", "--on", "2021-05-12").stderr == "Noté.\n"
    promised = ("--objective", "clear_debt", "--due", "2021-06-10", "--proof", "receipt", "--on", "2021-05-12")
    done = prevexp("undertaking", case, "open", "fsl", *promised)
    number = done.stderr.removeprefix("Noté. Démarche n° ").removesuffix(".\n")
    asked = ("--amount", "800,50", "--on", "2021-05-20")
    assert prevexp("undertaking", case, "status", number, "asked", *asked).returncode == 0
    told = prevexp("contract", case, "show", "--on", "2021-06-11").stdout
    assert max(map(len, told.splitlines())) <= 80
    for words in (
        "du 12/05/2021 au 12/11/2021\u00a0: en vigueur",
        "aide du FSL",
        "en retard",
        "800,50\u00a0€",
        "au FSL d’agir",
    ):
        assert words in told
    (undertaking,) = shown(prevexp, case, "2021-06-11")["undertakings"]
    assert (undertaking["status"], undertaking["asked_cents"], undertaking["waiting_for"]) == ("asked", 80_050, "fsl")
    page = tmp_path / "contrat.html"
    assert "Contrat écrit" in prevexp("contract", case, "show", "--html", page, "--on", "2021-06-11").stderr
    assert "Nom et prénom" in page.read_text(encoding="utf-8")


def test_a_contract_is_renewed_and_ended(team):
    """Each is noted; what is over is refused with its reason, and the exit code says so."""
    prevexp, (_, case, *_) = team
    for arguments in (
        ("sign", "--starts", "2021-05-15", "--until", "2021-06-12", "--on", "2021-05-12"),
        ("renew", "--until", "2021-07-12", "--on", "2021-06-12"),
        ("end", "--reason", "rehoused", "--on", "2021-07-01"),
        ("rent", "--payment", "full", "--on", "2021-07-01"),
    ):
        assert prevexp("contract", case, *arguments).returncode == 0, arguments
    refused = prevexp("contract", case, "renew", "--until", "2021-09-12", "--on", "2021-07-02")
    assert (refused.returncode, "[contract-over]" in refused.stderr) == (1, True)
    seen = shown(prevexp, case, "2021-07-02")
    assert (seen["contracts"][0]["state"], seen["contracts"][0]["reason"], seen["rent"]) == (
        "ended",
        "rehoused",
        "full",
    )


def test_the_territory_wants_a_contract_before_a_promise(team):
    """Département 62 does: refused, nothing is written, the remedy is said."""
    prevexp, (_, _, case, *_) = team
    promised = ("--objective", "rehouse", "--owner", "team", "--due", "2021-06-10", "--on", "2021-05-12")
    refused = prevexp("undertaking", case, "open", "dls", *promised)
    assert (refused.returncode, "[no-contract]" in refused.stderr) == (1, True)
    assert "prevexp contract DOSSIER sign" in refused.stderr
    assert shown(prevexp, case, "2021-05-12")["undertakings"] == []
    before = prevexp("undertaking", case, "open", "dls", *promised[:-1], "2021-05-09")
    assert "[agreement-missing]" in before.stderr  # signing a contract first would be refused as well


def test_an_undertaking_tells_what_may_follow_and_a_wrong_status_is_refused(team):
    """The household has a partner's promise postponed; a status of another kind is refused in French."""
    prevexp, (_, _, _, case, *_) = team
    prevexp("contract", case, "sign", "--until", "2021-11-12", "--on", "2021-05-12")
    promised = ("--objective", "open_rights", "--partner", "cd62", "--due", "2021-05-20", "--on", "2021-05-12")
    assert prevexp("undertaking", case, "open", "cd_social_worker", *promised).returncode == 0
    number = str(shown(prevexp, case, "2021-05-12")["undertakings"][0]["undertaking"]["number"])
    told = prevexp("undertaking", case, "status", number, "--on", "2021-05-21").stdout
    assert "promise par cd62" in told
    assert "taken_on" in told
    later = ("--due", "2021-06-20", "--reason", "partner_silent", "--on", "2021-05-21")
    assert prevexp("undertaking", case, "renew", number, *later).returncode == 0
    refused = prevexp("undertaking", case, "status", number, "moratorium", "--on", "2021-05-22")
    assert (refused.returncode, "« moratoire » n’est pas un état" in refused.stderr) == (1, True)
    unknown = prevexp("undertaking", case, "status", "99", "--on", "2021-05-22")
    assert (unknown.returncode, "[no-such-undertaking]" in unknown.stderr) == (1, True)


def test_a_follow_up_says_what_was_left_out(team):
    """Two promises, one gone through: the follow-up is done, the other is named; a wrong answer writes nothing."""
    prevexp, (_, _, _, case, *_) = team
    promised = ("--objective", "rehouse", "--owner", "team", "--due", "2021-06-10", "--on", "2021-05-22")
    prevexp("undertaking", case, "open", "dls", *promised)
    first, second = (one["undertaking"]["number"] for one in shown(prevexp, case, "2021-05-22")["undertakings"])
    wrong = prevexp("follow-up", case, "done", "--undertaking", f"{second}=granted", "--on", "2021-05-24")
    assert (wrong.returncode, "[status-not-of-kind]" in wrong.stderr) == (1, True)
    done = prevexp("follow-up", case, "done", "--undertaking", f"{second}=filed", "--on", "2021-05-24")
    left = f"Pas passé en revue : n° {first} (travailleur social du Département)."
    assert (done.returncode, done.stderr) == (0, f"Noté. {left}\n")
    assert shown(prevexp, case, "2021-05-24")["undertakings"][1]["status"] == "filed"


def test_a_plan_is_signed_paid_missed_and_ended(team):
    """Twelve months that add up, a payment over two instalments, a miss; sums in euros with a comma."""
    prevexp, (*_, case) = team
    signed = ("--total", "1635,57", "--months", "12", "--first", "2021-05-31", "--on", "2021-05-25")
    done = prevexp("repayment-plan", case, "sign", *signed)
    assert "tenu ; payé 0,00\u00a0€, reste 1\u202f635,57\u00a0€" in done.stdout
    (plan,) = shown(prevexp, case, "2021-05-25")["plans"]
    number = str(plan["plan"]["number"])
    assert [one["due_on"] for one in plan["plan"]["instalments"]][:3] == ["2021-05-31", "2021-06-30", "2021-07-31"]
    assert sum(one["cents"] for one in plan["plan"]["instalments"]) == 163_557
    assert prevexp("repayment-plan", case, "paid", number, "--amount", "200", "--on", "2021-05-31").returncode == 0
    missed = prevexp("repayment-plan", case, "missed", number, "--rank", "2", "--on", "2021-07-02")
    assert "rompu" in missed.stdout
    assert "payée en partie" in prevexp("contract", case, "show", "--on", "2021-07-02").stdout
    again = ("--total", "1435,57", "--each", "100", "--first", "2021-07-10", "--on", "2021-07-03")
    refused = prevexp("repayment-plan", case, "sign", *again)
    assert f"`--replaces {number}`" in refused.stderr.replace("donner ", "")
    assert prevexp("repayment-plan", case, "sign", *again, "--replaces", number).returncode == 0
    old, new = shown(prevexp, case, "2021-07-03")["plans"]
    assert (old["state"], new["state"], new["left_cents"]) == ("replaced", "kept", 143_557)
    ended = ("end", str(new["plan"]["number"]), "--reason", "paid_otherwise", "--on", "2021-07-20")
    assert prevexp("repayment-plan", case, *ended).returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("contract", "X", "sign"),
        ("contract", "X", "show", "--until", "2021-06-20"),
        ("contract", "X", "end", "--reason", "tired"),
        ("undertaking", "X", "open", "pigeon", "--objective", "rehouse", "--due", "2021-06-20"),
        ("undertaking", "X", "open", "fsl", "--due", "2021-06-20"),
        ("undertaking", "X", "open", "fsl", "asked", "--objective", "rehouse", "--due", "2021-06-20"),
        ("undertaking", "X", "open", "fsl", "--objective", "rehouse", "--due", "2021-06-20", "--owner", "partner"),
        ("undertaking", "X", "status", "seven", "asked"),
        ("undertaking", "X", "renew", "7", "--due", "2021-06-20"),
        ("repayment-plan", "X", "sign", "--total", "100"),
        ("repayment-plan", "X", "sign", "--total", "100", "--months", "2", "--instalment", "2021-06-05=100"),
        ("repayment-plan", "X", "sign", "--total", "100", "--instalment", "2021-06-05"),
        ("repayment-plan", "X", "sign", "--total", "100", "--instalment", "2021-06-05=12,5"),
        ("repayment-plan", "X", "sign", "--total", "-100", "--months", "2", "--first", "2021-06-05"),
        ("repayment-plan", "X", "sign", "--total", "100", "--months", "2", "--first", "9999-12-31"),
        ("repayment-plan", "X", "paid", "--amount", "100"),
        ("worklist", "--on", "9999-12-31"),
        ("follow-up", "X", "lost", "--undertaking", "7=filed"),
        ("follow-up", "X", "done", "--undertaking", "7"),
        ("follow-up", "X", "done", "--undertaking", "7=better"),
    ],
)
def test_half_a_command_is_a_usage_error(shared_prevexp, arguments):
    """Exit code 2, said in French, before anything is opened."""
    done = shared_prevexp(*arguments)
    assert (done.returncode, "Erreur [usage]" in done.stderr) == (2, True)
