"""What a note to a partner says of a case, heading by heading; only what is named here is ever written in one."""

from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from typing import Protocol

import attrs

from prevexp.casework.assessment.summary import Block
from prevexp.casework.assessment.summary import BlockKind
from prevexp.domain.sharing import Extract
from prevexp.domain.values import Secret
from prevexp.privacy.view import Told

from . import french
from .assessment import value_words
from .assessment_figures import capitalised
from .document_words import WORDS
from .labels import label
from .steps_rows import mediation_rows
from .steps_rows import plan_rows
from .steps_rows import steps_rows


@attrs.frozen
class Row:
    """What is asked, and under which names a view may answer it; the first that is known counts."""

    words: str
    paths: tuple[str, ...]
    always: bool = True


@attrs.frozen(kw_only=True)
class SectionTold:
    """A heading with what is said under it: the question, and the answer."""

    title: str
    rows: tuple[tuple[str, str], ...]


class Shown(Protocol):
    """What rows are made of: a view for a partner, or what is handed to the person itself."""

    @property
    def facts(self) -> Mapping[str, Any]:
        """Fields of the case."""
        ...

    @property
    def identity(self) -> Mapping[str, Secret | None]:
        """Fields of the vault."""
        ...

    @property
    def extracts(self) -> Mapping[Extract, Any]:
        """Single facts."""
        ...

    @property
    def told(self) -> tuple[Told, ...]:
        """Pieces told in one."""
        ...


def _read(*names: str) -> tuple[Row, ...]:
    """Name facts read on documents: told if they are known."""
    return tuple(Row(WORDS[name], (f"procedure.{name}",), always=False) for name in names)


_IDENTITY: Mapping[str, str] = {
    "surname": "nom",
    "first_name": "prénom",
    "born_on": "né(e) le",
    "phone": "téléphone",
    "email": "courriel",
    "street": "adresse",
    "postcode": "code postal",
}
_LANDLORD: Mapping[str, str] = {"landlord_name": "bailleur ou mandataire", "landlord_siret": "SIRET du bailleur"}

_HOUSEHOLD = (Row("personnes au foyer, d’après la liste", ("facts.persons",)),)
_DWELLING = (
    Row("parc", ("facts.stock",)),
    Row("nature du bailleur", ("facts.landlord_kind",)),
    Row("commune (code INSEE)", ("facts.commune",)),
    Row("bail conclu le", ("procedure.lease_concluded_on",)),
    *_read("lease_renewed_on", "surety"),
    Row("le ménage a quitté le logement le", ("departed_on",), always=False),
)
_DEBT = (
    Row("dette locative, d’après la liste", ("facts.arrears_cents",)),
    Row("décompte de la liste, du", ("facts.arrears_on",)),
    Row("dette dite soldée le", ("debt_settled_on",), always=False),
    Row("loyer mensuel avec charges", ("facts.rent_cents",)),
    *_read("rent_without_charges_cents", "charges_cents"),
    Row("aide au logement mensuelle", ("procedure.housing_aid_cents",)),
    *_read("aid_paid_to", "caf_reported_on"),
    Row("impayé signalé le", ("facts.signalled_on",), always=False),
)
_PROCEDURE = (
    Row("stade de la procédure", ("facts.stage",)),
    Row("dernier acte, d’après la liste", ("facts.act_on",), always=False),
    Row("commandement de payer signifié le", ("procedure.commandement_served_on",)),
    *_read("surety_served_on", "ccapex_seized_on"),
    Row("assignation signifiée le", ("procedure.assignation_served_on",)),
    *_read("prefect_notified_on", "dsf_body_seized_on"),
    Row("audience le", ("procedure.hearing_on", "facts.hearing_on")),
    *_read("judged_on", "decision_kind", "decision_served_on", "judge_time_until"),
    *_read("quit_notice_served_on", "prefect_seized", "prefect_seized_on"),
    *_read("force_requested_on", "force_answered_on", "force_answer", "moratorium_starts_on", "rp_decided_on"),
)

