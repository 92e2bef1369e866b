"""Reads the data files of the law, all problems in one pass: gaps, overlaps, unknown units, sources and factors."""

import tomllib
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any
from typing import cast

from ..domain.errors import InvalidValue
from ..domain.errors import LawInvalid
from .holidays import Holiday
from .law import Law
from .parameters import Factor
from .parameters import Parameter
from .parameters import Source
from .parameters import State
from .parameters import Status
from .parameters import Unit
from .parameters import Value
from .parameters import Version
from .parameters import gaps_and_overlaps
from .period import Period
from .policies import Policy
from .policies import PolicyId

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
    texts = {name: (folder / f"{name}.toml").read_text(encoding="utf-8") for name in _names()}
    return read_law(texts)


def read_law(texts: Mapping[str, str]) -> Law:
    """Read the law from the texts of its files, by name (`sources`, `holidays`, `policies` and one for each subject).

    Raises LawInvalid with every problem in `params["problems"]`, as `file: parameter: what is wrong`.
    """
    raw = {name: tomllib.loads(text) for name, text in texts.items()}
    problems: list[str] = []
    sources = {key: Source(key=key, **told) for key, told in raw["sources"].items()}
    parameters: dict[str, Parameter] = {}
    for name in raw.keys() - {"sources", "holidays", "policies"}:
        for entry in raw[name].get("parameter", ()):
            found = read_parameter(entry, raw[name], sources, where=name, problems=problems)
            if found is not None and found.id in parameters:
                problems.append(f"{name}: {found.id}: stands twice")
            elif found is not None:
                parameters[found.id] = found
    holidays = raw["holidays"]
    if problems:
        raise LawInvalid(f"{len(problems)} problems in the legal data: " + "; ".join(problems), problems=problems)
    order = [entry["id"] for name in SUBJECTS if name in raw for entry in raw[name]["parameter"]]
    return Law(
        parameters={id_: parameters[id_] for id_ in sorted(parameters, key=lambda id_: _place(order, id_))},
        policies={entry["id"]: _policy(entry) for entry in raw["policies"]["policy"]},
        holidays=tuple(_holidays(holidays)),
        departments=tuple(holidays["departments"]),
        overseas=frozenset(holidays["overseas"]),
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
    try:
        unit = Unit(entry["unit"])
        versions = tuple(_version(one, unit, file["reviewed_on"], sources) for one in entry["versions"])
        parameter = Parameter(
            id=entry["id"],
            rules=tuple(entry["rules"]),
            subject=file["subject"],
            title=entry["title"],
            unit=unit,
            factor=Factor(entry["factor"]),
            factor_inferred=entry.get("factor_inferred", False),
            rivals=tuple(Factor(rival) for rival in entry.get("rivals", ())),
            versions=versions,
        )
    except KeyError as missing:
        problems.append(f"{told}: {missing} is missing or not known")
        return None
    except (ValueError, InvalidValue, TypeError) as wrong:
        problems.append(f"{told}: {wrong}")
        return None
    problems.extend(f"{told}: {problem}" for problem in gaps_and_overlaps(versions))
    return parameter


def _version(entry: Mapping[str, Any], unit: Unit, reviewed_on: date, sources: Mapping[str, Source]) -> Version:
    known = {"from", "to", "state", "value", "article", "source", "status", "reviewed_on", "read_until", "note"}
    if unknown := sorted(entry.keys() - known):
        raise InvalidValue(f"unknown keys {unknown}")
    state = State(entry.get("state", State.IN_FORCE))
    if (state is State.IN_FORCE) != ("value" in entry):
        raise InvalidValue("a version in force has a value, and only such a one")
    return Version(
        valid_from=entry.get("from"),
        valid_to=entry.get("to"),
        state=state,
        value=_value(entry["value"], unit) if state is State.IN_FORCE else None,
        article=entry["article"],
        sources=tuple(sources[key] for key in entry["source"].split()),
        status=Status(entry.get("status", Status.TEXT)),
        reviewed_on=entry.get("reviewed_on", reviewed_on),
        read_until=entry.get("read_until"),
        note=entry.get("note", ""),
    )


def _value(raw: Any, unit: Unit) -> Value:
    if unit is Unit.PERIOD:
        return Period.parse(raw)
    if type(raw) is not _KINDS.get(unit, str):
        raise InvalidValue(f"a value of unit {unit} is a {_KINDS.get(unit, str).__name__}")
    return cast(Value, raw)


def _policy(entry: Mapping[str, Any]) -> Policy:
    return Policy(**{**entry, "id": PolicyId(entry["id"]), "choices": tuple(entry["choices"])})


def _holidays(raw: Mapping[str, Any]) -> Iterator[Holiday]:
    for entry in raw["holiday"]:
        fixed = entry.get("fixed")
        yield Holiday(
            name=entry["name"],
            month=int(fixed[:2]) if fixed else None,
            day=int(fixed[3:]) if fixed else None,
            easter=entry.get("easter"),
            departments=frozenset(entry.get("departments", ())),
            where=entry.get("where"),
            from_year=entry.get("from_year"),
            to_year=entry.get("to_year"),
            article=raw["articles"][entry["basis"]]["article"],
        )


def _names() -> tuple[str, ...]:
    return (*SUBJECTS, "sources", "holidays", "policies")


def _place(order: list[str], id_: str) -> int:
    return order.index(id_) if id_ in order else len(order)
