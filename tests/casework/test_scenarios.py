"""The clauses of the call as scenarios in French, read by people who do the work and played as tests."""

import tomllib
from pathlib import Path

import attrs
import pytest

from prevexp.casework import commands
from prevexp.casework.contact_plan import WorkPlan
from prevexp.casework.follow_up import follow_up
from prevexp.casework.next_contact import next_contact
from prevexp.casework.refusal import Refusal
from prevexp.domain.said import agreed
from prevexp.domain.vocabulary import AgreementStatus
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import FollowUpEnd
from prevexp.domain.vocabulary import HoldReason
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind
from prevexp.registry.contact_files import default_contact_plan
from prevexp.registry.referral_files import default_referral_plan

from . import scenario_referral as referring

FOLDER = Path(__file__).parents[1] / "scenarios"
FILES = sorted(FOLDER.glob("C*.toml"))
AGREEMENTS = {
    AgreementStatus.GIVEN: commands.GiveAgreement,
    AgreementStatus.REFUSED: commands.RefuseAgreement,
    AgreementStatus.WITHDRAWN: commands.WithdrawAgreement,
}
WORDS = {
    "canal": ("channel", Channel),
    "issue": ("outcome", AttemptOutcome),
    "lieu": ("place", Place),
    "motif": ("reason", HoldReason),
    "jusqu_au": ("until", lambda day: day),
    "prolonger_au": ("until", lambda day: day),
    "fin": ("end", FollowUpEnd),
    "preuve": ("proof", ProofKind),
    "partenaire": ("partner", str),
    "groupes": ("groups", lambda groups: tuple(map(FieldGroup, groups))),
    **referring.WORDS,
}
"""What a scenario calls a field -> the field, and how its value is read."""


def scenarios():
    """Yield every scenario of every file."""
    for file in FILES:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        assert content["clause"] == file.stem
        for scenario in content["scenario"]:
            yield pytest.param(scenario, id=f"{file.stem} {scenario['titre']}")


def played(desk, note):
    """Note one line of a scenario and return what came of it."""
    fields = {WORDS[word][0]: WORDS[word][1](value) for word, value in note.items() if word in WORDS}
    unknown = set(note) - WORDS.keys() - {"le", "saisie", "dit"}
    assert not unknown, "a word of the scenario is not known"
    match note["saisie"]:
        case "contact":
            kind = commands.RecordAttempt
        case "suspension":
            kind = commands.HoldContact
        case "veille":
            kind = commands.ExtendFollowUp if "until" in fields else commands.EndFollowUp
        case "partage":
            kind = commands.AuthoriseSharing
        case "accord":
            kind = AGREEMENTS[AgreementStatus(note["dit"])]
            if "channel" in fields:
                fields["medium"] = fields.pop("channel")
        case referral:
            kind, fields = referring.NOTES[referral], referring.numbered(desk.case, fields)
    return desk.say(kind, note["le"], **fields)


def read(case, plan, expected):
    """Return what is read on a day, as far as the scenario says something of it."""
    on = expected["le"]
    contact, watch = next_contact(case, plan.contact, on), follow_up(case, plan.law, on=on)
    seen = {"le": on, "contact": contact.state, "canal": contact.channel, "accord": agreed(case, on)}
    seen["veille"] = watch.state if watch else "aucune"
    seen["jour"] = watch.due_on if "veille" in expected and watch else contact.due_on
    seen |= referring.seen(case, plan, on)
    return {word: seen[word] for word in expected if word != "refus"}


@pytest.mark.parametrize("scenario", list(scenarios()))
def test_a_scenario_comes_out_as_written(desk, scenario):
    """Given what was noted, when one thing more is, then that is read on those days."""
    plan = WorkPlan(contact=default_contact_plan(), law=desk.plan.law, referral=default_referral_plan())
    desk = attrs.evolve(desk, plan=plan, events=desk.events)
    for note in scenario.get("etant_donne", ()):
        assert not isinstance(played(desk, note), Refusal)
    decided = played(desk, scenario["quand"]) if "quand" in scenario else ()
    refused = decided.code if isinstance(decided, Refusal) else None
    assert {line.get("refus") for line in scenario["alors"]} == {refused}
    for expected in scenario["alors"]:
        wanted = {word: value for word, value in expected.items() if word != "refus"}
        assert read(desk.case, desk.plan, expected) == wanted


def test_every_clause_of_this_part_has_scenarios():
    """Contact, follow-up, referral, agreement, exchange with partners."""
    assert {file.stem for file in FILES} >= {"C06", "C13", "C14", "C22", "C26"}
