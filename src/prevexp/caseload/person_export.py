"""All that is kept of a household, for the person that asks: what, why, since when, who received it, for how long.

It holds what `privacy.person_copy` lets be handed over; whoever hands it over checks first who asks (RGPD art. 12-6,
15, 20).
"""

import json
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

import attrs

from ..casework.evolve import replay
from ..casework.evolve import until
from ..casework.life.standing import open_proposals
from ..casework.life.striking import Entry
from ..casework.life.striking import numbered
from ..domain.case import Case
from ..domain.case import Identity
from ..domain.errors import UnknownCase
from ..domain.events import Event
from ..domain.life_events import StruckEntry
from ..domain.vocabulary import MatchReason
from ..privacy.person_copy import Seen
from ..privacy.person_copy import of_the_person
from ..privacy.person_copy import portable
from ..privacy.person_copy import seen_by_person
from ..storage.codec import UnknownEvent
from .recipients import Received
from .recipients import received
from .sharing import computed_of

if TYPE_CHECKING:
    from ..registry.letters import LetterDetails
    from .desk import Desk

_UNKNOWN = "no case has this id, or it was not received yet on that day"

SCHEMA = "prevexp.person-export.v1"
"""The shape of the machine form; a later one that reads otherwise has another name."""


@attrs.frozen(kw_only=True)
class ExportedEntry:
    """One entry that is handed over; `number` counts those handed over, `struck` that it was corrected since."""

    number: int
    on: date
    kind: str = attrs.field(metadata={"description": "slug of the event"})
    event: Event = attrs.field(repr=False)
    data: Mapping[str, Any] = attrs.field(repr=False)
    struck: bool
    portable: bool


@attrs.frozen(kw_only=True)
class ExportedCase:
    """One case of the household: what stands of it, and all that happened."""

    case: Case = attrs.field(repr=lambda case: case.case_id)
    seen: Seen = attrs.field(repr=False)
    entries: tuple[ExportedEntry, ...] = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class PersonExport:
    """What is handed to a person. Its names and texts are in clear in `to_json` and in the page made of it.

    `to_check`: cases that may be the same person's, which nobody has compared yet; they are not in it.
    """

    on: date
    territory: str
    details: "LetterDetails" = attrs.field(repr=False)
    identity: Identity = attrs.field(repr=False)
    cases: tuple[ExportedCase, ...] = attrs.field(repr=False)
    received: tuple[Received, ...] = attrs.field(repr=False)
    partners: Mapping[str, str] = attrs.field(repr=False, metadata={"description": "slug -> French label"})
    sensitive: bool
    to_check: tuple[str, ...] = ()

    @property
    def unread(self) -> tuple[str, ...]:
        """Kinds of entries written by plugins that are not there: that they happened is told, not what they say."""
        entries = (entry for one in self.cases for entry in one.entries)
        return tuple(sorted({entry.kind for entry in entries if isinstance(entry.event, UnknownEvent)}))

    def to_json(self) -> dict[str, Any]:
        """Return the machine form: commonly used, structured, readable by a program (RGPD art. 20-1)."""
        about = {name: text for name, text in attrs.asdict(self.details).items() if name in _ABOUT}
        return {
            "schema": SCHEMA,
            "made_on": self.on.isoformat(),
            "territory": self.territory,
            "sensitive_included": self.sensitive,
            "about": about,
            "identity": dict(_revealed(self.identity)),
            "cases": [_case_json(one) for one in self.cases],
            "received": [_received_json(one) for one in self.received],
        }


_ABOUT = frozenset(
    {
        "controller",
        "dpo",
        "source_of_data",
        "purposes",
        "legal_basis",
        "categories",
        "recipients",
        "retention",
        "rights",
        "objection",
        "complaint",
    }
)
"""Texts of the territory that answer article 15-1."""


