"""rounds.toml and centres.csv: how far a worker gets in a day, and where the communes lie. Both may be missing."""

import re
from importlib.resources import files

from prevexp.casework.rounds.rules import RoundsRules
from prevexp.domain.places import CommuneRegister
from prevexp.domain.places import Position
from prevexp.domain.team import Team

from .folder import PackFolder
from .problems import ProblemCode
from .rows import CsvFile
from .sections import Section
from .sections import TomlFile

ROUNDS = "rounds.toml"
CENTRES = "centres.csv"

_HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_DEGREES = re.compile(r"-?\d{1,3}\.\d{1,6}")


def read_rounds(folder: PackFolder, register: CommuneRegister, team: Team) -> RoundsRules | None:
    """Read the rounds of a territory, or the default ones; None if a problem was noted."""
    section = folder.toml_if_any(ROUNDS) or TomlFile(name=ROUNDS, problems=folder.problems).read(_default_text())
    return _rules(section, register, team)


def default_rounds() -> RoundsRules:
    """Return what holds in a territory that says nothing of its rounds."""
    section = TomlFile(name=ROUNDS, problems=[]).read(_default_text())
    rules = _rules(section, CommuneRegister(department="", communes={}), Team(workers=()))
    assert rules is not None, section.file.problems  # noqa: S101 - data shipped with the code
    return rules


def read_centres(folder: PackFolder, register: CommuneRegister) -> dict[str, Position]:
    """Read where the communes lie; a territory without the file groups visits by commune and arrondissement only."""
    file = CsvFile(name=CENTRES, problems=folder.problems)
    found: dict[str, Position] = {}
    for line, (insee, latitude, longitude) in file.read(
        folder.text_if_any(CENTRES), ("insee", "latitude", "longitude")
    ):
        if insee not in register.communes:
            file.report(ProblemCode.UNKNOWN_VALUE, line, "insee", expected="code INSEE de communes.csv")
        elif insee in found:
            file.report(ProblemCode.TWICE, line, "insee")
        north, east = _degrees(file, line, "latitude", latitude), _degrees(file, line, "longitude", longitude)
        found[insee] = Position(latitude=north, longitude=east)
    return found


def _degrees(file: CsvFile, line: int, column: str, cell: str) -> float:
    most = 90 if column == "latitude" else 180
    if _DEGREES.fullmatch(cell) and abs(float(cell)) <= most:
        return float(cell)
    file.report(ProblemCode.WRONG_TYPE, line, column, expected="degrés WGS84 avec un point, par exemple 50.2901")
    return 0.0


def _default_text() -> str:
    return files(__package__).joinpath("data", ROUNDS).read_text(encoding="utf-8")


def _rules(top: Section, register: CommuneRegister, team: Team) -> RoundsRules | None:
    starts_at, ends_at = _minutes(top, "starts_at"), _minutes(top, "ends_at")
    by_visit, source, bases = top.flag("follow_up_by_visit"), top.text("source"), _bases(top, register, team)
    figures = {
        name: top.whole(name)
        for name in (
            "day_minutes",
            "visit_minutes",
            "speed_kmh",
            "detour_percent",
            "within_commune_km",
            "same_arrondissement_km",
            "other_arrondissement_km",
            "longest_wait_days",
            "horizon_days",
        )
    }
    return top.build(
        lambda: RoundsRules(
            starts_at=starts_at, ends_at=ends_at, follow_up_by_visit=by_visit, source=source, bases=bases, **figures
        )
    )


def _minutes(top: Section, key: str) -> int:
    """Read an hour, as minutes after midnight."""
    hour = _HOUR.fullmatch(top.text(key))
    if hour is None and key not in top.faulty:
        top.report(ProblemCode.WRONG_TYPE, key, expected='heure, par exemple "09:00"')
    return int(hour[1]) * 60 + int(hour[2]) if hour else 0


def _bases(top: Section, register: CommuneRegister, team: Team) -> dict[str, str]:
    """Read [[base]]: the commune a worker starts from; of whom nothing is said, see `base_of`."""
    found: dict[str, str] = {}
    workers = [str(one.worker_id) for one in team.workers]
    for section in top.sections("base"):
        worker, commune = section.text("worker"), section.text("commune")
        if worker not in workers and "worker" not in section.faulty:
            section.report(ProblemCode.UNKNOWN_VALUE, "worker", expected=", ".join(workers))
        if commune not in register.communes and "commune" not in section.faulty:
            section.report(ProblemCode.UNKNOWN_VALUE, "commune", expected="code INSEE de communes.csv")
        if worker in found:
            section.report(ProblemCode.TWICE, "worker")
        section.close()
        found[worker] = commune
    return found
