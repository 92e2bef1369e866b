"""The Seine-Maritime as data: what is published, what the pack assumes, and a table of the CAF read end to end."""

from collections import defaultdict
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

import pytest

import prevexp
import prevexp_departement_76
from prevexp.casework.commands import RecordAttempt
from prevexp.casework.next_contact import ContactState
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import Outcome
from prevexp.domain.vocabulary import PartnerKind
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import Verdict
from prevexp.registry import Registry
from prevexp.registry import TerritoryPack
from prevexp.registry import load_territory
from prevexp.testing.packs import PackConformance

LIST = Path(__file__).parent / "tableau_caf_2021-06.csv"


class TestPack(PackConformance):
    """The kit of packs holds for the Seine-Maritime."""

    pack = Path(prevexp_departement_76.__file__).parent / "pack"


@pytest.fixture(scope="session")
def pack() -> TerritoryPack:
    return load_territory("76")


def test_the_plugin_is_found_and_has_no_fault() -> None:
    """Installed beside prevexp, the distribution offers its pack under the number of the département."""
    registry = Registry.build()
    assert [str(fault) for fault in registry.faults if fault.provenance.distribution == "prevexp-departement-76"] == []
    assert [p.provenance.plugin for p in registry.packs if p.provenance and p.department == "76"] == ["departement-76"]


def test_the_communes_are_those_of_2026_in_each_arrondissement(pack: TerritoryPack) -> None:
    """707 communes: how many and how many inhabitants in each arrondissement, after INSEE."""
    counted: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for commune in pack.register.communes.values():
        name = pack.register.arrondissements[commune.arrondissement].name
        counted[name] = counted[name][0] + 1, counted[name][1] + commune.population
    assert counted == {"Dieppe": (342, 231_061), "Le Havre": (149, 384_491), "Rouen": (216, 645_412)}


def test_what_is_assumed_says_so(pack: TerritoryPack) -> None:
    """The act under which lists come, volumes, spacing of contacts and the words of the list are assumptions."""
    told = [pack.basis[0].reference, pack.contact_plan.source, pack.transfer.source, pack.stages.source]
    told += [volume.source for volume in pack.quota.volumes]
    assert [text for text in told if "hypothèse" not in text] == []


def test_rural_communes_are_counted_as_elsewhere(pack: TerritoryPack) -> None:
    """621 communes and 357,252 people below 2 000 inhabitants; places are kept for a little more than their share."""
    rural = [commune for commune in pack.register.communes.values() if commune.rural]
    assert (len(rural), sum(commune.population for commune in rural)) == (621, 357_252)
    everybody = sum(commune.population for commune in pack.register.communes.values())
    assert 357_252 / everybody * 100 < pack.allocation.rural_percent < 357_252 / everybody * 100 + 2


def test_merged_communes_lead_to_the_one_of_today(pack: TerritoryPack) -> None:
    """Seventeen communes went into Petit-Caux; Le Havre took in three."""
    heads = [former.current_name for former in pack.register.former.values()]
    assert (len(heads), heads.count("Petit-Caux"), heads.count("Le Havre")) == (52, 17, 3)


def test_cases_enter_with_the_signal_of_the_caf(pack: TerritoryPack) -> None:
    """Before any act (V1); the CAF, whose table it is, answers for a household itself."""
    assert pack.entry_stage is Stage.SIGNALEMENT
    assert PartnerKind.CAF in {partner.kind for partner in pack.partners if partner.asked}
    assert "CAF" in pack.transfer.sender


def test_by_phone_and_mail_and_never_at_the_door(pack: TerritoryPack) -> None:
    """Nobody is sent to a dwelling (V6)."""
    assert {step.channel for step in pack.contact_plan.steps} == {Channel.PHONE, Channel.EMAIL}


def test_who_answers_neither_phone_nor_mail_is_shown_to_a_person() -> None:
    """With the number false and two mails without an answer nothing is left: the plan sends nobody to the door."""
    on = date(2021, 6, 3)
    with prevexp.open("memory:", territory="76", now=lambda: datetime(2021, 7, 1, 9, tzinfo=UTC)) as caseload:
        caseload.receive(LIST, received_on=on)
        caseload.allocate(on=on)
        case_id = caseload.find("IMP-0201")
        for day, channel, outcome in (
            (3, Channel.PHONE, AttemptOutcome.BAD_NUMBER),
            (5, Channel.EMAIL, AttemptOutcome.NO_ANSWER),
            (12, Channel.EMAIL, AttemptOutcome.NO_ANSWER),
        ):
            caseload.do(case_id, RecordAttempt(on=date(2021, 6, day), channel=channel, outcome=outcome))
        assert caseload.next_contact(case_id, on=date(2021, 6, 13)).state is ContactState.NO_CHANNEL


def test_the_table_of_the_caf_is_read_in_its_own_form(tmp_path: Path) -> None:
    """Beneficiaries, kinds of aid, a debt constituted in April: each row comes to its verdict."""
    with prevexp.open("memory:", territory="76") as caseload:
        intake = caseload.receive(LIST, received_on=date(2021, 6, 3))
        assert dict(intake.counts) == {Outcome.ACCEPTED: 4, Outcome.REJECTED: 1}
        cases = {case.reference: case.case_id for case in caseload.cases()}
        verdicts = {
            reference: (result.verdict, result.reasons)
            for reference, case_id in cases.items()
            for result in [caseload.explain(case_id, on=date(2021, 6, 3)).result]
        }
        rejects = tmp_path / "rejets.csv"
        assert intake.write_rejects(rejects) == 1
    assert verdicts == {
        "IMP-0201": (Verdict.ELIGIBLE, ()),
        "IMP-0202": (Verdict.ELIGIBLE, ()),
        "IMP-0203": (Verdict.NOT_ELIGIBLE, ("private-stock",)),
        "IMP-0204": (Verdict.NOT_ELIGIBLE, ("not-followed",)),
    }
    assert "écrire 76063 (Beauval-en-Caux)" in rejects.read_text(encoding="utf-8-sig")
