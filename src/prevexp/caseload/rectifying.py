"""Putting right who the people of a case are: vault, index and journal in one batch (RGPD art. 16)."""

from collections.abc import Mapping
from datetime import date
from datetime import datetime

import attrs

from ..casework.merging import known_fields
from ..casework.refusal import Refusal
from ..casework.rights.commands import RectifyIdentity
from ..casework.rights.rectifying import decide_rectification
from ..domain.case import Case
from ..domain.case import Identity
from ..domain.errors import InvalidValue
from ..domain.values import Secret
from ..exchange.aliases import Aliases
from ..exchange.contacts import parse_email
from ..exchange.contacts import parse_phone
from ..registry.pack import TerritoryPack
from ..storage.records import Records
from .recording import case_after
from .recording import write_of
from .splitting import index_of


def rectify(
    records: Records,
    pack: TerritoryPack,
    case: Case,
    said: Mapping[str, str | None],
    *,
    on: date,
    at: datetime,
    recipients: tuple[str, ...],
) -> Case | Refusal:
    """Write what is true of who the people are; see `RightsBook.rectify`."""
    before = records.identity(case.household_id)
    after = attrs.evolve(before, **{name: _usable(name, text, pack) for name, text in said.items()})
    changed = tuple(name for name in said if _text(getattr(before, name)) != _text(getattr(after, name)))
    command = RectifyIdentity(on=on, fields=changed, known_identity=known_fields(after), recipients=recipients)
    decided = decide_rectification(case, command, at=at, plan=pack.work_plan)
    if isinstance(decided, Refusal):
        return decided
    index = index_of(records, case, after, Aliases.from_mapping(pack.transfer.aliases).streets)
    rectified = case_after(case, decided)
    write = write_of(records, case, rectified, decided, index=index)
    records.commit([attrs.evolve(write, identity=records.codec.encode_identity(after))])
    return rectified


def _usable(name: str, text: str | None, pack: TerritoryPack) -> Secret | None:
    """Return a text in the form in which the vault keeps it; what cannot be used is refused without being repeated."""
    if name not in _FIELDS:
        raise InvalidValue("a field of the identity is needed", known=_FIELDS)
    if text is None or not text.strip():
        return None
    read = {
        "phone": lambda: parse_phone(text, department=pack.department),
        "email": lambda: parse_email(text),
    }.get(name)
    if read is None:
        return Secret(text.strip())
    parsed = read()
    if parsed.value is None or parsed.problem is not None:
        raise InvalidValue(f"{name}: it cannot be used as it is written", field=name)
    return Secret(str(parsed.value))


def _text(secret: Secret | None) -> str | None:
    return None if secret is None else secret.reveal()


_FIELDS = tuple(field.name for field in attrs.fields(Identity))
