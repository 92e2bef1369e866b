"""The Pas-de-Calais as it is published, and what the pack assumes about it."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from prevexp.domain.case import Identity
from prevexp.domain.case import ListedFacts
from prevexp.domain.case import columns_of
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import PartnerKind
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import WorkerRole
from prevexp.eligibility import core_rules
from prevexp.registry import Registry
from prevexp.registry import TerritoryPack
from prevexp.registry import load_territory


@pytest.fixture(scope="session")
def pack() -> TerritoryPack:
    return load_territory("62")


def test_the_plugin_is_found_and_has_no_fault() -> None:
    """Installed beside prevexp, the distribution offers its pack under the number of the département."""
    registry = Registry.build()
    assert [str(fault) for fault in registry.faults if fault.provenance.distribution == "prevexp-departement-62"] == []
    assert [p.provenance.plugin for p in registry.packs if p.provenance and p.department == "62"] == ["departement-62"]


def test_the_communes_are_those_of_2026_in_each_arrondissement(pack: TerritoryPack) -> None:
    """887 communes and 1,457,905 inhabitants: the counts of the COG 2026 in each arrondissement."""
    counted: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for commune in pack.register.communes.values():
        number, people = counted[pack.register.arrondissements[commune.arrondissement].name]
        counted[pack.register.arrondissements[commune.arrondissement].name] = number + 1, people + commune.population
    assert counted == {
        "Arras": (357, 250_064),
        "Béthune": (104, 292_009),
        "Boulogne-sur-Mer": (74, 157_215),
        "Montreuil": (161, 110_250),
        "Saint-Omer": (89, 128_316),
        "Calais": (52, 152_245),
        "Lens": (50, 367_806),
    }
    assert sum(commune.population < 500 for commune in pack.register.communes.values()) == 451


def test_a_postcode_places_no_case(pack: TerritoryPack) -> None:
    """Of 150 postcodes 101 cover several communes and 12 two arrondissements: only the INSEE code places a case."""
    communes: dict[str, set[str]] = defaultdict(set)
    arrondissements: dict[str, set[str]] = defaultdict(set)
    for commune in pack.register.communes.values():
        for postcode in commune.postcodes:
            communes[postcode].add(commune.insee)
            arrondissements[postcode].add(commune.arrondissement)
    assert len(communes) == 150
    assert sum(len(found) > 1 for found in communes.values()) == 101
    assert [len(found) for found in arrondissements.values() if len(found) > 1] == [2] * 12


@pytest.mark.parametrize(
    "insee, arrondissement",
    [("62263", "621"), ("62139", "625"), ("62041", "621"), ("62498", "627"), ("62193", "626"), ("62000", None)],
)
def test_the_insee_code_says_the_arrondissement(pack: TerritoryPack, insee: str, arrondissement: str | None) -> None:
    """A code that is not a commune has no arrondissement; a postcode is not a code."""
    assert pack.register.arrondissement_of(insee) == arrondissement


@pytest.mark.parametrize(
    "gone, current, name",
    [
        ("62417", "62631", "Nuncq-Hautecôte"),
        ("62287", "62552", "Maresquel-Ecquemicourt"),
        ("62707", "62706", "Richebourg"),
        ("80831", "62909", "Ytres"),
    ],
)
def test_a_former_code_leads_to_the_commune_to_write(pack: TerritoryPack, gone: str, current: str, name: str) -> None:
    """Merged communes, and those that came from another département, name the one of today."""
    former = pack.register.former[gone]
    assert (former.current_insee, former.current_name) == (current, name)


def test_every_code_of_the_departement_is_a_commune_or_was_one(pack: TerritoryPack) -> None:
    """From 62001 to 62909 no number is missing: what is not a commune today is listed with its successor."""
    codes = {f"62{number:03}" for number in range(1, 910)}
    former = {code for code in pack.register.former if code.startswith("62")}
    assert codes == pack.register.communes.keys() | former


def test_a_commune_is_rural_below_two_thousand_inhabitants(pack: TerritoryPack) -> None:
    """1 999 inhabitants are rural, 2 000 are not; 737 communes and 386,149 people are rural in this sense."""
    communes = pack.register.communes.values()
    assert [commune.insee for commune in communes if commune.rural != (commune.population < 2000)] == []
    assert sum(commune.rural for commune in communes) == 737
    assert sum(commune.population for commune in communes if commune.rural) == 386_149


def test_the_team_is_four_etp_mostly_social_with_a_jurist(pack: TerritoryPack) -> None:
    """Four full-time posts (call C20), social work dominant, a legal skill (C17), every arrondissement served (C16)."""
    assert sum((worker.fte for worker in pack.team.workers), Decimal()) == 4
    assert [len(pack.team.with_role(role)) for role in (WorkerRole.SOCIAL, WorkerRole.LEGAL)] == [3, 1]
    for role in WorkerRole:
        served = frozenset[str]().union(*(worker.sector for worker in pack.team.with_role(role)))
        assert served == pack.register.arrondissements.keys()


@pytest.mark.parametrize("month, places", [(3, 0), (4, 21), (5, 40), (12, 40)])
def test_the_first_year_starts_on_15_april_2021(pack: TerritoryPack, month: int, places: int) -> None:
    """No place before the team is operational, half a month's places in April (call C18)."""
    assert pack.quota.quota_of(Month(2021, month), allocated={}).base == places


