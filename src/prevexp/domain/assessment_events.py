"""What happens around the assessment. No identity, no free text."""

from typing import ClassVar

import attrs

from .assessment import Findings
from .events import Event
from .values import entry_number
from .values import identifiers
from .values import one_of
from .vocabulary import FieldGroup
from .vocabulary import Place


@attrs.frozen(kw_only=True)
class AssessmentMade(Event):
    """Workers assessed with the household why the rent is not paid and what it can do (call C08, C09)."""

    slug: ClassVar[str] = "assessment-made.v1"
    needs_agreement: ClassVar[bool] = True

    number: int = attrs.field(
        validator=entry_number, metadata={"group": FieldGroup.TECHNICAL, "description": "number of the entry"}
    )
    place: Place = attrs.field(validator=one_of(Place), metadata={"group": FieldGroup.CONTACTS_AND_ANSWERS})
    workers: tuple[str, ...] = attrs.field(
        validator=identifiers,
        metadata={"group": FieldGroup.TECHNICAL, "description": "pseudonyms of the workers who made it"},
    )
    findings: Findings = attrs.field(
        validator=one_of(Findings),
        repr=False,
        metadata={"group": FieldGroup.SENSITIVE, "description": "what was found; its fields have their own groups"},
    )


EVENTS: tuple[type[Event], ...] = (AssessmentMade,)
"""The assessment."""
