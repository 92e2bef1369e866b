"""The same lists twice, and in another order: the cases are the same; a late list overwrites nothing newer.

Compared is what is known of each household. Not compared: identifiers, and the day, the month and the order in which a
case came to be known, which are those of the list that was taken in first.
"""

import csv
import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from random import Random

import pytest

from prevexp.domain.vocabulary import Outcome

from .states import clear
from .states import opened

pytestmark = [pytest.mark.checkout, pytest.mark.torture]

HOUSEHOLDS = 8
RECEIVED = (date(2021, 5, 4), date(2021, 6, 3), date(2021, 7, 5))
STAGES = ("signalement", "commandement_de_payer", "assignation")
NAMES = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel")
ABSENT, EMPTY = 0.2, 0.25
"""How often a list leaves out a household, and a cell."""


def row(number: int, month: int, chance: Random) -> Mapping[str, str]:
    """Return what a list says of a household: other values each month, so that none goes back to what it was."""

    def told(value: str) -> str:
        return "" if chance.random() < EMPTY else value

    return {
        "id_dossier": f"62-2021-{number}",
        "mois_transfert": f"2021-{5 + month:02}",
        "stade_procedure": told(STAGES[month]),
        "date_acte": f"2021-0{3 + month}-12",
        "parc": told("prive"),
        "locataire_nom": f"Zz{NAMES[number]}",
        "locataire_prenom": "Camille",
        "locataire_telephone": told(f"+3363998{number:02}0{month}"),
        "locataire_courriel": told(f"zz{number}.{month}@example.org"),
        "adresse_voie": f"{number} rue du Modèle Inventé",
        "adresse_code_postal": "62000",
        "adresse_commune_insee": "62041",
        "loyer_mensuel_eur": told(f"{500 + number + month}.00"),
        "dette_locative_eur": told(f"{1500 + 100 * month}.50"),
        "nb_personnes": told(str(1 + month)),
        "suivi_service_social": told("non_suivi" if month else "sans_reponse"),
        "source_suivi": told(("caf", "cd62", "msa")[month]),
        "information_rgpd": "oui",
    }


def lists(folder: Path, chance: Random) -> list[tuple[Path, date]]:
    """Write three monthly lists about the same households."""
    folder.mkdir()
    made = []
    for month, received_on in enumerate(RECEIVED):
        rows = [row(number, month, chance) for number in range(HOUSEHOLDS) if chance.random() > ABSENT]
        path = folder / f"{month}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(row(0, 0, chance)))
            writer.writeheader()
            writer.writerows(rows)
        made.append((path, received_on))
    return made


def known_after(received: list[tuple[Path, date]]) -> tuple[str, Counter[Outcome]]:
    """Take lists in, in this order; return the digest of what is known of each household, and what rows came to."""
    came = Counter[Outcome]()
    with opened({"url": "memory:"}) as caseload:
        for path, received_on in received:
            came.update(caseload.receive(path, received_on=received_on).counts)
        caseload.verify()
        for day in RECEIVED:
            came[f"known on {day}"] = len(caseload.cases(on=day))
        cases = sorted(caseload.cases(), key=lambda case: sorted(case.references))
        people = caseload.records.identities([case.household_id for case in cases])
        said = [
            (sorted(case.references), case.facts, sorted(case.known_identity), clear(people[case.household_id]))
            for case in cases
        ]
    return hashlib.sha256(repr(said).encode()).hexdigest(), came


def test_lists_in_any_order_and_twice_make_the_same_cases(tmp_path, trials, figures):
    """Three lists about the same households, in a drawn order, some of them twice: what is known is the same."""
    chance, seen, number = Random(41), Counter[str](), max(trials // 15 - 1, 3)
    for trial in range(number):
        made = lists(tmp_path / str(trial), chance)
        expected, came = known_after(made)
        assert came[Outcome.UPDATED] > 0
        drawn = chance.sample(made, len(made)) + chance.choices(made, k=1)
        seen["in order" if drawn[: len(made)] == made else "in another order"] += 1
        found, _ = known_after(drawn)
        seen["the same" if found == expected else "differs"] += 1
    figures("lists twice and in any order", number, seen)
    assert seen["the same"] == number
    assert seen["in another order"] > 0
