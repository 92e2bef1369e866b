"""Reads the data files of the law, all problems in one pass: gaps, overlaps, unknown units, sources and factors."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from typing import cast

from ..domain.errors import InvalidValue
from ..domain.errors import LawInvalid
from .clocktime import Hours
from .law import Law
from .parameters import Factor
from .parameters import Parameter
from .parameters import Source
from .parameters import State
from .parameters import Status
from .parameters import Unit
from .parameters import Value
from .parameters import Version
from .period import Period
from .tables import Noting
from .tables import day_of
from .tables import day_of_year
from .tables import read_holidays
from .tables import read_policies
from .tables import read_sources
from .tables import refuse_unknown_keys
from .tables import text_of

SUBJECTS = (
    "clause",
    "signal",
    "claims",
    "assignation",
    "hearing",
    "leaving",
    "aid",
    "insolvency",
    "routes",
    "operator",
    "act-review",
)
_TABLES = ("sources", "holidays", "policies")
_PARAMETER_KEYS = frozenset({"id", "rules", "title", "unit", "factor", "factor_inferred", "rivals", "versions"})
_VERSION_KEYS = frozenset(
    {"from", "to", "state", "value", "article", "source", "status", "reviewed_on", "read_until", "note"}
)
_KINDS: Mapping[Unit, type] = {
    Unit.WORKING_DAYS: int,
    Unit.MONTHS: int,
    Unit.TIMES_THE_RENT: int,
    Unit.CENTS: int,
    Unit.TERMS: int,
    Unit.FLAG: bool,
    Unit.DAY: date,
}


@cache
def national_law() -> Law:
    """Return the law of the shipped data files. Raises LawInvalid if they contradict themselves."""
    folder = files(__package__) / "data"
    texts = {name: (folder / f"{name}.toml").read_text(encoding="utf-8") for name in (*SUBJECTS, *_TABLES)}
    return read_law(texts)


def read_law(texts: Mapping[str, str]) -> Law:
    """Read the law from the texts of its files, by name (`sources`, `holidays`, `policies` and one for each subject).

    Raises LawInvalid with every problem in `params["problems"]`, as `file: parameter: what is wrong`.
    """
    problems: list[str] = []
    raw: dict[str, dict[str, Any]] = {}
    for name, text in texts.items():
        with Noting(problems, name):
            raw[name] = tomllib.loads(text)
    problems.extend(f"{name}: is not there or cannot be read" for name in _TABLES if name not in raw)
    _refuse(problems)
    sources = read_sources(raw["sources"], problems)
    parameters: dict[str, Parameter] = {}
    for name in (*SUBJECTS, *sorted(raw.keys() - {*SUBJECTS, *_TABLES})):
        for entry in raw.get(name, {}).get("parameter", ()):
            found = read_parameter(entry, raw[name], sources, where=name, problems=problems)
            if found is not None and found.id in parameters:
                problems.append(f"{name}: {found.id}: stands twice")
            elif found is not None:
                parameters[found.id] = found
    policies = read_policies(raw["policies"], problems)
    holidays = read_holidays(raw["holidays"], sources, problems)
    _refuse(problems)
    return Law(
        parameters=parameters,
        policies=policies,
        holidays=holidays,
        departments=tuple(raw["holidays"]["departments"]),
        overseas=frozenset(raw["holidays"]["overseas"]),
        sources=sources,
    )


def read_parameter(
    entry: Mapping[str, Any],
    file: Mapping[str, Any],
    sources: Mapping[str, Source],
    *,
    where: str,
    problems: list[str],
) -> Parameter | None:
    """Read one parameter; what is wrong is added to `problems` and gives None."""
    told = f"{where}: {entry.get('id', 'a parameter without id')}"
    versions: list[Version] = []
    with Noting(problems, told):
        refuse_unknown_keys(entry, _PARAMETER_KEYS)
        unit = Unit(entry["unit"])
        for number, one in enumerate(entry["versions"], start=1):
            with Noting(problems, f"{told}: version {number}"):
                versions.append(_version(one, unit, file["reviewed_on"], sources))
        if len(versions) < len(entry["versions"]):
            return None
        return Parameter(
            id=text_of(entry, "id"),
            rules=tuple(entry["rules"]),
            subject=text_of(file, "subject"),
            title=text_of(entry, "title"),
            unit=unit,
            factor=Factor(entry["factor"]),
            factor_inferred=entry.get("factor_inferred", False),
            rivals=tuple(Factor(rival) for rival in entry.get("rivals", ())),
            versions=tuple(versions),
        )
    return None


def _version(entry: Mapping[str, Any], unit: Unit, reviewed_on: date, sources: Mapping[str, Source]) -> Version:
    refuse_unknown_keys(entry, _VERSION_KEYS)
    state = State(entry.get("state", State.IN_FORCE))
    if (state is State.IN_FORCE) != ("value" in entry):
        raise InvalidValue("a version in force has a value, and only such a one")
    return Version(
        valid_from=day_of(entry, "from"),
        valid_to=day_of(entry, "to"),
        state=state,
        value=_value(entry["value"], unit) if state is State.IN_FORCE else None,
        article=text_of(entry, "article"),
        sources=tuple(sources[key] for key in text_of(entry, "source").split()),
        status=Status(entry.get("status", Status.TEXT)),
        reviewed_on=day_of({"reviewed_on": reviewed_on, **entry}, "reviewed_on") or reviewed_on,
        read_until=day_of(entry, "read_until"),
        note=entry.get("note", ""),
    )


def _value(raw: Any, unit: Unit) -> Value:
    if unit is Unit.PERIOD:
        return Period.parse(raw)
    if type(raw) is not _KINDS.get(unit, str):
        raise InvalidValue(f"a value of unit {unit} is of type {_KINDS.get(unit, str).__name__}")
    if type(raw) is int and raw < 0:
        raise InvalidValue("a number of the law is not negative")
    if unit is Unit.DAY_OF_YEAR:
        day_of_year(cast(str, raw))
    if unit is Unit.HOURS:
        hours = Hours.parse(cast(str, raw))
        if not hours.first < hours.last:
            raise InvalidValue("hours run from an earlier to a later one of the same day")
    return cast(Value, raw)


def _refuse(problems: list[str]) -> None:
    if problems:
        raise LawInvalid(f"{len(problems)} problems in the legal data: " + "; ".join(problems), problems=problems)
