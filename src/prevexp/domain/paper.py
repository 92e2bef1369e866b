"""What the team writes to people, and that it told them what is done with their data. No text of a letter is kept."""

from datetime import date
from enum import StrEnum

import attrs

from .groups import Veiled
from .values import Maybe
from .values import identifier
from .values import one_of
from .values import plain_date
from .vocabulary import Channel
from .vocabulary import FieldGroup

_CONTACTS = {"group": FieldGroup.CONTACTS_AND_ANSWERS}
_TECHNICAL = {"group": FieldGroup.TECHNICAL}


class LetterKind(StrEnum):
    """What may be written from a template."""

    FIRST_LETTER = "first_letter"
    DOOR_NOTICE = "door_notice"
    SMS = "sms"
    APPOINTMENT = "appointment"
    DATA_INFORMATION = "data_information"
    LANDLORD_INFORMATION = "landlord_information"


class Recipient(StrEnum):
    """To whom a letter goes."""

    HOUSEHOLD = "household"
    LANDLORD = "landlord"


@attrs.frozen(kw_only=True)
class Letter(Veiled):
    """A letter that was made on a day: from which template, never its text. Made is not sent: that is an attempt."""

    on: date = attrs.field(validator=plain_date, metadata=_TECHNICAL)
    kind: LetterKind = attrs.field(validator=one_of(LetterKind), metadata=_CONTACTS)
    recipient: Recipient = attrs.field(validator=one_of(Recipient), metadata=_CONTACTS)
    channel: Channel = attrs.field(validator=one_of(Channel), metadata=_CONTACTS)
    template: str = attrs.field(validator=identifier, metadata=_TECHNICAL)
    fingerprint: str = attrs.field(validator=identifier, metadata=_TECHNICAL)


@attrs.frozen(kw_only=True)
class Information(Veiled):
    """The household was told on a day what is done with its data (RGPD art. 14)."""

    on: date = attrs.field(validator=plain_date, metadata=_TECHNICAL)
    channel: Channel = attrs.field(validator=one_of(Channel), metadata={"group": FieldGroup.AGREEMENTS})
    source: str | None = attrs.field(
        default=None, validator=Maybe(identifier), metadata={**_TECHNICAL, "description": "who had given the data"}
    )
    text: str | None = attrs.field(
        default=None, validator=Maybe(identifier), metadata={**_TECHNICAL, "description": "version of what was said"}
    )
