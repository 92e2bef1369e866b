"""A case that holds two households becomes two, in one batch; each is found by its own name and dwelling.

The new case has the month of the first one: it counts among the cases of that month in every count made from then on,
and in none made with `noted_by` before it. Its reference is the first one's, so `find` of that reference is ambiguous;
a later list's row goes to the case that has its name or its dwelling, as for all cases under one reference.
"""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from datetime import datetime

import attrs

from ..casework.evolve import replay
from ..casework.life.commands import SplitCase
from ..casework.life.splitting import decide_split
from ..casework.refusal import Refusal
from ..domain.case import Case
from ..domain.case import Identity
from ..domain.errors import InvalidValue
from ..domain.errors import UnknownCase
from ..domain.values import CaseId
from ..exchange import keys
from ..exchange.aliases import Aliases
from ..registry.pack import TerritoryPack
from ..storage.port import IndexEntry
from ..storage.port import IndexKind
from ..storage.records import Records
from .recording import case_after
from .recording import write_of


def split(
    records: Records,
    pack: TerritoryPack,
    case_id: str,
    command: SplitCase,
    identity: Identity | None,
    *,
    new_id: Callable[[], str],
    at: datetime,
) -> Case | Refusal:
    """Write both cases of a split, all or nothing, and return the new one; see `Caseload.split`."""
    events = records.events_of(case_id)
    if not events:
        raise UnknownCase("no case has this id")
    identity = identity or Identity()
    known = tuple(name for name, value in _said(identity).items() if value)
    new_case = CaseId(new_id())
    decided = decide_split(events, command, new_case, known_identity=known, at=at, plan=pack.work_plan)
    if isinstance(decided, Refusal):
        return decided
    before, made = replay(events), replay(decided.there)
    first = records.new_stream(
        made.case_id,
        made.household_id,
        tuple(map(records.codec.encode, decided.there)),
        territory=made.territory,
        month=str(made.month),
        identity=records.codec.encode_identity(identity),
        index=index_of(records, made, identity, Aliases.from_mapping(pack.transfer.aliases).streets),
    )
    records.commit([first, write_of(records, before, case_after(before, decided.here), decided.here)])
    return made


def index_of(records: Records, case: Case, identity: Identity, streets: Mapping[str, str]) -> tuple[IndexEntry, ...]:
    """Return the blind index entries of one case: its reference, and the keys of what is known of its people."""
    found = keys_of(case, identity, streets)
    return tuple(IndexEntry(kind, records.digests(kind, [key])[0]) for kind, key in found.items())


def keys_of(case: Case, identity: Identity, streets: Mapping[str, str]) -> dict[IndexKind, str]:
    """Return the keys under which one case is found, as far as they are known."""
    said, commune = _said(identity), case.facts.commune
    surname, first_name, street, born_on = (said[name] for name in ("surname", "first_name", "street", "born_on"))
    found = {
        IndexKind.REFERENCE: case.reference,
        IndexKind.NAME: keys.full_name_key(surname, first_name) if surname else None,
        IndexKind.DWELLING: keys.dwelling_key(commune, street, streets) if commune and street else None,
        IndexKind.PHONE: keys.phone_key(said["phone"], first_name),
        IndexKind.EMAIL: keys.email_key(said["email"], first_name),
        IndexKind.BIRTH: keys.birth_key(_day(born_on), surname, commune),
    }
    return {kind: key for kind, key in found.items() if key is not None}


def _day(written: str | None) -> date | None:
    """Read a birth date; what is no date is refused without being repeated."""
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise InvalidValue("born_on: a date written YYYY-MM-DD is needed") from None


def _said(identity: Identity) -> dict[str, str | None]:
    secrets = {field.name: getattr(identity, field.name) for field in attrs.fields(Identity)}
    return {name: None if secret is None else secret.reveal() for name, secret in secrets.items()}
