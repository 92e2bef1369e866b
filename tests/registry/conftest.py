"""A small pack of an invented département, and plugins written for one test."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import UTC
from datetime import datetime
from importlib import invalidate_caches
from importlib.metadata import EntryPoint
from importlib.metadata import distributions
from importlib.metadata import entry_points
from itertools import count
from pathlib import Path

import pytest

import prevexp
from prevexp.caseload import Caseload
from prevexp.registry import Registry

PACK = {
    "pack.toml": """
department = "99"
name = "Val-Perdu"
edition = "2026.1"
api = 1
valid_from = 2021-04-01
contact = "equipe@example.org"
requires = ["in-territory"]

[[basis]]
id = "convention"
kind = "convention"
title = "Convention"
reference = "art. 3"
valid_from = 2021-04-01
valid_to = 2022-12-31
source = "invented"

[stages]
entry = "signalement"
yes = ["signalement", "commandement_de_payer"]
ask = ["assignation", "inconnu"]
no = ["audience", "jugement", "commandement_de_quitter_les_lieux", "concours_force_publique"]
source = "invented"
""",
    "capacity.toml": """
[quota]
carry_over = "none"
source = "invented"

[[quota.year]]
year = 2021
cases = 120
starts_on = 2021-07-01
source = "invented"

[[quota.year]]
year = 2022
cases = 120
source = "invented"

[open_files_per_fte]
social = 20
source = "invented"

[[priority]]
criterion = "received-on"
direction = "ascending"

[rural]
guaranteed_percent = 25
source = "invented"

[[worker]]
id = "social-1"
role = "social"
fte = 0.8
sector = ["991"]

[[worker]]
id = "social-2"
role = "social"
fte = 1
sector = ["991", "992"]
""",
    "partners.toml": """
[[partner]]
slug = "caf"
kind = "caf"
label = "CAF"
asked = true
""",
    "transfer.toml": """
sender = "Secrétariat"
rhythm = "monthly"
aliases = "aliases.json"
source = "invented"
""",
    "aliases.json": '{"empty": ["nc"]}',
    "labels.toml": 'territory = "Val-Perdu"\n',
    "map.toml": """
[[tile]]
arrondissement = "991"
row = 0
column = 0

[[tile]]
arrondissement = "992"
row = 0
column = 1
""",
    "arrondissements.csv": "code,name,seat\n991,Hautval,99001\n992,Basval,99003\n",
    "communes.csv": (
        "insee,name,arrondissement,postcodes,population,zone\n"
        "99001,Hautval,991,99000 99010,5000,urban\n"
        "99002,Petitval,991,99010,120,rural\n"
        "99003,Basval,992,99020,2500,urban\n"
    ),
    "parameters/val.toml": """
subject = "Val-Perdu"
reviewed_on = 2026-11-25

[sources.accord]
title = "invented"
address = "invented"

[[parameter]]
id = "val.reply"
rules = ["val"]
title = "Réponse"
unit = "period"
factor = "seizure"
versions = [{ value = "P10D", article = "art. 2", source = "accord" }]
""",
    "scenarios/stade.toml": """
clause = "C05"
titre = "Un signalement suffit"
recue_le = 2021-07-05

[ligne]
id_dossier = "99-1"
mois_transfert = "2021-07"
stade_procedure = "signalement"
parc = "prive"
locataire_nom = "Zzexemplard"
adresse_voie = "1 rue du Val"
adresse_commune_insee = "99001"
suivi_service_social = "non_suivi"
source_suivi = "caf"

[[scenario]]
titre = "Un signalement"
alors = [{ le = 2021-07-05, verdict = "eligible", motifs = [] }]