def person_export(desk: "Desk", case_id: str, *, on: date, sensitive: bool) -> PersonExport:
    """Gather all of a household by a day; see `RightsBook.export_person`."""
    told = household_entries(desk, case_id, on)
    states = [replay(entry.event for entry in entries) for entries in told]
    identity = desk.records.identity(states[0].household_id)
    return PersonExport(
        on=on,
        territory=desk.pack.department,
        details=desk.pack.letters.details,
        identity=identity,
        cases=tuple(
            _case(desk, state, entries, identity, on=on, sensitive=sensitive)
            for state, entries in zip(states, told, strict=True)
        ),
        received=received(desk.records, states, min(on, desk.today())),
        partners={partner.slug: partner.label for partner in desk.pack.partners},
        sensitive=sensitive,
        to_check=tuple(dict.fromkeys(other for state in states for other in _unasked(state, states))),
    )


def state_of_case(desk: "Desk", case_id: str, on: date | None = None) -> Case:
    """Return a case for what its rights ask of the team, as it was at the end of a day; nobody is shown it.

    Raises UnknownCase.
    """
    events = until(desk.records.events_of(case_id), on)
    if not events:
        raise UnknownCase(_UNKNOWN)
    return replay(events)


def household_entries(desk: "Desk", case_id: str, on: date) -> list[tuple[Entry, ...]]:
    """Return the entries up to a day of a case, then of those a person said are the same one. Raises UnknownCase."""
    waiting, found = [case_id], dict[str, tuple[Entry, ...]]()
    while waiting:
        one = waiting.pop(0)
        entries = tuple(entry for entry in numbered(desk.records.events_of(one)) if entry.on <= on)
        if entries and one not in found:
            found[one] = entries
            case = replay(entry.event for entry in entries)
            waiting += [same.other_case for same in case.same_cases if same.kept_case is not None]
    if case_id not in found:
        raise UnknownCase(_UNKNOWN)
    return list(found.values())


def _case(
    desk: "Desk", case: Case, entries: Sequence[Entry], identity: Identity, *, on: date, sensitive: bool
) -> ExportedCase:
    computed = computed_of(case, on, desk.pack.budget_rules)
    return ExportedCase(
        case=case,
        seen=seen_by_person(case, identity, computed, sensitive=sensitive),
        entries=tuple(_entries(desk, entries, sensitive=sensitive)),
    )


def _entries(desk: "Desk", entries: Sequence[Entry], *, sensitive: bool) -> Iterator[ExportedEntry]:
    number = 0
    for entry in entries:
        struck = isinstance(entry.event, StruckEntry)
        event = entry.event.event if isinstance(entry.event, StruckEntry) else entry.event
        body = json.loads(desk.records.codec.encode(event))["data"]
        data = of_the_person(event, body, sensitive=sensitive)
        if data is None:
            continue
        number += 1
        kind = event.type if isinstance(event, UnknownEvent) else event.slug
        yield ExportedEntry(
            number=number, on=entry.on, kind=kind, event=event, data=data, struck=struck, portable=portable(event)
        )


def _unasked(state: Case, known: Sequence[Case]) -> Iterator[str]:
    """Yield the cases elsewhere that carry the same name and were not compared: they may hold data of the person."""
    mine = {one.case_id for one in known}
    for one in open_proposals(state):
        if one.reason is MatchReason.NAME_ELSEWHERE and one.other_case not in mine:
            yield one.other_case


def _revealed(identity: Identity) -> Iterator[tuple[str, str | None]]:
    for field in attrs.fields(Identity):
        secret = getattr(identity, field.name)
        yield field.name, None if secret is None else secret.reveal()


def _case_json(one: ExportedCase) -> dict[str, Any]:
    return {
        "references": list(one.case.references),
        "received_on": one.case.received_on.isoformat(),
        "entries": [
            {
                "number": entry.number,
                "on": entry.on.isoformat(),
                "event": entry.kind,
                "struck": entry.struck,
                "portable": entry.portable,
                "data": dict(entry.data),
            }
            for entry in one.entries
        ],
    }


def _received_json(one: Received) -> dict[str, Any]:
    return {
        "on": one.on.isoformat(),
        "partner": one.partner,
        "purpose": one.purpose,
        "groups": [group.value for group in one.groups],
        "basis": one.basis,
    }
