"""Reads the sharing matrix, all problems in one pass, and the durations: what comes with prevexp."""

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any
from typing import TypeVar

from ..domain.errors import InvalidValue
from ..domain.sharing import Direction
from ..domain.sharing import Extract
from ..domain.sharing import FileState
from ..domain.sharing import GroundKind
from ..domain.sharing import Recipient
from ..domain.sharing import SharingPurpose
from ..domain.vocabulary import FieldGroup
from ..law.period import Period
from .matrix import Matrix
from .matrix import Row
from .retention import Duration
from .retention import RetentionRules
from .retention import RetentionStage

_E = TypeVar("_E", bound=StrEnum)

_NEEDED = frozenset({"partner", "direction", "states", "authorisation", "purpose", "basis", "valid_from", "source"})
_OPTIONAL = frozenset({"groups", "by_hand", "extracts", "facts_only", "valid_to"})


@cache
def core_matrix() -> Matrix:
    """Return the matrix that comes with prevexp, without any act of a territory. Raises InvalidValue if it is wrong."""
    return read_matrix((files(__package__) / "data" / "matrix.toml").read_text(encoding="utf-8"))


def read_matrix(text: str) -> Matrix:
    """Read the rows of a matrix. Raises InvalidValue with every problem in `params["problems"]`."""
    problems: list[str] = []
    rows: list[Row] = []
    for number, entry in enumerate(tomllib.loads(text).get("share", ()), start=1):
        try:
            rows.append(_row(entry))
        except (InvalidValue, KeyError, TypeError, ValueError) as error:
            problems.append(f"share {number}: {error}")
    problems += _twice(rows)
    if problems:
        raise InvalidValue(f"{len(problems)} problems in the matrix: " + "; ".join(problems), problems=tuple(problems))
    return Matrix(rows=tuple(rows))


def _row(entry: Mapping[str, Any]) -> Row:
    if missing := sorted(_NEEDED - entry.keys()):
        raise InvalidValue(f"keys {missing} are missing")
    if unknown := sorted(entry.keys() - _NEEDED - _OPTIONAL):
        raise InvalidValue(f"unknown keys {unknown}")
    return Row(
        partner=Recipient(entry["partner"]),
        direction=Direction(entry["direction"]),
        groups=_members(entry, "groups", FieldGroup),
        by_hand=_members(entry, "by_hand", FieldGroup),
        extracts=_members(entry, "extracts", Extract),
        facts_only=entry.get("facts_only", False),
        states=_members(entry, "states", FileState),
        authorisation=entry["authorisation"],
        purpose=SharingPurpose(entry["purpose"]),
        basis=GroundKind(entry["basis"]),
        valid_from=entry["valid_from"],
        valid_to=entry.get("valid_to"),
        source=entry["source"],
    )


def _members(entry: Mapping[str, Any], key: str, kind: type[_E]) -> frozenset[_E]:
    words = entry.get(key, [])
    if type(words) is not list or len(set(words)) < len(words):
        raise InvalidValue(f"{key}: a list of words is needed, each once")
    return frozenset(kind(word) for word in words)


def _twice(rows: list[Row]) -> list[str]:
    """Tell the rows that say again what another says: which of them counts would not be seen."""
    found: list[str] = []
    for number, row in enumerate(rows, start=1):
        for other in rows[: number - 1]:
            same = (row.partner, row.direction, row.purpose, row.basis, row.authorisation) == (
                other.partner,
                other.direction,
                other.purpose,
                other.basis,
                other.authorisation,
            )
            ends = [one.valid_to for one in (row, other)]
            starts = [one.valid_from for one in (row, other)]
            meets = all(end is None or end >= start for end, start in zip(ends, reversed(starts), strict=True))
            if same and meets and row.states & other.states and set(row.items) & set(other.items):
                found.append(f"share {number}: says again what another row says")
    return found


@cache
def core_retention() -> RetentionRules:
    """Return how long data are kept where a territory says nothing of it."""
    return read_durations((files(__package__) / "data" / "retention.toml").read_text(encoding="utf-8"))


def read_durations(text: str) -> RetentionRules:
    """Read how long data are kept. Raises InvalidValue."""
    rows = tomllib.loads(text)["duration"]
    return RetentionRules(
        durations=tuple(
            Duration(
                stage=RetentionStage(row["stage"]),
                period=Period.parse(row["period"]),
                valid_from=row["valid_from"],
                valid_to=row.get("valid_to"),
                source=row["source"],
            )
            for row in rows
        )
    )
