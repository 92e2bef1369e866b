"""Reads the checklist from its data file, all problems in one pass."""

import tomllib
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from typing import TypeVar

from ...domain.errors import LawInvalid
from ...domain.vocabulary import ActKind
from ..law import Law
from ..loading import national_law
from ..parameters import Source
from .finding import Ask
from .sheet import Adviser
from .sheet import Checklist
from .sheet import CheckSheet
from .sheet import Sanction
from .sheet import SanctionKind

T = TypeVar("T")
_TEXTS = ("title", "question", "consequence", "proof", "document", "next", "articles", "source")
_CHECK_KEYS = {*_TEXTS, "id", "number", "slug", "rules", "answers_to", "parameters", "acts", "sanction", "ask", "with"}


@cache
def national_checklist() -> Checklist:
    """Return the checklist of the shipped data file. Raises LawInvalid if it contradicts itself."""
    text = (files("prevexp.law") / "data" / "act-review.toml").read_text(encoding="utf-8")
    return read_checklist(text, national_law())


def read_checklist(text: str, law: Law) -> Checklist:
    """Read a checklist; sources and parameters are those of the law.

    Raises LawInvalid with every problem in `params["problems"]`, as `act-review: entry: what is wrong`.
    """
    raw = tomllib.loads(text)
    problems: list[str] = []
    sanctions = _entries(raw["sanction"], lambda entry: _sanction(entry, law.sources), problems)
    by_kind = {sanction.kind: sanction for sanction in sanctions}
    sheets = _entries(raw["check"], lambda entry: _sheet(entry, law, by_kind), problems)
    problems += _twice(sheet.id for sheet in sheets)
    problems += _twice(id_ for sheet in sheets for id_ in sheet.answers_to)
    problems += [f"act-review: {kind}: no such sanction is described" for kind in SanctionKind if kind not in by_kind]
    if problems:
        raise LawInvalid(f"{len(problems)} problems in the checklist: " + "; ".join(problems), problems=problems)
    return Checklist(sheets={sheet.id: sheet for sheet in sheets}, sanctions=by_kind)


def _entries(raw: Iterable[Mapping[str, Any]], read: Callable[[Mapping[str, Any]], T], problems: list[str]) -> list[T]:
    found = []
    for entry in raw:
        told = f"act-review: {entry.get('id', 'an entry without id')}"
        try:
            found.append(read(entry))
        except KeyError as missing:
            problems.append(f"{told}: {missing} is missing or not known")
        except (ValueError, TypeError) as wrong:
            problems.append(f"{told}: {wrong}")
    return found


def _sanction(entry: Mapping[str, Any], sources: Mapping[str, Source]) -> Sanction:
    return Sanction(
        kind=SanctionKind(entry["id"]),
        title=entry["title"],
        harm_needed=entry.get("harm_needed"),
        words=entry["words"],
        proof=entry["proof"],
        when=entry["when"],
        articles=entry["articles"],
        sources=_sources(entry, sources),
    )


def _sheet(entry: Mapping[str, Any], law: Law, sanctions: Mapping[SanctionKind, Sanction]) -> CheckSheet:
    if unknown := sorted(entry.keys() - _CHECK_KEYS):
        raise ValueError(f"unknown keys {unknown}")
    empty = [name for name in _TEXTS if not entry[name]]
    if empty:
        raise ValueError(f"nothing is said in {empty}")
    return CheckSheet(
        id=entry["id"],
        number=entry["number"],
        slug=entry["slug"],
        title=entry["title"],
        question=entry["question"],
        rules=tuple(entry["rules"]),
        answers_to=tuple(entry.get("answers_to", ())),
        parameters=tuple(law.parameters[id_].id for id_ in entry["parameters"]),
        acts=frozenset(map(ActKind, entry["acts"])),
        sanction=sanctions[SanctionKind(entry["sanction"])],
        consequence=entry["consequence"],
        proof=entry["proof"],
        document=entry["document"],
        ask=Ask(entry["ask"]),
        next_step=entry["next"],
        advisers=tuple(map(Adviser, entry["with"])),
        articles=entry["articles"],
        sources=_sources(entry, law.sources),
    )


def _sources(entry: Mapping[str, Any], sources: Mapping[str, Source]) -> tuple[Source, ...]:
    return tuple(sources[key] for key in entry["source"].split())


def _twice(ids: Iterable[str]) -> list[str]:
    seen = list(ids)
    return [f"act-review: {id_}: stands twice" for id_ in dict.fromkeys(seen) if seen.count(id_) > 1]
