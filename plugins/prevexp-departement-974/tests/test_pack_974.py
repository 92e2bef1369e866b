"""La Réunion as data: what is published, what the pack assumes, overseas law, and a list read end to end."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

import prevexp
import prevexp_departement_974
from prevexp.domain.errors import InvalidValue
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.sharing import SharingPurpose
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import Outcome
from prevexp.domain.vocabulary import Verdict
from prevexp.domain.vocabulary import WorkerRole
from prevexp.law.territory_law import national
from prevexp.law.truce import truce_ends
from prevexp.registry import Registry
from prevexp.registry import TerritoryPack
from prevexp.registry import load_territory
from prevexp.testing.packs import PackConformance

LIST = Path(__file__).parent / "liste_2021-11.csv"


class TestPack(PackConformance):
    """The kit of packs holds for La Réunion."""

    pack = Path(prevexp_departement_974.__file__).parent / "pack"


@pytest.fixture(scope="session")
def pack() -> TerritoryPack:
    return load_territory("974")


def test_the_plugin_is_found_and_has_no_fault() -> None:
    """Installed beside prevexp, the distribution offers its pack under the number of the département."""
    registry = Registry.build()
    assert [str(fault) for fault in registry.faults if fault.provenance.distribution == "prevexp-departement-974"] == []
    assert [p.provenance.plugin for p in registry.packs if p.provenance and p.department == "974"] == [
        "departement-974"
    ]


def test_the_communes_are_those_of_2026_in_each_arrondissement(pack: TerritoryPack) -> None:
    """24 communes: how many and how many inhabitants in each arrondissement, after INSEE."""
    counted: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for commune in pack.register.communes.values():
        name = pack.register.arrondissements[commune.arrondissement].name
        counted[name] = counted[name][0] + 1, counted[name][1] + commune.population
    assert counted == {
        "Saint-Benoît": (6, 131_262),
        "Saint-Denis": (3, 218_278),
        "Saint-Paul": (5, 222_009),
        "Saint-Pierre": (10, 318_130),
    }


def test_what_is_assumed_says_so(pack: TerritoryPack) -> None:
    """The act under which lists come, volumes, spacing of contacts and the words of the list are assumptions."""
    told = [pack.basis[0].reference, pack.contact_plan.source, pack.transfer.source, pack.stages.source]
    told += [volume.source for volume in pack.quota.volumes]
    assert [text for text in told if "hypothèse" not in text] == []


def test_two_social_workers_and_no_legal_one(pack: TerritoryPack) -> None:
    """Between them they cover the island (V8); a file waits for no legal worker."""
    assert [len(pack.team.with_role(role)) for role in (WorkerRole.SOCIAL, WorkerRole.LEGAL)] == [2, 0]
    assert sorted(code for worker in pack.team.workers for code in worker.sector) == ["9741", "9742", "9743", "9744"]


def test_letter_text_message_phone_visit(pack: TerritoryPack) -> None:
    """In the order of the source (V6)."""
    channels = [step.channel for step in pack.contact_plan.steps]
    assert channels == [Channel.LETTER, Channel.SMS, Channel.PHONE, Channel.VISIT_PLANNED]


def test_households_are_met_at_desks_in_the_sub_prefectures(pack: TerritoryPack) -> None:
    """The letters say so (V7); the rest of them is what comes with prevexp."""
    assert "sous-préfecture" in pack.letters.details.office


def test_20_december_is_a_holiday_here(pack: TerritoryPack) -> None:
    """The abolition of slavery is kept since 1983; the days before and after are not holidays."""
    calendar = pack.law.setting.calendar
    days = (date(1982, 12, 20), date(1983, 12, 20), date(2021, 12, 19), date(2021, 12, 20), date(2021, 12, 21))
    assert [calendar.holiday(day) is not None for day in days] == [False, True, False, True, False]


def test_the_truce_of_2020_lasted_two_months_longer_here(pack: TerritoryPack) -> None:
    """To 10 September 2020, not to 10 July as on the mainland; the next winter as there."""
    here, mainland = pack.law.setting, national("62").setting
    days = (date(2020, 7, 10), date(2020, 7, 11), date(2020, 9, 10), date(2020, 9, 11), date(2021, 5, 31))
    assert [truce_ends(day, here) for day in days] == [*[date(2020, 9, 10)] * 3, None, date(2021, 5, 31)]
    assert [truce_ends(day, mainland) for day in days] == [date(2020, 7, 10), None, None, None, date(2021, 5, 31)]


def test_the_ccapex_is_that_of_the_arrondissement() -> None:
    """What is told of a dwelling in Saint-Denis goes to the North; another commission is refused (V15)."""
    on = date(2021, 11, 3)
    with prevexp.open("memory:", territory="974") as caseload:
        caseload.receive(LIST, received_on=on)
        case_id = caseload.find("974-21-301")
        to = {"purpose": SharingPurpose.INSTRUCTION, "on": on}
        assert not caseload.view(case_id, partner="ccapex-nord", **to).empty
        assert caseload.pack.connector_for("ccapex-nord") == caseload.pack.connector_for("ccapex-sud")
        for refused in (
            lambda: caseload.view(case_id, partner="ccapex-sud", **to),
            lambda: caseload.propose_referral(
                case_id, partner="ccapex-sud", purpose=ReferralPurpose.COORDINATION, on=on
            ),
        ):
            with pytest.raises(InvalidValue, match="other arrondissements") as error:
                refused()
            assert error.value.params["known"] == ("ccapex-nord",)


def test_a_phone_of_the_island_has_its_own_prefix() -> None:
    """0692 is called from abroad as +262 692; a lost zero is put back."""
    with prevexp.open("memory:", territory="974") as caseload:
        caseload.receive(LIST, received_on=date(2021, 11, 3))
        phones = {case.reference: caseload.identity(case.household_id).phone for case in caseload.cases()}
    assert {phone.reveal() for phone in phones.values() if phone} == {"+262692001234", "+262693001234", "+262262001234"}


def test_the_list_is_read_in_its_own_form(tmp_path: Path) -> None:
    """A procedure begun is taken, a mere signal is asked about, a household the Département follows is not taken."""
    with prevexp.open("memory:", territory="974") as caseload:
        intake = caseload.receive(LIST, received_on=date(2021, 11, 3))
        assert dict(intake.counts) == {Outcome.ACCEPTED: 4}
        cases = {case.reference: case.case_id for case in caseload.cases()}
        verdicts = {
            reference: (result.verdict, result.reasons)
            for reference, case_id in cases.items()
            for result in [caseload.explain(case_id, on=date(2021, 11, 3)).result]
        }
        rejects = tmp_path / "rejets.csv"
        assert intake.write_rejects(rejects) == 0
    assert verdicts == {
        "974-21-301": (Verdict.ELIGIBLE, ()),
        "974-21-302": (Verdict.ELIGIBLE, ()),
        "974-21-303": (Verdict.TO_CHECK, ("upstream-stage",)),
        "974-21-304": (Verdict.NOT_ELIGIBLE, ("not-followed",)),
    }