[[scenario]]
titre = "Assigné : à demander ; la CAF suit ensuite le ménage"
liste = [{ stade_procedure = "assignation" }]
puis = [{ le = 2021-07-12, saisie = "réponse", partenaire = "caf", dit = "suivi" }]
alors = [
  { le = 2021-07-11, verdict = "to-check", motifs = ["upstream-stage"] },
  { le = 2021-07-12, verdict = "not-eligible", motifs = ["not-followed"] },
]
""",
    "former_communes.csv": "insee,name,current_insee,current_name\n99004,Vieuxval,99003,Basval\n",
}


@pytest.fixture(scope="session")
def pack_files() -> dict[str, str]:
    """Return the files of the small pack, name -> text."""
    return dict(PACK)


@pytest.fixture
def pack(tmp_path: Path, pack_files: dict[str, str]) -> Path:
    """Write the small pack and return its folder."""
    folder = tmp_path / "pack"
    folder.mkdir()
    for name, text in pack_files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def change(pack: Path) -> Callable[[str, str, str], None]:
    """Return a function that replaces one passage of a file of the pack."""

    def run(name: str, old: str, new: str) -> None:
        text = (pack / name).read_text(encoding="utf-8")
        assert old in text
        (pack / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return run


_numbers = count()

Install = Callable[..., list[EntryPoint]]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Return a function that installs plugins, name -> source, and returns their entry points.

    Each is a distribution of its own with its metadata, as pip would leave it.
    """

    def run(version: str = "1.0", **sources: str) -> list[EntryPoint]:
        site = tmp_path / f"site{next(_numbers)}"
        site.mkdir()
        for plugin, source in sources.items():
            module = f"plugin_of_a_test_{next(_numbers)}"
            (site / f"{module}.py").write_text(source, encoding="utf-8")
            info = site / f"prevexp_{plugin}-{version}.dist-info"
            info.mkdir()
            (info / "METADATA").write_text(
                f"Metadata-Version: 2.1\nName: prevexp-{plugin}\nVersion: {version}\n", encoding="utf-8"
            )
            (info / "entry_points.txt").write_text(f"[prevexp]\n{plugin} = {module}\n", encoding="utf-8")
        monkeypatch.syspath_prepend(site)
        invalidate_caches()
        return [point for found in distributions(path=[str(site)]) for point in found.entry_points]

    return run


_LINE = {
    "id_dossier": "62-2021-1",
    "mois_transfert": "2021-05",
    "stade_procedure": "commandement_de_payer",
    "date_acte": "2021-04-12",
    "parc": "prive",
    "locataire_nom": "Zzexemplard",
    "locataire_prenom": "Camille",
    "adresse_voie": "1 rue du Modèle Inventé",
    "adresse_code_postal": "62000",
    "adresse_commune_insee": "62041",
    "dette_locative_eur": "1560.50",
    "suivi_service_social": "non_suivi",
    "source_suivi": "caf",
    "information_rgpd": "oui",
}


@pytest.fixture
def list_lines() -> Callable[..., list[dict[str, str]]]:
    """Return a function that makes the lines of a monthly list, one for each reference."""

    def made(*references: str) -> list[dict[str, str]]:
        return [
            _LINE
            | {"id_dossier": reference, "locataire_nom": f"Zz{reference}", "adresse_voie": f"{number} rue Inventée"}
            for number, reference in enumerate(references, 1)
        ]

    return made


@pytest.fixture
def monthly_list(tmp_path: Path, list_lines: Callable[..., list[dict[str, str]]]) -> Callable[..., Path]:
    """Return a function that writes a monthly list with one line for each reference."""

    def written(*references: str) -> Path:
        path = tmp_path / f"liste-{next(_numbers)}.csv"
        rows = [",".join(_LINE), *(",".join(line.values()) for line in list_lines(*references))]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        return path

    return written


@pytest.fixture
def opened(tmp_path: Path) -> Callable[..., Caseload]:
    """Return a function that opens a caseload of territory 62 with the plugins of these entry points."""

    def run(
        points: list[EntryPoint],
        *,
        store: str = "memory:",
        territory: str = "62",
        settings: Mapping[str, object] | None = None,
    ) -> Caseload:
        own = next(point for point in entry_points(group="prevexp") if point.name == "departement-62")
        return prevexp.open(
            store,
            territory=territory,
            key_file=tmp_path / "keys" / "master.key",
            now=lambda: datetime(2021, 5, 4, 9, 30, tzinfo=UTC),
            registry=Registry.build([own, *points], settings=settings),
        )

    return run
