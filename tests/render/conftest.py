"""A quarter of invented cases, the same at every run: what the pages are made of and looked at with."""

import importlib.util
import random
import re
from collections.abc import Callable
from datetime import date
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from prevexp.domain.values import Month
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import Verdict
from prevexp.evaluation.bilan import Bilan
from prevexp.evaluation.bilan import build_bilan
from prevexp.evaluation.rows import BilanCase
from prevexp.evaluation.rows import BilanScope
from prevexp.evaluation.rows import RuleNote
from prevexp.evaluation.rows import Tile
from prevexp.evaluation.rows import TransferCount
from prevexp.privacy.disclosure import Disclosure

PLACES = {"621": 60, "622": 110, "623": 55, "624": 25, "625": 45, "626": 50, "627": 120}
NAMES = {
    "621": "Arras",
    "622": "Béthune",
    "623": "Boulogne-sur-Mer",
    "624": "Montreuil",
    "625": "Saint-Omer",
    "626": "Calais",
    "627": "Lens",
}
TILES = {"626": (0, 1), "623": (1, 0), "625": (1, 1), "622": (1, 2), "627": (1, 3), "624": (2, 0), "621": (2, 2)}
RULES = (
    RuleNote(id="private-stock", title="Logement du parc privé", version="1", source="appel, C04, C19"),
    RuleNote(id="in-arrears", title="Ménage en impayé", version="1", source="appel, C04"),
    RuleNote(id="in-territory", title="Logement dans le territoire", version="1", source="appel, C16"),
    RuleNote(id="not-followed", title="Non suivi ou inconnu des services sociaux", version="1", source="appel, C19"),
    RuleNote(id="upstream-stage", title="Stade amont de la procédure", version="1", source="appel, C05"),
)
RECEIVED = (date(2021, 5, 4), date(2021, 6, 3), date(2021, 7, 5))
OBSERVED = date(2021, 7, 31)


def invented_case(chance: random.Random, received_on: date, *, place: str | None) -> BilanCase:
    verdict = chance.choices(list(Verdict), weights=[45, 28, 27])[0]
    rules = tuple(rule.id for rule in RULES if chance.random() < 0.3) or ("not-followed",)
    wait = chance.choice([1, 2, 2, 3, 6, 9, 15, 28])
    allocated = received_on + timedelta(days=wait) if verdict is Verdict.ELIGIBLE and chance.random() < 0.6 else None
    return BilanCase(
        received_on=received_on,
        verdict=verdict,
        reasons=rules if verdict is Verdict.NOT_ELIGIBLE else (),
        checks=rules if verdict is Verdict.TO_CHECK else (),
        in_territory=True if place in PLACES else False if place else None,
        arrondissement=place if place in PLACES else None,
        rural=chance.random() < 0.4 if place in PLACES else None,
        allocated_on=allocated,
        first_attempt_on=allocated + timedelta(days=4) if allocated and chance.random() < 0.7 else None,
        stage=chance.choices(list(Stage), weights=[20, 45, 14, 6, 5, 2, 1, 7])[0],
        answer=chance.choices(list(SocialServicesAnswer), weights=[25, 40, 15, 20])[0],
        has_phone=chance.random() < 0.6,
        has_address=True,
        has_debt=chance.random() < 0.85,
    )


def quarter_of(number: int, *, seed: int = 62, threshold: int = 11, **more: object) -> Bilan:
    """Build the bilan of about `number` invented cases over three months and seven arrondissements."""
    chance = random.Random(seed)
    weights = {**PLACES, "elsewhere": 24, None: 14}
    cases = [
        invented_case(chance, received, place=chance.choices(list(weights), weights=list(weights.values()))[0])
        for received in chance.choices(RECEIVED, weights=[30, 36, 34], k=number)
    ]
    transfers = [
        TransferCount(
            received_on=day,
            accepted=sum(case.received_on == day for case in cases),
            updated=12 + place,
            duplicate=13 + 9 * place,
            rejected=14,
            rejected_for={"unknown-commune": 12, "digits-lost": 2},
        )
        for place, day in enumerate(RECEIVED)
    ]
    fields: dict[str, object] = {
        "first": date(2021, 5, 1),
        "last": OBSERVED,
        "observed_on": OBSERVED,
        "generated_on": date(2021, 8, 2),
        "territory": "Pas-de-Calais",
        "team": "Équipe mobile de prévention des expulsions locatives du Pas-de-Calais",
        "call": "Appel à candidature 2021, équipes mobiles de prévention des expulsions locatives (C21, C23, C41)",
        "team_fte": Decimal(4),
        "quota": {Month(2021, month): 40 for month in (5, 6, 7)},
        "arrondissements": NAMES,
        "tiles": tuple(Tile(arrondissement=code, row=row, column=column) for code, (row, column) in TILES.items()),
        "rules": RULES,
        "threshold": threshold,
        "software": "prevexp 0.1.0",
    }
    scope = BilanScope(**(fields | more))
    return build_bilan(cases, transfers if number else [], scope=scope, hide=Disclosure(threshold=threshold).hidden)


@pytest.fixture(scope="session")
def quarter() -> Callable[..., Bilan]:
    """Return the builder of a quarter's bilan."""
    return quarter_of


@pytest.fixture(scope="session")
def screenshot() -> ModuleType:
    """Return the script that takes the picture of the README; it stands in the checkout only."""
    spec = importlib.util.spec_from_file_location("screenshot", Path(__file__).parents[2] / "tools" / "screenshot.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def checked() -> Callable[[str], Element]:
    """Return the function that refuses a page somebody could not read, and gives its tree (it is parsed as XML)."""
    return checked_page


def checked_page(page: str) -> Element:
    assert "<script" not in page
    assert not re.search(r"https?:|//[a-z]|@import|\bsrc=|\bon[a-z]+=|url\((?!#)", page), "something from outside"
    root: Element = fromstring(page)
    assert root.get("lang") == "fr"
    assert (root.findtext("./head/title") or "").strip()
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids), "an id is given twice"
    for element in root.iter():
        assert set((element.get("aria-labelledby") or "").split()) <= set(ids)
        assert not (element.get("href") or "#").lstrip("#") or element.get("href", "").removeprefix("#") in ids
    levels = [int(element.tag[1]) for element in root.iter() if re.fullmatch("h[1-6]", element.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels)), "a level of headings is skipped"
    assert len(list(root.iter("main"))) == 1
    for table in root.iter("table"):
        assert "".join(table.find("caption").itertext()).strip()
        assert all(cell.get("scope") in {"col", "row"} for cell in table.iter("th"))
    for svg in root.iter("svg"):
        assert svg.get("role") == "img"
        assert svg.findtext("title")
        assert svg.findtext("desc")
    for region in root.iter():
        if region.get("role") == "region":
            assert region.get("tabindex") == "0", "what scrolls is reached with the keyboard"
            assert region.get("aria-labelledby") or region.get("aria-label")
    return root
