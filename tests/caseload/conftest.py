"""A caseload on invented lists, in memory or in a file."""

import csv
import itertools
from datetime import UTC
from datetime import date
from datetime import datetime

import pytest

import prevexp

DAY = date(2021, 5, 4)
HEADER = [
    "id_dossier",
    "mois_transfert",
    "stade_procedure",
    "date_acte",
    "parc",
    "locataire_nom",
    "locataire_prenom",
    "locataire_date_naissance",
    "locataire_telephone",
    "adresse_voie",
    "adresse_code_postal",
    "adresse_commune_insee",
    "dette_locative_eur",
    "suivi_service_social",
    "source_suivi",
    "information_rgpd",
]
LINE = {
    "id_dossier": "62-2021-1",
    "mois_transfert": "2021-05",
    "stade_procedure": "commandement_de_payer",
    "date_acte": "2021-04-12",
    "parc": "prive",
    "locataire_nom": "Zzexemplard",
    "locataire_prenom": "Camille",
    "locataire_date_naissance": "1980-02-29",
    "locataire_telephone": "+33639981234",
    "adresse_voie": "1 rue du Modèle Inventé",
    "adresse_code_postal": "62000",
    "adresse_commune_insee": "62041",
    "dette_locative_eur": "1560.50",
    "suivi_service_social": "non_suivi",
    "source_suivi": "caf",
    "information_rgpd": "oui",
}


@pytest.fixture
def write_list(tmp_path):
    """Write a monthly list; each line is the usual one with some columns changed."""
    numbers = itertools.count(1)

    def write(*lines, name=None):
        path = tmp_path / (name or f"liste-{next(numbers)}.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, HEADER)
            writer.writeheader()
            writer.writerows(LINE | line for line in lines)
        return path

    return write


@pytest.fixture(params=["memory:", "sqlite"])
def caseload(request, tmp_path):
    """Open a caseload of territory 62 whose clock stands still."""
    store = "memory:" if request.param == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    with prevexp.open(
        store,
        territory="62",
        key_file=tmp_path / "keys" / "master.key",
        now=lambda: datetime(2021, 5, 4, 9, 30, tzinfo=UTC),
    ) as opened:
        yield opened
