"""Reads the tables beside the parameters: sources, holidays, policies; a problem is noted and the reading goes on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from ..domain.errors import InvalidValue
from .calendar import TEMPLE
from .holidays import Holiday
from .parameters import Source
from .policies import Policy
from .policies import PolicyId

_LEAP_YEAR = "2000"


@attrs.frozen
class Noting:
    """A block in which what is wrong with an entry is added to `problems`, as `told: what is wrong`, and left."""

    problems: list[str]
    told: str

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        """Note an entry that lacks something or says something else than it should; other errors pass."""
        if isinstance(error, KeyError):
            self.problems.append(f"{self.told}: {error} is missing or not known")
        elif isinstance(error, ValueError | TypeError | AttributeError):
            self.problems.append(f"{self.told}: {error}")
        else:
            return False
        return True


def refuse_unknown_keys(entry: Mapping[str, Any], known: frozenset[str]) -> None:
    """Raise InvalidValue for keys that nobody reads, which are misspelt ones."""
    if unknown := sorted(entry.keys() - known):
        raise InvalidValue(f"unknown keys {unknown}")


def text_of(entry: Mapping[str, Any], key: str) -> str:
    """Return a text that is there and not blank."""
    text = entry[key]
    if type(text) is not str or not text.strip():
        raise InvalidValue(f"{key} is a text")
    return text


def day_of(entry: Mapping[str, Any], key: str) -> date | None:
    """Return a plain day, None if there is none; a day with an hour is refused."""
    day = entry.get(key)
    if day is not None and type(day) is not date:
        raise InvalidValue(f"{key} is a day such as 2023-07-29")
    return day


def day_of_year(text: str) -> tuple[int, int]:
    """Return month and day of a day of the year written 11-01. Raises ValueError for one that does not exist."""
    day = date.fromisoformat(f"{_LEAP_YEAR}-{text}")
    return day.month, day.day


def read_sources(raw: Mapping[str, Any], problems: list[str]) -> dict[str, Source]:
    """Return the sources by key."""
    found: dict[str, Source] = {}
    for key, told in raw.items():
        with Noting(problems, f"sources: {key}"):
            refuse_unknown_keys(told, frozenset({"title", "address"}))
            found[key] = Source(key=key, title=text_of(told, "title"), address=text_of(told, "address"))
    return found


def read_policies(raw: Mapping[str, Any], problems: list[str]) -> dict[str, Policy]:
    """Return the policies by id; every open question has one."""
    found: dict[str, Policy] = {}
    for entry in raw["policy"]:
        with Noting(problems, f"policies: {entry.get('id', 'a policy without id')}"):
            refuse_unknown_keys(entry, frozenset(field.name for field in attrs.fields(Policy)))
            id_ = PolicyId(entry["id"])
            if id_ in found:
                raise InvalidValue("stands twice")
            if entry["default"] not in entry["choices"]:
                raise InvalidValue("the default is none of the choices")
            texts = {key: text_of(entry, key) for key in ("title", "default", "why")}
            found[id_] = Policy(id=id_, choices=tuple(entry["choices"]), **texts)
    problems.extend(f"policies: {id_}: is not there" for id_ in PolicyId if id_ not in found)
    return found


def read_holidays(raw: Mapping[str, Any], sources: Mapping[str, Source], problems: list[str]) -> tuple[Holiday, ...]:
    """Return the holidays, each with the text that sets it."""
    for key, told in raw["articles"].items():
        with Noting(problems, f"holidays: {key}"):
            text_of(told, "article")
            if told["source"] not in sources:
                raise InvalidValue(f"unknown source {told['source']}")
    found: list[Holiday] = []
    for entry in raw["holiday"]:
        with Noting(problems, f"holidays: {entry.get('name', 'a holiday without name')}"):
            found.append(_holiday(entry, raw))
    return tuple(found)


_HOLIDAY_KEYS = frozenset({"name", "fixed", "easter", "departments", "where", "from_year", "to_year", "basis"})


def _holiday(entry: Mapping[str, Any], raw: Mapping[str, Any]) -> Holiday:
    refuse_unknown_keys(entry, _HOLIDAY_KEYS)
    if ("fixed" in entry) == ("easter" in entry):
        raise InvalidValue("a holiday is either fixed or counted from Easter")
    month, day = day_of_year(entry["fixed"]) if "fixed" in entry else (None, None)
    if unknown := sorted(set(entry.get("departments", ())) - set(raw["departments"])):
        raise InvalidValue(f"unknown départements {unknown}")
    if entry.get("where", TEMPLE) != TEMPLE:
        raise InvalidValue(f"where is {TEMPLE}")
    return Holiday(
        name=text_of(entry, "name"),
        month=month,
        day=day,
        easter=entry.get("easter"),
        departments=frozenset(entry.get("departments", ())),
        where=entry.get("where"),
        from_year=entry.get("from_year"),
        to_year=entry.get("to_year"),
        article=raw["articles"][entry["basis"]]["article"],
    )
