"""One line of the access journal: who looked at or handed on what, for what purpose, on which ground.

It holds no name of a household and no value of its file. Source: CNIL on logging (October 2021); privacy notes §3.
"""

import re
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from typing import Any

import attrs

from .errors import InvalidValue
from .values import LARGEST
from .values import aware_utc
from .values import count
from .values import one_of
from .vocabulary import FieldGroup

if TYPE_CHECKING:
    from attrs import Attribute

_PSEUDONYM = re.compile(r"[\w.@:+-]{0,64}", re.ASCII)


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
    FORGOTTEN = "forgotten"


def checked_actor(actor: str) -> str:
    """Return the pseudonym of somebody at work: up to 64 ASCII letters, digits and . @ : + - _; empty: nobody said.

    Raises InvalidValue, without what was given: it may be a name.
    """
    if not _PSEUDONYM.fullmatch(actor):
        raise InvalidValue("actor: a pseudonym of at most 64 letters, digits and . @ : + - _ is needed")
    return actor


def _actor(_: Any, __: "Attribute[Any]", value: str) -> None:
    checked_actor(value)


@attrs.frozen(kw_only=True)
class AccessLine:
    """Who did what, when (UTC), with which case (empty: several, or none), for whom and on which ground.

    `actor` is a pseudonym of the person at work, given by whoever embeds prevexp; `purpose`, `partner` and `basis` are
    slugs, empty where there is none; `count` says how many cases one answer held. Shown, it tells who did what with
    which case, and not for whom.
    """

    at: datetime = attrs.field(validator=aware_utc)
    actor: str = attrs.field(validator=_actor)
    action: AccessAction = attrs.field(validator=one_of(AccessAction))
    about: str = ""
    purpose: str = attrs.field(default="", repr=False)
    partner: str = attrs.field(default="", repr=False)
    groups: tuple[FieldGroup, ...] = attrs.field(default=(), repr=False)
    basis: str = attrs.field(default="", repr=False)
    count: int = attrs.field(default=1, validator=count(0, LARGEST), metadata={"unit": "cases"})
