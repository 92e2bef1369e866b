"""The commands around the archive."""

from datetime import date

import attrs

from ...domain.archive import ArchiveReason
from ...domain.archive import ReturnReason
from ...domain.values import identifier
from ...domain.values import one_of
from ...domain.values import plain_date
from ..command import Command


@attrs.frozen(kw_only=True)
class ArchiveCase(Command):
    """Take a closed case out of the base the team works with; it stays readable to few, up to `until` at the latest."""

    reason: ArchiveReason = attrs.field(validator=one_of(ArchiveReason))
    until: date = attrs.field(validator=plain_date)
    decided_by: str = attrs.field(validator=identifier)


@attrs.frozen(kw_only=True)
class UnarchiveCase(Command):
    """Take a case back out of the archive."""

    reason: ReturnReason = attrs.field(validator=one_of(ReturnReason))
