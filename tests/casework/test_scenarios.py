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
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingPurpose
from prevexp.domain.vocabulary import AgreementStatus
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.domain.vocabulary import FollowUpEnd
from prevexp.domain.vocabulary import HoldReason
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind
from prevexp.privacy.loading import core_matrix
from prevexp.privacy.permitting import Addressee
from prevexp.privacy.view import view
from prevexp.registry.contact_files import default_contact_plan
from prevexp.registry.landlord_files import default_landlord_plan
from prevexp.registry.referral_files import default_referral_plan
from prevexp.testing.households import all_grounds

from . import scenario_assessment
from . import scenario_referral as referring
from .scenario_contract import KINDS as CONTRACT_ENTRIES
from .scenario_contract import contract_plan
from .scenario_contract import contract_played
from .scenario_contract import contract_read
from .scenario_landlord import ENTRIES as LANDLORD_ENTRIES
from .scenario_landlord import landlord_played
from .scenario_landlord import landlord_read
from .scenario_life import LIFE
from .scenario_life import lived
from .scenario_life import standing
from .scenario_rights import RIGHTS
from .scenario_rights import rights_played
from .scenario_rights import rights_read

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


PLAYERS = (
    (CONTRACT_ENTRIES, contract_played),
    (LIFE, lambda desk, note: desk.say(LIFE[note["saisie"]], note["le"], **lived(note))),
    ({"diagnostic"}, scenario_assessment.noted),
    (LANDLORD_ENTRIES, landlord_played),
    (RIGHTS, rights_played),
)
"""What a line notes by the words of a part of its own, and how it is played."""


def scenarios():
    """Yield every scenario of every file."""
    for file in FILES:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        assert content["clause"] == file.stem
        for scenario in content["scenario"]:
            yield pytest.param(scenario, id=f"{file.stem} {scenario['titre']}")


def played(desk, note):
    """Note one line of a scenario and return what came of it."""
    for words, play in PLAYERS:
        if note["saisie"] in words:
            return play(desk, note)
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
    seen |= contract_read(case, plan, expected)
    seen |= standing(case, on)
    if "pour" in expected:
        seen |= told_to(case, expected)
    seen |= scenario_assessment.seen(case, on)
    seen |= landlord_read(case, plan, expected)
    seen |= referring.seen(case, plan, on)
    seen |= rights_read(case, plan.law, on)
    return {word: seen[word] for word in expected if word != "refus"}


def told_to(case, expected):
    """Return what a partner may see of the case on a day; `convention` says that the territory names every act."""
    partner = Addressee(slug=expected["pour"], recipient=Recipient(expected["pour"]))
    matrix = attrs.evolve(core_matrix(), grounds=all_grounds() if expected.get("convention") else ())
    purpose = SharingPurpose(expected["finalite"])
    found = view(case, None, partner=partner, purpose=purpose, on=expected["le"], matrix=matrix)
    same = {word: expected.get(word) for word in ("pour", "finalite", "convention")}
    groups = sorted(found.groups, key=list(FieldGroup).index)
    return same | {"etat": found.state, "groupes": groups, "faits": sorted(found.extracts), "rien": found.empty}


def default_plan(law):
    """Return what holds in a territory that sets nothing of its own."""
    own = {"landlord": default_landlord_plan(), "referral": default_referral_plan()}
    return contract_plan(WorkPlan(contact=default_contact_plan(), law=law, **own))


@pytest.mark.parametrize("scenario", list(scenarios()))
def test_a_scenario_comes_out_as_written(desk, scenario):
    """Given what was noted, when one thing more is, then that is read on those days."""
    desk = attrs.evolve(desk, plan=default_plan(desk.plan.law), events=desk.events)
    for note in scenario.get("etant_donne", ()):
        assert not isinstance(played(desk, note), Refusal)
    decided = played(desk, scenario["quand"]) if "quand" in scenario else ()
    refused = decided.code if isinstance(decided, Refusal) else None
    assert {line.get("refus") for line in scenario["alors"]} == {refused}
    for expected in scenario["alors"]:
        wanted = {word: value for word, value in expected.items() if word != "refus"}
        assert read(desk.case, desk.plan, expected) == wanted


def test_every_clause_of_this_part_has_scenarios():
    """Of casework and sharing; those of the list and of rounds have folders of their own."""
    numbers = (6, 7, 8, 9, 10, 11, 12, 13, 14, 20, 22, 23, 26, 38)
    assert {file.stem for file in FILES} == {f"C{number:02}" for number in numbers}
