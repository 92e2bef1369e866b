"""A letter to be written for a case: its template, what it says, and where it goes. The text is made in `render`."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import attrs

from ..casework.informing.subject import recipient_of
from ..domain.case import Case
from ..domain.case import Identity
from ..domain.errors import InvalidValue
from ..domain.groups import Veiled
from ..domain.paper import LetterKind
from ..domain.paper import Recipient
from ..domain.values import Secret
from .listing import commune_name

if TYPE_CHECKING:
    from ..registry.letters import LetterTemplate
    from ..registry.pack import TerritoryPack

ADDRESSED = frozenset({LetterKind.FIRST_LETTER, LetterKind.APPOINTMENT, LetterKind.LANDLORD_INFORMATION})
"""Kinds that show an address; the sheet on data is enclosed or handed over, a notice and a message name nobody."""

LONGEST_PLACE = 200
"""Characters of a place or an hour somebody types in."""


@attrs.frozen(kw_only=True)
class Meeting(Veiled):
    """When and where a household is asked to come; an hour and a place are as people write them."""

    on: date
    at: str | None = None
    place: str

    def __attrs_post_init__(self) -> None:
        """Refuse what fits no line of a letter."""
        for text in (self.at or "-", self.place):
            if not text.strip() or len(text) > LONGEST_PLACE or not text.isprintable():
                raise InvalidValue("meeting: a line of at most 200 characters is needed")


@attrs.frozen(kw_only=True)
class LetterDraft(Veiled):
    """What a letter is made of. The lines of the address are Secrets; a notice or a message has none."""

    kind: LetterKind
    on: date
    reference: str
    recipient: Recipient
    template: "LetterTemplate"
    values: Mapping[str, object] = attrs.field(repr=False)
    address: tuple[Secret, ...] = ()

    @property
    def incomplete(self) -> tuple[str, ...]:
        """Names of the values the territory has still to fill in and that this letter says."""
        shown = {"sender", "office", "phone"} if self.kind in ADDRESSED else set()
        shown |= {name for name in self.values if re.search(rf"(?<!\w){name}(?!\w)", self.template.text)}
        return tuple(name for name, value in self.values.items() if name in shown and "à compléter" in str(value))


def draft(
    pack: "TerritoryPack", case: Case, identity: Identity, kind: LetterKind, *, on: date, meeting: Meeting | None
) -> LetterDraft:
    """Return what a letter is made of.

    Raises InvalidValue for an appointment without a meeting, the reverse, or a meeting before the day of the letter.
    """
    if (kind is LetterKind.APPOINTMENT) is (meeting is None):
        raise InvalidValue("an appointment needs a day and a place, and no other letter has them")
    if meeting is not None and meeting.on < on:
        raise InvalidValue("an appointment lies on the day of its letter, or after it")
    values: dict[str, object] = attrs.asdict(pack.letters.details)
    if meeting is not None:
        values |= {"meeting_on": meeting.on, "meeting_at": meeting.at or "", "meeting_place": meeting.place}
    return LetterDraft(
        kind=kind,
        on=on,
        reference=case.reference,
        recipient=recipient_of(kind),
        template=pack.letters.templates[kind],
        values=values,
        address=_address(pack, case, identity, kind),
    )


def address_of(pack: "TerritoryPack", case: Case, identity: Identity) -> tuple[Secret, ...]:
    """Return the lines of the household's address that are known, name first."""
    name = _line(identity.first_name, identity.surname)
    town = _line(identity.postcode, Secret(commune_name(case.facts.commune, pack.register) or ""))
    lines = (name, _line(identity.street), town)
    return tuple(Secret(line) for line in lines if line)


def _address(pack: "TerritoryPack", case: Case, identity: Identity, kind: LetterKind) -> tuple[Secret, ...]:
    """Return where a letter goes; the landlord's address is not known, the name alone is."""
    if kind not in ADDRESSED:
        return ()
    if recipient_of(kind) is Recipient.HOUSEHOLD:
        return address_of(pack, case, identity)
    return (identity.landlord_name,) if identity.landlord_name is not None else ()


def _line(*parts: Secret | None) -> str:
    return " ".join(text for part in parts if part is not None and (text := part.reveal().strip()))
