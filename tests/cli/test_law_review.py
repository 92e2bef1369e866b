"""`prevexp law review` as a jurist runs it: one object in, a review as text, page or data out."""

import json

import pytest

ACT = {
    "id": "62-2023-00017",
    "territory": "62",
    "inputs": {
        "act_kind": "commandement-de-payer",
        "served_on": "2023-08-10",
        "lease_concluded_on": "2016-06-01",
        "delay_stated": "P6W",
    },
}


@pytest.fixture
def ask(prevexp):
    """Review one act given on the standard input."""

    def run(act, *options):
        return prevexp("law", "review", *options, input=json.dumps(act))

    return run


def test_a_review_is_data(ask):
    """Findings, reasons, sanctions and dated sources by check; days are texts, not known is null."""
    done = ask(ACT, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["id"], told["act_kind"], told["territory"]) == ("62-2023-00017", "commandement-de-payer", "62")
    assert sum(told["counts"].values()) == len(told["answers"]) == 21
    seven = next(answer for answer in told["answers"] if answer["id"] == "act-review-7")
    assert (seven["finding"], seven["sanction"], seven["harm_needed"]) == ("defect", "form-nullity", True)
    assert seven["values"] == {"legal_delay": "P2M", "act_void": None, "wrong_last_day": "2023-09-21"}
    assert seven["read"]["delay_stated"] == "P6W"
    assert seven["sources"][0]["factor_day"] == "2016-06-01"


def test_a_review_is_read_on_a_terminal_and_written_as_a_page(ask, tmp_path):
    """Text by default; with --html a page is written and only said so."""
    page = tmp_path / "acte.html"
    assert "Irrégularités à examiner (1)" in ask(ACT, "--on", "2023-09-04").stdout
    done = ask(ACT, "--on", "2023-09-04", "--html", page)
    assert (done.returncode, done.stdout) == (0, "")
    assert "4\u00a0septembre\u00a02023" in page.read_text(encoding="utf-8")


def test_a_file_may_hold_the_act_on_several_lines(prevexp, tmp_path):
    """It is one object, however it is laid out."""
    file = tmp_path / "acte.json"
    file.write_text(json.dumps(ACT, indent=2), encoding="utf-8")
    assert prevexp("law", "review", file).returncode == 0


def test_open_questions_are_settled_by_the_act_or_the_territory(ask):
    """A choice given with the act is the one the review names."""
    inputs = ACT["inputs"] | {"clause_delay_in_lease": "P3M", "delay_stated": "P2M"}
    told = json.loads(ask(ACT | {"inputs": inputs, "policies": {"longest-delay": "law-only"}}, "--json").stdout)
    assert told["policies"]["longest-delay"] == "law-only"
    assert next(answer for answer in told["answers"] if answer["check"] == 7)["finding"] == "ok"


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ({"territory": "62", "inputs": {}}, "Une entrée nécessaire manque"),
        ({"territory": "62", "inputs": {"act_kind": "bail"}}, "forme attendue"),
        ({"territory": "62", "inputs": {"act_kind": ["assignation"]}}, "forme attendue"),
        ({"territory": "620", "inputs": ACT["inputs"]}, "département n’existe pas"),
        ({"inputs": ACT["inputs"]}, "clé nécessaire manque"),
        ({"territory": "62", "inputs": {"act_kind": "concours-de-la-force-publique"}}, "Aucun contrôle"),
        ({"territory": "62", "inputs": ACT["inputs"] | {"letter_sent_on": "2023-08-09"}}, "La lettre est antérieure"),
        ({"territory": "62", "inputs": ACT["inputs"] | {"lease_concluded_on": "2024-01-01"}}, "antérieur au bail"),
        ([ACT], "objet JSON"),
    ],
)
def test_what_cannot_be_reviewed_is_refused_in_french(ask, act, words):
    """Exit code 3, nothing on stdout, what is wrong and what to do on stderr."""
    done = ask(act)
    assert (done.returncode, done.stdout) == (3, "")
    assert words in done.stderr.replace("\u00a0", " ")
    assert "Traceback" not in done.stderr
