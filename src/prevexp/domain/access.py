"""One line of the access journal: who looked at or handed on what, for what purpose, on which ground.

It holds no name of a household and no value of its file. Source: CNIL on logging (October 2021); privacy notes §3.
"""

from datetime import datetime
from enum import StrEnum

import attrs

from .values import aware_utc
from .values import one_of
from .vocabulary import FieldGroup


class AccessAction(StrEnum):
    """What somebody did, or was refused."""

    READ = "read"
    SHARED = "shared"
    EXPORTED = "exported"
    PERSON_EXPORT = "person-export"
    REFUSED = "refused"
    ERASED = "erased"
    ARCHIVE_READ = "archive-read"
    KEYS_CHANGED = "keys-changed"
    BACKED_UP = "backed-up"
    RESTORED = "restored"


@attrs.frozen(kw_only=True)
class AccessLine:
    """Who did what, when (UTC), with which case (empty: the store as a whole), for whom and on which ground.

    `actor` is a pseudonym of the person at work, given by whoever embeds prevexp; `purpose`, `partner` and `basis` are
    slugs, empty where there is none.
    """

    at: datetime = attrs.field(validator=aware_utc)
    actor: str
    action: AccessAction = attrs.field(validator=one_of(AccessAction))
    about: str = ""
    purpose: str = ""
    partner: str = ""
    groups: tuple[FieldGroup, ...] = ()
    basis: str = ""
