"""The communes of a pack: communes.csv, arrondissements.csv and former_communes.csv become one register."""

import re
from enum import StrEnum

from prevexp.domain.places import Arrondissement
from prevexp.domain.places import Commune
from prevexp.domain.places import CommuneRegister
from prevexp.domain.places import FormerCommune

from .folder import PackFolder
from .problems import ProblemCode
from .rows import CsvFile

COMMUNES = "communes.csv"
ARRONDISSEMENTS = "arrondissements.csv"
FORMER = "former_communes.csv"

_COMMUNE_COLUMNS = ("insee", "name", "arrondissement", "postcodes", "population", "zone")
_INSEE = re.compile(r"\d[0-9AB]\d{3}")
_POSTCODES = re.compile(r"\d{5}( \d{5})*")


class Zone(StrEnum):
    """The rural class of a commune, as written in communes.csv."""

    RURAL = "rural"
    URBAN = "urban"


_ZONES = frozenset(zone.value for zone in Zone)


def read_register(folder: PackFolder, department: str) -> CommuneRegister:
    """Read the three files; what is wrong is noted in the folder's problems."""
    arrondissements = _arrondissements(folder)
    communes = _communes(folder, department, arrondissements)
    former = _former(folder, communes)
    file = CsvFile(name=ARRONDISSEMENTS, problems=folder.problems)
    served = {commune.arrondissement for commune in communes.values()}
    for line, arrondissement in enumerate(arrondissements.values(), 2):
        if communes and arrondissement.code not in served:
            file.report(ProblemCode.CONTRADICTION, line, "code", expected=f"une commune au moins dans {COMMUNES}")
        if communes and arrondissement.seat not in communes:
            file.report(ProblemCode.UNKNOWN_VALUE, line, "seat", expected=f"code INSEE de {COMMUNES}")
    return CommuneRegister(department=department, communes=communes, former=former, arrondissements=arrondissements)


def _arrondissements(folder: PackFolder) -> dict[str, Arrondissement]:
    file = CsvFile(name=ARRONDISSEMENTS, problems=folder.problems)
    found: dict[str, Arrondissement] = {}
    for line, (code, name, seat) in file.read(folder.text(ARRONDISSEMENTS), ("code", "name", "seat")):
        if code in found:
            file.report(ProblemCode.TWICE, line, "code")
        found[code] = Arrondissement(code=code, name=name, seat=seat)
    return found


def _communes(folder: PackFolder, department: str, arrondissements: dict[str, Arrondissement]) -> dict[str, Commune]:
    file = CsvFile(name=COMMUNES, problems=folder.problems)
    found: dict[str, Commune] = {}
    for line, row in file.read(folder.text(COMMUNES), _COMMUNE_COLUMNS):
        insee, name, arrondissement, postcodes, population, zone = row
        if not _INSEE.fullmatch(insee) or not insee.startswith(department):
            file.report(ProblemCode.WRONG_TYPE, line, "insee", expected=f"code INSEE de 5 caractères, {department}…")
        elif insee in found:
            file.report(ProblemCode.TWICE, line, "insee")
        if not _POSTCODES.fullmatch(postcodes):
            file.report(ProblemCode.WRONG_TYPE, line, "postcodes", expected="codes de 5 chiffres séparés par un espace")
        if arrondissements:
            file.check(line, "arrondissement", arrondissement, arrondissements)
        file.check(line, "zone", zone, _ZONES)
        found[insee] = Commune(
            insee=insee,
            name=name,
            arrondissement=arrondissement,
            postcodes=frozenset(postcodes.split()),
            population=file.whole(line, "population", population),
            rural=zone == Zone.RURAL,
        )
    return found


def _former(folder: PackFolder, communes: dict[str, Commune]) -> dict[str, FormerCommune]:
    file = CsvFile(name=FORMER, problems=folder.problems)
    found: dict[str, FormerCommune] = {}
    text = folder.text_if_any(FORMER)
    columns = ("insee", "name", "current_insee", "current_name")
    for line, (insee, name, current, current_name) in file.read(text, columns):
        if insee in communes:
            file.report(ProblemCode.CONTRADICTION, line, "insee", expected=f"un code absent de {COMMUNES}")
        if insee in found:
            file.report(ProblemCode.TWICE, line, "insee")
        if communes and current not in communes:
            file.report(ProblemCode.UNKNOWN_VALUE, line, "current_insee", expected=f"code INSEE de {COMMUNES}")
        elif communes and communes[current].name != current_name:
            file.report(ProblemCode.CONTRADICTION, line, "current_name", expected=communes[current].name)
        found[insee] = FormerCommune(insee=insee, name=name, current_insee=current, current_name=current_name)
    return found
