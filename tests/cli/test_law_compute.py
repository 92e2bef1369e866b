"""`prevexp law compute` as a program uses it: lines in, lines out, in order, as they come."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from prevexp.law.rules.table import national_rules

EXAMPLES = Path(__file__).parents[1] / "law" / "examples.jsonl"
LINES = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
QUESTION = {"rule": "C2", "territory": "62", "inputs": {"served_on": "2021-04-15"}}


def known(rule):
    return all(id_ in national_rules().by_id for id_ in rule.split("+"))


@pytest.fixture(scope="module")
def answers(shared_prevexp):
    """The answers to all worked examples, from one run."""
    done = shared_prevexp("law", "compute", stdin=EXAMPLES.read_text(encoding="utf-8"))
    assert done.returncode == (0 if all(known(line["rule"]) for line in LINES) else 1)
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def ask(prevexp):
    """Ask questions, each an object or raw text, and return the exit code with the answers."""

    def run(*questions):
        raw = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in questions]
        done = prevexp("law", "compute", stdin="\n".join(raw) + "\n")
        assert done.stderr == ""
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]

    return run


def test_every_example_is_answered_in_order(answers):
    """One answer a line, under the id of its question."""
    assert [told["id"] for told in answers] == [line["id"] for line in LINES]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["id"])
def test_an_example_comes_out_as_the_law_notes_say(answers, line):
    """Every expected value, exactly; a rule that is not in the table yet is refused by its name."""
    told = next(one for one in answers if one["id"] == line["id"])
    if not known(line["rule"]):
        assert told["error"]["code"] == "unknown-rule"
        return
    assert {name: told["result"].get(name, "missing") for name in line["expect"]} == line["expect"]


def test_an_answer_says_what_it_rests_on(answers):
    """Explanation in French, the version with its article, day and address, the choices, what to check."""
    told = next(one for one in answers if one["id"] == "T3")
    assert told["explanation"][0].startswith("«\u00a0Délai du commandement de payer")
    assert any("8 mai 2021 est férié (victoire de 1945)" in said.replace("\u00a0", " ") for said in told["explanation"])
    source = told["sources"][0]
    assert (source["parameter"], source["value"], source["to"]) == ("clause-delay", "P2M", "2023-07-28")
    assert (source["factor"], source["factor_day"]) == ("date de conclusion du bail", "2019-05-01")
    assert source["texts"][0]["address"].startswith("https://")
    assert told["policies"] == {"art642-on-clause-delay": "yes", "acquisition-day": "next-day"}
    assert "disputé" in told["to_check"][0]


def test_answers_come_while_questions_are_still_written(tmp_path):
    """A program may ask, read the answer and ask again."""
    command = [sys.executable, "-m", "prevexp", "law", "compute"]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as running:
        for number in (1, 2):
            running.stdin.write(json.dumps({**QUESTION, "id": number}).encode() + b"\n")
            running.stdin.flush()
            assert json.loads(running.stdout.readline())["id"] == number
        running.stdin.close()
        assert running.wait(timeout=60) == 0


def test_a_line_at_fault_does_not_stop_the_others(ask):
    """Ten kinds of bad lines between two good ones; exit code 1."""
    bad = [
        ("nonsense", "not-json"),
        ("[1]", "not-an-object"),
        ({"id": 1, "rule": "C2", "inputs": {}}, "missing-key"),
        ({**QUESTION, "territory": "99"}, "unknown-territory"),
        ({**QUESTION, "territory": "../62"}, "unknown-territory"),
        ({**QUESTION, "rule": "C22"}, "unknown-rule"),
        ({**QUESTION, "inputs": {"served_onn": "2021-04-15"}}, "unknown-input"),
        ({**QUESTION, "inputs": {}}, "missing-input"),
        ({**QUESTION, "inputs": {"served_on": "2021-02-30"}}, "impossible-date"),
        ({**QUESTION, "inputs": {"served_on": 20210415}}, "wrong-type"),
        ({**QUESTION, "policies": {"renewed": "P2M"}}, "unknown-policy"),
        ({**QUESTION, "policies": {"renewed-lease": "P9M"}}, "unknown-choice"),
    ]
    code, told = ask({**QUESTION, "id": "first"}, *(line for line, _ in bad), "", {**QUESTION, "id": "last"})
    assert code == 1
    assert [one.get("error", {}).get("code") for one in told] == [None, *(reason for _, reason in bad), None]
    assert told[-1]["id"] == "last"
    assert all(one["error"]["message"].endswith(".") for one in told[1:-1])


def test_a_contradiction_names_both_days_and_gives_none(ask):
    """An act before the lease: told in French with the two days; no result."""
    code, (told,) = ask({**QUESTION, "inputs": {"served_on": "2021-04-15", "lease_concluded_on": "2021-04-16"}})
    assert code == 1
    assert "result" not in told
    assert "16 avril 2021" in told["error"]["message"].replace("\u00a0", " ")
    assert "15 avril 2021" in told["error"]["message"].replace("\u00a0", " ")


def test_a_question_may_choose_its_policies(ask):
    """Without article 642 the same delay ends on the Saturday it falls on; the answer names the choice."""
    inputs = {"lease_concluded_on": "2019-05-01", "served_on": "2021-03-08"}
    chosen = {"art642-on-clause-delay": "no"}
    _, (moved, kept) = ask({**QUESTION, "inputs": inputs}, {**QUESTION, "inputs": inputs, "policies": chosen})
    assert (moved["result"]["last_day"], kept["result"]["last_day"]) == ("2021-05-10", "2021-05-08")
    assert kept["policies"]["art642-on-clause-delay"] == "no"


@pytest.mark.parametrize("id_", [None, True, 12, 1.5, "été", "\ud800", [1, {"a": None}]])
def test_the_id_is_given_back_as_it_came(prevexp, id_):
    """Any JSON value, half a character included."""
    done = prevexp("law", "compute", stdin=json.dumps({**QUESTION, "id": id_}))
    assert json.loads(done.stdout)["id"] == id_


def test_questions_may_stand_in_a_file(prevexp, tmp_path):
    """Named as an argument; what is not UTF-8 costs its line only."""
    (tmp_path / "questions.jsonl").write_bytes(b'{"id": "\xe9"}\n' + json.dumps(QUESTION).encode())
    done = prevexp("law", "compute", "questions.jsonl")
    first, second = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, first["error"]["code"]) == (1, "not-utf8")
    assert second["result"]["last_day"] == "2021-06-15"
