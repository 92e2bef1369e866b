"""The Seine-Saint-Denis as data: what is published, what the pack assumes, and a list of hearings read end to end."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

import prevexp
import prevexp_departement_93
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingPurpose
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import Outcome
from prevexp.domain.vocabulary import ProofKind
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import Verdict
from prevexp.domain.vocabulary import WorkerRole
from prevexp.expressions import Row
from prevexp.expressions import compile_python
from prevexp.registry import Registry
from prevexp.registry import TerritoryPack
from prevexp.registry import load_territory
from prevexp.testing.packs import PackConformance
from prevexp.testing.rules import RuleConformance

LIST = Path(__file__).parent / "liste_des_audiences_2021-06.csv"


class TestPack(PackConformance):
    """The kit of packs holds for the Seine-Saint-Denis."""

    pack = Path(prevexp_departement_93.__file__).parent / "pack"


class TestRules(RuleConformance):
    """The kit of rules holds for what the Seine-Saint-Denis asks and notes besides."""

    territory = Path(prevexp_departement_93.__file__).parent / "pack"


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        ({"hearing_on": date(2021, 6, 3)}, True),
        ({"hearing_on": date(2021, 6, 2)}, False),
        ({"hearing_on": None, "stage": "assignation"}, True),
        ({"hearing_on": None, "stage": None}, None),
    ],
)
def test_the_team_comes_in_before_the_hearing(pack: TerritoryPack, row: Row, answer: bool | None) -> None:
    """A hearing on the day of the list is to come, one of the day before is over; one not announced hides nothing."""
    (rule,) = pack.rules
    assert rule.id == "d93.before-hearing"
    assert compile_python(rule.expression)({"received_on": date(2021, 6, 3), "stage": "audience", **row}) is answer


@pytest.fixture(scope="session")
def pack() -> TerritoryPack:
    return load_territory("93")


def test_the_plugin_is_found_and_has_no_fault() -> None:
    """Installed beside prevexp, the distribution offers its pack under the number of the département."""
    registry = Registry.build()
    assert [str(fault) for fault in registry.faults if fault.provenance.distribution == "prevexp-departement-93"] == []
    assert [p.provenance.plugin for p in registry.packs if p.provenance and p.department == "93"] == ["departement-93"]


def test_the_communes_are_those_of_2026_in_each_arrondissement(pack: TerritoryPack) -> None:
    """39 communes: how many and how many inhabitants in each arrondissement, after INSEE."""
    counted: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for commune in pack.register.communes.values():
        name = pack.register.arrondissements[commune.arrondissement].name
        counted[name] = counted[name][0] + 1, counted[name][1] + commune.population
    assert counted == {"Bobigny": (9, 447_969), "Le Raincy": (22, 802_676), "Saint-Denis": (8, 453_671)}


def test_what_is_assumed_says_so(pack: TerritoryPack) -> None:
    """The act under which lists come, volumes, spacing of contacts and the words of the list are assumptions."""
    told = [pack.basis[0].reference, pack.contact_plan.source, pack.transfer.source, pack.stages.source]
    told += [volume.source for volume in pack.quota.volumes]
    assert [text for text in told if "hypothèse" not in text] == []


def test_a_code_of_before_1968_that_is_a_postcode_elsewhere_leads_nowhere(pack: TerritoryPack) -> None:
    """75005 typed for a code is the 5th arrondissement of Paris, not Aubervilliers; 93059 became Saint-Denis."""
    assert "75005" not in pack.register.former
    assert pack.register.former["75027"].current_name == "La Courneuve"
    assert pack.register.former["93059"].current_insee == "93066"


def test_the_team_goes_in_between_assignation_and_hearing(pack: TerritoryPack) -> None:
    """Entry is the assignation; before it, somebody asks whether a hearing is fixed (V1)."""
    assert pack.entry_stage is Stage.ASSIGNATION
    assert pack.stages.yes == {Stage.ASSIGNATION, Stage.AUDIENCE}
    assert Stage.COMMANDEMENT_DE_PAYER in pack.stages.ask


def test_one_pair_of_a_legal_and_a_social_worker(pack: TerritoryPack) -> None:
    """One of each, in every arrondissement (V8)."""
    assert [len(pack.team.with_role(role)) for role in (WorkerRole.SOCIAL, WorkerRole.LEGAL)] == [1, 1]
    assert {worker.sector for worker in pack.team.workers} == {frozenset(pack.register.arrondissements)}


def test_two_letters_then_the_door_within_the_window(pack: TerritoryPack) -> None:
    """The whole plan takes fewer days than the 45 before the hearing (V6)."""
    steps = pack.contact_plan.steps
    assert [step.channel for step in steps] == [Channel.LETTER, Channel.LETTER, Channel.VISIT_UNANNOUNCED]
    assert sum(step.after_days for step in steps) < 45


def test_a_commandement_was_signalled_from_six_months_until_july_2023(pack: TerritoryPack) -> None:
    """The order of 3 December 2015 set the months; the sum it set is not published and stays not known."""
    months, rents = (pack.law.setting.law.parameters[name] for name in ("signal-months", "signal-rents"))
    assert [months.on(date(*day)).value for day in ((2015, 12, 2), (2015, 12, 3), (2023, 7, 28), (2023, 7, 29))] == [
        None,
        6,
        6,
        2,
    ]
    assert rents.on(date(2021, 6, 1)).value is None


def test_the_judge_is_told_nothing_until_the_designation_is_named() -> None:
    """The team aims at the diagnosis of the court, but an assumption opens no data."""
    on = date(2021, 6, 3)
    with prevexp.open("memory:", territory="93") as caseload:
        caseload.receive(LIST, received_on=on)
        case_id = caseload.find("93-21-0101")
        caseload.give_agreement(case_id, on=on, proof=ProofKind.SIGNED_FORM)
        assert caseload.view(case_id, partner="judge", purpose=SharingPurpose.DSF, on=on).empty
        assert not caseload.view(case_id, partner="ccapex", purpose=SharingPurpose.INSTRUCTION, on=on).empty
        assert caseload.pack.partner_for(Recipient.CCAPEX, "93001") == "ccapex"


def test_the_list_of_hearings_is_read_in_its_own_form(tmp_path: Path) -> None:
    """Defendants, dates of hearing, a household that did not answer the services: each comes to its verdict."""
    with prevexp.open("memory:", territory="93") as caseload:
        intake = caseload.receive(LIST, received_on=date(2021, 6, 3))
        assert dict(intake.counts) == {Outcome.ACCEPTED: 5, Outcome.REJECTED: 1}
        cases = {case.reference: case.case_id for case in caseload.cases()}
        verdicts = {
            reference: (result.verdict, result.reasons)
            for reference, case_id in cases.items()
            for result in [caseload.explain(case_id, on=date(2021, 6, 3)).result]
        }
        rejects = tmp_path / "rejets.csv"
        assert intake.write_rejects(rejects) == 1
    assert verdicts == {
        "93-21-0101": (Verdict.ELIGIBLE, ()),
        "93-21-0102": (Verdict.NOT_ELIGIBLE, ("not-followed",)),
        "93-21-0103": (Verdict.TO_CHECK, ("upstream-stage",)),
        "93-21-0104": (Verdict.NOT_ELIGIBLE, ("private-stock",)),
        "93-21-0106": (Verdict.TO_CHECK, ("not-followed",)),
    }
    assert "écrire 93066 (Saint-Denis)" in rejects.read_text(encoding="utf-8-sig")
