"""The letters of a territory: a template for each kind, and what letters say of the sender and of people's data."""

import hashlib
from collections.abc import Mapping

import attrs

from prevexp.domain.paper import LetterKind
from prevexp.domain.values import identifier
from prevexp.domain.values import one_of

MOST_TEXT = 2_000
"""Characters of a text of letters.toml."""

_SENDER = frozenset({"sender", "office", "phone", "hours", "signatory", "dpo"})
_DISCREET = frozenset({"discreet_sender", "phone", "hours"})
_ABOUT_DATA = frozenset(
    {
        "controller",
        "dpo",
        "source_of_data",
        "categories",
        "purposes",
        "legal_basis",
        "recipients",
        "retention",
        "rights",
        "objection",
        "complaint",
    }
)

MAY_SAY: Mapping[LetterKind, frozenset[str]] = {
    LetterKind.FIRST_LETTER: _SENDER | _ABOUT_DATA | {"data_short"},
    LetterKind.DOOR_NOTICE: _DISCREET,
    LetterKind.SMS: _DISCREET,
    LetterKind.APPOINTMENT: _SENDER | _ABOUT_DATA | {"data_short", "meeting_on", "meeting_at", "meeting_place"},
    LetterKind.DATA_INFORMATION: _SENDER | _ABOUT_DATA,
    LetterKind.LANDLORD_INFORMATION: _SENDER | {"landlord_data"},
}
"""What a template of each kind may name; who the people are is in none of them."""

MUST_SAY: Mapping[LetterKind, frozenset[str]] = {
    LetterKind.FIRST_LETTER: frozenset({"phone", "data_short", "objection"}),
    LetterKind.DOOR_NOTICE: frozenset({"phone"}),
    LetterKind.SMS: frozenset({"phone"}),
    LetterKind.APPOINTMENT: frozenset({"phone", "meeting_on", "meeting_place"}),
    LetterKind.DATA_INFORMATION: _ABOUT_DATA,
    LetterKind.LANDLORD_INFORMATION: frozenset({"phone", "landlord_data", "dpo"}),
}
"""What a template of each kind cannot leave out. Source: RGPD art. 14-1, 14-2, 14-3 b, 21-4."""

DISCREET = frozenset({LetterKind.DOOR_NOTICE, LetterKind.SMS})
"""Kinds that a neighbour or somebody at home may read."""


@attrs.frozen(kw_only=True)
class LetterDetails:
    """What letters say: of the sender, and of what is done with people's data. French, for people."""

    sender: str
    discreet_sender: str
    office: str
    phone: str
    hours: str
    signatory: str
    controller: str
    dpo: str
    source_of_data: str
    categories: str
    purposes: str
    legal_basis: str
    recipients: str
    retention: str
    rights: str
    objection: str
    complaint: str
    data_short: str
    landlord_data: str
    source: str

    @property
    def incomplete(self) -> tuple[str, ...]:
        """Names of what is still to be filled in by the territory."""
        return tuple(field.name for field in attrs.fields(type(self)) if "à compléter" in getattr(self, field.name))


@attrs.frozen(kw_only=True)
class LetterTemplate:
    """One template; `id` says whose it is, `fingerprint` which text it had (SHA-256, 16 signs)."""

    kind: LetterKind = attrs.field(validator=one_of(LetterKind))
    id: str = attrs.field(validator=identifier)
    text: str = attrs.field(repr=False)
    fingerprint: str = attrs.field(validator=identifier)


@attrs.frozen(kw_only=True)
class Letters:
    """All that letters of a territory are made from."""

    templates: Mapping[LetterKind, LetterTemplate] = attrs.field(repr=False)
    details: LetterDetails = attrs.field(repr=False)

    @property
    def version_told(self) -> str:
        """The version of what people are told of their data: a fingerprint of the sheet with what it says."""
        sheet = self.templates[LetterKind.DATA_INFORMATION].text
        said = "".join(f"\0{name}\0{text}" for name, text in attrs.asdict(self.details).items())
        return hashlib.sha256((sheet + said).encode()).hexdigest()[:16]
