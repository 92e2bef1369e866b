"""One caseload, four territories: the same households get different answers, and each answer says why.

Only the commune of a line and the name of its social service change from one département to the next.
"""

import csv
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

import attrs
import pytest

import prevexp
from prevexp.caseload import Caseload
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import Verdict

ON = date(2021, 11, 3)
PLACES = {"62": "62041", "93": "93008", "76": "76540", "974": "97411"}
YES, ASK, NO = Verdict.ELIGIBLE, Verdict.TO_CHECK, Verdict.NOT_ELIGIBLE

LINE = {
    "mois_transfert": "2021-11",
    "parc": "prive",
    "locataire_prenom": "Camille",
    "dette_locative_eur": "2140.00",
    "suivi_service_social": "non_suivi",
    "source_suivi": "SERVICE",
    "information_rgpd": "oui",
}
HOUSEHOLDS = {
    "signalement": {"stade_procedure": "signalement"},
    "commandement": {"stade_procedure": "commandement_de_payer", "date_acte": "2021-10-11"},
    "assigne": {"stade_procedure": "assignation", "date_acte": "2021-10-11", "date_audience": "2021-12-14"},
    "audience-40-jours": {
        "stade_procedure": "audience",
        "date_acte": "2021-10-11",
        "date_audience": "2021-12-13",
    },
    "jugement": {"stade_procedure": "jugement", "date_acte": "2021-10-11"},
    "suivi": {"stade_procedure": "commandement_de_payer", "date_acte": "2021-10-11", "suivi_service_social": "suivi"},
    "parc-social": {"stade_procedure": "signalement", "parc": "social"},
}
VERDICTS = {
    #                     62   93   76   974
    "signalement":       (YES, ASK, YES, ASK),
    "commandement":      (YES, ASK, YES, YES),
    "assigne":           (ASK, YES, ASK, YES),
    "audience-40-jours": (NO,  YES, NO,  YES),
    "jugement":          (NO,  NO,  NO,  ASK),
    "suivi":             (NO,  NO,  NO,  NO),
    "parc-social":       (NO,  NO,  NO,  NO),
}  # fmt: skip


def write_list(path: Path, territory: str) -> Path:
    """Write the households of the test as a list of a territory."""
    lines = []
    for number, (reference, said) in enumerate(HOUSEHOLDS.items()):
        place = {
            "id_dossier": reference,
            "locataire_nom": f"Zzexemplard{chr(97 + number)}",
            "adresse_voie": f"{number + 1} rue du Modèle",
            "adresse_commune_insee": PLACES[territory],
        }
        lines.append({**LINE, "date_acte": "", "date_audience": "", **place, **said, "source_suivi": f"cd{territory}"})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return path


@pytest.fixture(scope="module")
def caseloads(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Caseload]]:
    """Open the four caseloads; each has taken the list in and given cases to its team on the same day."""
    folder = tmp_path_factory.mktemp("lists")
    later = datetime(2022, 1, 3, 9, tzinfo=UTC)
    with ExitStack() as stack:
        opened = {
            territory: stack.enter_context(prevexp.open("memory:", territory=territory, now=lambda: later))
            for territory in PLACES
        }
        for territory, caseload in opened.items():
            caseload.receive(write_list(folder / f"{territory}.csv", territory), received_on=ON)
            caseload.allocate(on=ON)
        yield opened


@pytest.mark.parametrize("territory", PLACES)
def test_one_list_gives_each_territory_its_own_verdicts(caseloads: Mapping[str, Caseload], territory: str) -> None:
    """Upstream in the Pas-de-Calais, before the hearing in the Seine-Saint-Denis; social stock nowhere."""
    column, caseload = list(PLACES).index(territory), caseloads[territory]
    found = {case.reference: caseload.explain(case.case_id, on=ON).result.verdict for case in caseload.cases()}
    assert found == {reference: verdicts[column] for reference, verdicts in VERDICTS.items()}


def test_what_differs_is_the_place_and_nothing_else(caseloads: Mapping[str, Caseload]) -> None:
    """The facts of the households are the same in all four: the answers differ because the territories do."""
    facts = [
        {case.reference: attrs.evolve(case.facts, commune=None, answer_from=None) for case in caseload.cases()}
        for caseload in caseloads.values()
    ]
    assert len(facts[0]) == len(HOUSEHOLDS)
    assert facts[0] == facts[1] == facts[2] == facts[3]


def test_each_answer_says_which_territory_s_text_it_rests_on(caseloads: Mapping[str, Caseload]) -> None:
    """Of the household with a hearing in forty days: too late under the call of 62, the very public in 93."""
    told = {}
    for territory in ("62", "93"):
        caseload = caseloads[territory]
        explained = caseload.explain(caseload.find("audience-40-jours"), on=ON)
        told[territory] = next(one for one in explained.rules if one.rule.id == "upstream-stage")
    assert {territory: one.answer for territory, one in told.items()} == {"62": False, "93": True}
    assert {one.facts[0].value for one in told.values()} == {"audience"}
    assert "2021" in told["62"].rule.source
    assert "audience dans les 45 jours" in told["93"].rule.source
    assert told["62"].remedy is not None
    assert told["93"].remedy is None


def test_the_same_household_is_approached_otherwise(caseloads: Mapping[str, Caseload]) -> None:
    """A letter first, or a call; with a legal worker or without: three take the commandement, each in its own way."""
    first = {}
    for territory in ("62", "76", "974"):
        caseload = caseloads[territory]
        case_id = caseload.find("commandement")
        allocation = caseload.case(case_id).allocation
        assert allocation is not None
        contact = caseload.next_contact(case_id, on=ON)
        first[territory] = contact.channel, contact.due_on, allocation.legal_worker is not None
    assert first == {
        "62": (Channel.LETTER, ON, True),
        "76": (Channel.PHONE, ON, True),
        "974": (Channel.LETTER, ON, False),
    }


@pytest.mark.checkout
def test_the_page_on_territories_shows_these_verdicts() -> None:
    """docs/explanation/territories.md has the table of this test, in its order."""
    page = Path(__file__).parents[2] / "docs" / "explanation" / "territories.md"
    text = page.read_text(encoding="utf-8").partition("## What it comes to")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")][1:]
    words = {YES: "eligible", ASK: "to check", NO: "not eligible"}
    assert [row[1:] for row in rows] == [[words[verdict] for verdict in verdicts] for verdicts in VERDICTS.values()]
