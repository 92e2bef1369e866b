"""Letters made and households informed. No identity, no text."""

from typing import ClassVar

import attrs

from .events import Event
from .paper import LetterKind
from .paper import Recipient
from .values import Maybe
from .values import identifier
from .values import one_of
from .vocabulary import Channel
from .vocabulary import FieldGroup

_CONTACTS = {"group": FieldGroup.CONTACTS_AND_ANSWERS}


def _technical(description: str) -> dict[str, object]:
    return {"group": FieldGroup.TECHNICAL, "description": description}


@attrs.frozen(kw_only=True)
class LetterMade(Event):
    """A letter was made from a template. Made is not sent: the attempt is noted by itself (call C06, C12)."""

    slug: ClassVar[str] = "letter-made.v1"

    kind: LetterKind = attrs.field(validator=one_of(LetterKind), metadata=_CONTACTS)
    recipient: Recipient = attrs.field(validator=one_of(Recipient), metadata=_CONTACTS)
    channel: Channel = attrs.field(validator=one_of(Channel), metadata=_CONTACTS)
    template: str = attrs.field(validator=identifier, metadata=_technical("whose template, and of what"))
    fingerprint: str = attrs.field(validator=identifier, metadata=_technical("of the template, not of the letter"))


@attrs.frozen(kw_only=True)
class PersonInformed(Event):
    """The household was told what is done with its data, where they come from and its rights (RGPD art. 14).

    What was noted before versions were has neither source nor text.
    """

    slug: ClassVar[str] = "person-informed.v2"

    channel: Channel = attrs.field(validator=one_of(Channel), metadata={"group": FieldGroup.AGREEMENTS})
    source: str | None = attrs.field(
        default=None, validator=Maybe(identifier), metadata=_technical("slug of who had given the data, not the person")
    )
    text: str | None = attrs.field(
        default=None, validator=Maybe(identifier), metadata=_technical("version of the text, a fingerprint of it")
    )


EVENTS: tuple[type[Event], ...] = (LetterMade, PersonInformed)
"""Letters and information."""
