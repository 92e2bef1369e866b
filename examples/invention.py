"""Households that do not exist, in communes that do: the canonical values of one case of a monthly transfer.

Surnames are put together from syllables, phones come from the ranges kept for fiction (06 39 98, 03 53 01), e-mails
from example.org, SIRET numbers begin with 000, which no company has. Streets are invented; communes and postcodes are
those of the pack of the Pas-de-Calais, drawn so that each arrondissement has its share and rural ones are not
forgotten.
"""

import csv
import unicodedata
from datetime import date
from datetime import timedelta
from pathlib import Path

from dice import Dice

PACK = Path(__file__).parents[1] / "plugins/prevexp-departement-62/src/prevexp_departement_62/pack"
Case = dict[str, str]

HEADS = [
    "Brumon",
    "Clairva",
    "Dorme",
    "Estri",
    "Fallou",
    "Gadi",
    "Huchepo",
    "Isole",
    "Jarna",
    "Lurci",
    "Mirevo",
    "Nivo",
]
MIDDLES = ("", "", "lan", "ber", "quin", "dru")
TAILS = (
    "celle",
    "gnard",
    "mouche",
    "pré",
    "rive",
    "sel",
    "tour",
    "vigne",
    "zac",
    "fort",
    "peau",
    "lune",
)
FIRST_NAMES = [
    "Achille",
    "Blandine",
    "Côme",
    "Daphné",
    "Ernest",
    "Fatou",
    "Gisèle",
    "Hakim",
    "Irène",
    "Joris",
    "Khadija",
    "Lucien",
    "Maud",
    "Nadir",
    "Ombeline",
    "Prosper",
    "Quentin",
    "Rosalie",
    "Soraya",
    "Tancrède",
]
WAYS = ("rue", "rue", "rue", "avenue", "boulevard", "place", "impasse", "chemin", "résidence")
STREETS = (
    "de la Baleine Bleue",
    "des Sept Cerises",
    "du Vieux Moulin à Vapeur",
    "de l'Horloge Arrêtée",
    "des Trois Dunes",
    "du Cerf-Volant",
    "de la Lampe à Huile",
    "des Betteraves",
    "du Canal Oublié",
    "Saint-Gaspard",
    "du Petit Phare",
    "de la Tuilerie",
    "des Marguerites",
    "du Ruisseau Tiède",
    "de la Gare aux Grains",
)
STAGES = {"signalement": 40, "commandement_de_payer": 34, "assignation": 14, "audience": 5, "jugement": 3,
          "commandement_de_quitter_les_lieux": 2, "concours_force_publique": 1, "inconnu": 1}  # fmt: skip
ANSWERS = {"non_suivi": 46, "inconnu_du_service": 24, "suivi": 15, "sans_reponse": 15}
SHARES = {"621": 18, "622": 19, "623": 12, "624": 12, "625": 12, "626": 12, "627": 22}
ELSEWHERE = (("59350", "59000"), ("59178", "59500"), ("80001", "80100"))
NEXT_STAGE = {"signalement": "commandement_de_payer", "commandement_de_payer": "assignation", "assignation": "audience",
              "audience": "jugement", "jugement": "commandement_de_quitter_les_lieux"}  # fmt: skip


def _communes() -> dict[str, list[tuple[str, str, int]]]:
    """Read arrondissement -> (INSEE code, postcode, weight): a weight under which villages come up too."""
    places: dict[str, list[tuple[str, str, int]]] = {}
    with (PACK / "communes.csv").open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            entry = row["insee"], row["postcodes"].split()[0], int(int(row["population"] or 1) ** 0.5) + 1
            places.setdefault(row["arrondissement"], []).append(entry)
    return places