_SECTIONS: tuple[tuple[str, tuple[Row, ...], tuple[BlockKind, ...]], ...] = (
    ("Composition du ménage", _HOUSEHOLD, (BlockKind.SITUATION,)),
    ("Logement et bail", _DWELLING, (BlockKind.DWELLING,)),
    ("Dette locative", _DEBT, (BlockKind.DEBT,)),
    ("Procédure", _PROCEDURE, ()),
    ("Ressources et charges", (), (BlockKind.BUDGET, BlockKind.RESOURCES_IN_DETAIL)),
    ("Causes de l’impayé et situation", (), (BlockKind.CAUSES, BlockKind.ABILITIES, BlockKind.NEEDS)),
    ("Santé", (), (BlockKind.HEALTH,)),
    ("Propositions et démarches", (), (BlockKind.PROPOSALS,)),
)
"""In the order of the headings of the diagnostic social et financier (décret 2021-8; arrêté of 23 August 2022)."""


def sections(view: Shown) -> Iterator[SectionTold]:
    """Yield what a view lets a note say; a heading of which nothing may be said is left out."""
    yield from _section("Ménage", _named(view, _IDENTITY))
    yield from _section("Suivi", _extracts(view))
    blocks = {block.kind: block for block in view.told if isinstance(block, Block)}
    for title, asked, kinds in _SECTIONS:
        rows = [*_answers(view, asked)]
        if title == "Logement et bail":
            rows += _named(view, _LANDLORD)
        for kind in kinds:
            rows += _told(blocks[kind]) if kind in blocks else ()
        yield from _section(title, rows)
    for title, rows in steps_rows(view.told):
        yield from _section(title, rows)


def _section(title: str, rows: "Iterator[tuple[str, str]] | list[tuple[str, str]]") -> Iterator[SectionTold]:
    found = tuple(rows)
    if found:
        yield SectionTold(title=title, rows=found)


def _named(view: Shown, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, said in words.items():
        if name in view.identity:
            value = view.identity[name]
            yield capitalised(said), _revealed(name, value)


def _revealed(name: str, value: Secret | None) -> str:
    """Write what names somebody: the view let it pass."""
    if value is None:
        return french.NOT_KNOWN
    text = value.reveal()
    return french.day(date.fromisoformat(text)) if name == "born_on" else text


def _extracts(view: Shown) -> Iterator[tuple[str, str]]:
    for extract, value in view.extracts.items():
        if extract in (Extract.REFERENCE, Extract.CONTACT_RESULT, Extract.PLAN_STATUS):
            yield capitalised(label(extract)), _words(value, "")
        elif extract is Extract.HOUSING_DEBT:
            yield capitalised(label(extract)), _words(value["arrears_cents"], "arrears_cents")
            yield "Décompte du", _words(value["arrears_on"], "")
        elif extract is Extract.ACCEPTED_PLAN:
            yield from plan_rows(value)
        elif extract is Extract.MEDIATION_OFFER:
            yield from mediation_rows(value)


def _answers(view: Shown, asked: tuple[Row, ...]) -> Iterator[tuple[str, str]]:
    for row in asked:
        found = [(path, value) for path in row.paths for passes, value in [_at(view.facts, path)] if passes]
        known = next(((path, value) for path, value in found if value is not None), None)
        if known:
            yield capitalised(row.words), _words(known[1], known[0])
        elif found and row.always:
            yield capitalised(row.words), french.NOT_KNOWN


def _at(tree: Mapping[str, Any], path: str) -> tuple[bool, Any]:
    """Return whether a view has a name, and its value."""
    here: Any = tree
    for name in path.split("."):
        if not isinstance(here, Mapping) or name not in here:
            return False, None
        here = here[name]
    return True, here


def _told(block: Block) -> list[tuple[str, str]]:
    return [(capitalised(label(fact.of)), value_words(fact)) for fact in block.facts]


def _words(value: Any, path: str) -> str:
    match value:
        case None | bool():
            return french.answer(value)
        case date():
            return french.day(value)
        case StrEnum():
            return label(value)
        case int():
            return french.euros(value) if path.endswith("_cents") else french.number(value)
    return str(value)