@pytest.mark.parametrize(
    "day, allowed", [(date(2021, 3, 31), False), (date(2021, 4, 1), True), (date(2021, 4, 2), True)]
)
def test_lists_are_received_from_the_day_the_operator_is_chosen(
    pack: TerritoryPack, day: date, *, allowed: bool
) -> None:
    """The préfet chose on 1 April 2021 (call C45); a list received the day before has no basis."""
    assert (pack.basis_on(day) is not None) is allowed


def test_the_stages_are_those_of_the_call(pack: TerritoryPack) -> None:
    """Upstream of the assignation yes, at the assignation or not known ask, later no (call C05)."""
    assert pack.stages.yes == {Stage.SIGNALEMENT, Stage.COMMANDEMENT_DE_PAYER}
    assert pack.stages.ask == {Stage.ASSIGNATION, Stage.NOT_KNOWN}
    assert pack.entry_stage is Stage.COMMANDEMENT_DE_PAYER


def test_the_rules_the_pack_requires_are_rules_of_the_call(pack: TerritoryPack) -> None:
    """A pack that asks for a rule nobody has would stop all screening."""
    assert set(pack.requires) == {rule.id for rule in core_rules(pack.stages)}


def test_the_partners_asked_are_the_conseil_departemental_the_caf_and_the_msa(pack: TerritoryPack) -> None:
    """Their slugs are those the monthly list carries (call C14, C21)."""
    asked = {partner.slug: partner.kind for partner in pack.partners if partner.asked}
    assert asked == {"cd62": PartnerKind.CONSEIL_DEPARTEMENTAL, "caf": PartnerKind.CAF, "msa": PartnerKind.MSA}
    assert {partner.slug for partner in pack.partners} == pack.transfer.aliases["values"]["source_suivi"].keys()


def test_the_aliases_name_every_column_of_a_transfer_and_no_other(pack: TerritoryPack) -> None:
    """Each column may be written as it is named, and in the secretariat's own words."""
    columns = {"id_dossier", "mois_transfert", *columns_of(ListedFacts).values(), *columns_of(Identity).values()}
    headers = pack.transfer.aliases["headers"]
    assert headers.keys() == columns
    assert [column for column, words in headers.items() if column.replace("_", " ") not in words] == []


def test_every_commune_has_its_centre_and_lies_where_its_neighbours_do(pack: TerritoryPack) -> None:
    """Between 50.0 and 51.05 degrees north, 1.5 and 3.25 east; Calais in the north, Bapaume in the south-east."""
    centres = pack.register.centres
    assert centres.keys() == pack.register.communes.keys()
    assert all(50.0 < one.latitude < 51.05 and 1.5 < one.longitude < 3.25 for one in centres.values())
    calais, bapaume = centres["62193"], centres["62080"]
    assert calais.latitude > bapaume.latitude
    assert calais.longitude < bapaume.longitude


def test_each_arrondissement_has_its_tile(pack: TerritoryPack) -> None:
    """Seven squares, none on another, the north above and the west on the left."""
    where = {pack.register.arrondissements[tile.arrondissement].name: (tile.row, tile.column) for tile in pack.tiles}
    assert len(set(where.values())) == len(where) == 7
    assert where["Calais"][0] < where["Saint-Omer"][0] < where["Arras"][0]
    assert where["Boulogne-sur-Mer"][1] < where["Béthune"][1] < where["Lens"][1]


def test_the_pack_names_the_source_of_its_communes_and_its_licence(pack: TerritoryPack) -> None:
    """The Licence Ouverte asks for the source and its date, and the pack says what it derived."""
    source, centres = pack.sources
    assert "ADMIN EXPRESS (IGN)" in centres.title
    assert "Licence Ouverte" in centres.licence
    assert "@etalab/decoupage-administratif" in source.title
    assert source.published_on == date(2026, 3, 9)
    assert "Licence Ouverte" in source.licence