class Inventor:
    """Makes cases one after the other; no reference and no full name comes twice unless asked for."""

    def __init__(self, seed: str) -> None:
        self.dice = Dice(seed)
        self._communes = _communes()
        self._names: set[tuple[str, str]] = set()
        self._references: set[str] = set()

    def case(self, first_of_month: date) -> Case:
        """Invent a case as the list of this month would tell it."""
        dice = self.dice
        stage = dice.weighted(STAGES)
        signalled = first_of_month - timedelta(days=dice.between(20, 190))
        kind = dice.weighted({"personne_physique": 70, "sci_familiale": 12, "personne_morale": 15, "inconnu": 3})
        stock = dice.weighted({"prive": 84, "social": 12, "inconnu": 4})
        rent = dice.between(1_320, 3_300) * 25
        return {
            "id_dossier": self.reference(),
            "mois_transfert": f"{first_of_month:%Y-%m}",
            "date_signalement": signalled.isoformat(),
            "stade_procedure": stage,
            **self.procedure(stage, first_of_month),
            "parc": stock,
            "bailleur_type": "personne_morale" if stock == "social" else kind,
            "bailleur_siret": self._siret() if "personne_morale" in {kind, stock} or stock == "social" else "",
            "bailleur_nom": f"SCI {dice.one_of(STREETS)}" if kind == "sci_familiale" and stock != "social" else "",
            **self.person(),
            **self.dwelling(),
            "nb_personnes": str(dice.weighted({1: 42, 2: 20, 3: 17, 4: 12, 5: 6, 6: 3})) if dice.chance(92) else "",
            "loyer_mensuel_eur": f"{rent / 100:.2f}" if dice.chance(95) else "",
            "dette_locative_eur": f"{(rent * dice.between(12, 95) // 10 + dice.below(100)) / 100:.2f}",
            "date_dette": (first_of_month - timedelta(days=dice.between(2, 45))).isoformat(),
            **self.answer(first_of_month),
            "information_rgpd": dice.weighted({"oui": 78, "non": 8, "inconnu": 14}),
        }

    def reference(self) -> str:
        """Return a reference of the secretariat that no case has yet."""
        while (found := f"62-2021-{self.dice.below(90_000) + 10_000}") in self._references:
            pass
        self._references.add(found)
        return found

    def person(self) -> Case:
        """Return who the tenant is and how to reach them."""
        dice = self.dice
        while True:
            surname = dice.one_of(HEADS) + dice.one_of(MIDDLES) + dice.one_of(TAILS)
            first = dice.one_of(FIRST_NAMES)
            if (surname, first) not in self._names:
                break
        self._names.add((surname, first))
        born = date(1938, 1, 1) + timedelta(days=dice.below(23_000))
        mail = unicodedata.normalize("NFKD", f"{first}.{surname}").encode("ascii", "ignore").decode().lower()
        return {
            "locataire_nom": surname.upper() if dice.chance(60) else surname,
            "locataire_prenom": first,
            "locataire_date_naissance": born.isoformat() if dice.chance(55) else "",
            "locataire_telephone": self.phone() if dice.chance(62) else "",
            "locataire_courriel": f"{mail}@example.org" if dice.chance(28) else "",
        }

    def phone(self) -> str:
        """Return a number of the ranges kept for fiction."""
        return f"{self.dice.one_of(('+3363998', '+3363998', '+3335301'))}{self.dice.below(10_000):04}"

    def dwelling(self) -> Case:
        """Return an address; one in forty lies in another département."""
        dice = self.dice
        if dice.chance(2):
            insee, postcode = dice.one_of(ELSEWHERE)
        else:
            places = {(insee, code): weight for insee, code, weight in self._communes[dice.weighted(SHARES)]}
            insee, postcode = dice.weighted(places)
        street = f"{dice.between(1, 180)} {dice.one_of(WAYS)} {dice.one_of(STREETS)}"
        return {"adresse_voie": street, "adresse_code_postal": postcode, "adresse_commune_insee": insee}

    def procedure(self, stage: str, first_of_month: date) -> Case:
        """Return the date of the act that made the stage, and of the hearing if one is fixed."""
        dice = self.dice
        if stage in {"signalement", "inconnu"}:
            return {"date_acte": "", "date_audience": ""}
        act = first_of_month - timedelta(days=dice.between(3, 75))
        hearing = first_of_month + timedelta(days=dice.between(20, 150))
        past = stage in {"jugement", "commandement_de_quitter_les_lieux", "concours_force_publique"}
        heard = act - timedelta(days=dice.between(20, 90)) if past else hearing
        fixed = stage == "audience" or past or (stage == "assignation" and dice.chance(60))
        known = dice.chance(96)
        return {"date_acte": act.isoformat() if known else "", "date_audience": heard.isoformat() if fixed else ""}

    def answer(self, first_of_month: date) -> Case:
        """Return what a social service answered, who and when."""
        dice = self.dice
        answer = dice.weighted(ANSWERS)
        if answer == "sans_reponse":
            return {"suivi_service_social": answer, "source_suivi": "", "date_suivi": ""}
        day = first_of_month - timedelta(days=dice.between(1, 28))
        source = dice.weighted({"cd62": 48, "caf": 36, "msa": 6, "ccas": 8, "autre": 2})
        return {"suivi_service_social": answer, "source_suivi": source, "date_suivi": day.isoformat()}

    def _siret(self) -> str:
        body = f"000{self.dice.below(10**10):010}"
        doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(body)]
        return body + str(-sum(value // 10 + value % 10 for value in doubled) % 10)
