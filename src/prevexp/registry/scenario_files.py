"""scenarios/*.toml: what a territory says comes of a list; read with the pack, played by its tests."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from typing import Any

from prevexp.domain.procedure import PROCEDURE_FIELDS
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Verdict

from .folder import SCENARIOS
from .folder import PackFolder
from .problems import ProblemCode
from .problems import nearest
from .scenarios import COLUMNS
from .scenarios import LaterEntry
from .scenarios import Learnt
from .scenarios import ListScenario
from .sections import Section


def read_scenarios(folder: PackFolder) -> tuple[ListScenario, ...]:
    """Read every file: `clause`, `titre`, the usual line [ligne], and [[scenario]], each changing that line."""
    return tuple(scenario for top in folder.tomls_in(SCENARIOS) for scenario in scenarios_of(top))


def scenarios_of(
    top: Section, usual: Mapping[str, str] | None = None, received_on: date | None = None
) -> tuple[ListScenario, ...]:
    """Read the scenarios of one file; `usual` and `received_on` hold where a file has no line and no day of its own."""
    clause = top.text("clause")
    top.text("titre")
    received_on = top.day_if_any("recue_le") or received_on
    line = _cells(top.section("ligne")) if usual is None or "ligne" in top.table else dict(usual)
    read = [_scenario(section, clause, line, received_on) for section in top.sections("scenario")]
    if not read and "scenario" not in top.faulty:
        top.report(ProblemCode.MISSING_KEY, "scenario", expected="au moins une table [[scenario]]")
    top.close()
    return tuple(scenario for scenario in read if scenario is not None)


def _scenario(section: Section, clause: str, usual: dict[str, str], received_on: date | None) -> ListScenario | None:
    title = section.text("titre")
    day = section.day("recue_le") if received_on is None or "recue_le" in section.table else received_on
    allocated_on = section.day_if_any("attribue_le")
    again = section.flag("encore") if "encore" in section.table else False
    lines = [usual | _cells(line) for line in section.sections("liste")] or [usual]
    later = [entry for one in section.sections("puis") if (entry := _later(one))]
    expected = [_expected(one) for one in section.sections("alors")]
    if not expected and "alors" not in section.faulty:
        section.report(ProblemCode.MISSING_KEY, "alors", expected="ce qui est lu, et quel jour")
    return section.build(
        lambda: ListScenario(
            file=section.file.name,
            clause=clause,
            title=title,
            received_on=day,
            again=again,
            lines=tuple(lines),
            later=tuple(later),
            allocated_on=allocated_on,
            expected=tuple(expected),
        )
    )


def _cells(section: Section) -> dict[str, str]:
    """Read the cells of a line by their canonical columns; a cell may be empty."""
    found: dict[str, str] = {}
    for column in section.table:
        if column not in COLUMNS:
            section.report(ProblemCode.UNKNOWN_KEY, column, nearest_to=nearest(column, COLUMNS))
        found[column] = section.text(column, "")
    return found


def _later(section: Section) -> LaterEntry | None:
    on = section.day("le")
    if "commande" in section.table:
        command = section.text("commande")
        fields = {key: value for key, value in section.table.items() if key not in {"le", "commande"}}
        return LaterEntry(on=on, command=command, fields=fields)
    learnt = section.choice("saisie", Learnt)
    partner = section.text("partenaire") if "partenaire" in section.table else None
    answer = section.choice("dit", SocialServicesAnswer) if learnt is Learnt.ANSWER else None
    read = _facts(section.section("lu")) if learnt is Learnt.DOCUMENTS else {}
    return section.build(lambda: LaterEntry(on=on, learnt=learnt, partner=partner, answer=answer, fields=read))


def _facts(section: Section) -> Mapping[str, Any]:
    """Read facts of the procedure by their names; what they hold is checked where they are noted."""
    for name in section.table.keys() - set(PROCEDURE_FIELDS):
        section.report(ProblemCode.UNKNOWN_KEY, name, nearest_to=nearest(name, PROCEDURE_FIELDS))
    return section.table


_READ: Mapping[str, Callable[[Section, str], Any]] = {
    "verdict": lambda section, key: section.choice(key, Verdict),
    "motifs": lambda section, key: list(section.texts(key)),
    "echeances": lambda section, key: _days(section.section(key)),
    "contact": Section.text,
    "canal": lambda section, key: section.choice(key, Channel),
    "jour": Section.day,
    "ccapex": Section.text,
    "dossiers": Section.whole,
    "attribues": Section.whole,
    "metiers": lambda section, key: list(section.texts(key)),
    "refus": Section.text,
}
"""What may stand in `alors`, and how it is read."""


def _expected(section: Section) -> Mapping[str, Any]:
    found: dict[str, Any] = {"le": section.day("le")}
    for key in section.table.keys() & _READ.keys():
        found[key] = _READ[key](section, key)
    section.seen |= _READ.keys()
    section.close()
    return found


def _days(section: Section) -> Mapping[str, date]:
    return {kind: section.day(kind) for kind in section.table}
