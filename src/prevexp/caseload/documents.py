"""What somebody read on the documents of a case: checked against what is known, then written as an event."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from typing import get_args
from typing import get_type_hints

import attrs

from ..casework.legal import legal_facts
from ..domain.case import Case
from ..domain.errors import InvalidValue
from ..domain.errors import LegalInputRefused
from ..domain.procedure import PROCEDURE_FIELDS
from ..domain.procedure import Procedure
from ..domain.procedure import merged
from ..law.contradictions import refuse_contradictions
from ..law.inputs import Input
from ..law.inputs import decode
from ..law.inputs import nearest

_YES_OR_NO: Mapping[str, bool] = {"oui": True, "non": False, "true": True, "false": False}


def procedure_from(texts: Mapping[str, str]) -> Procedure:
    """Read what was noted, by the names of `Procedure`: days 2021-04-15, cents 52000, oui or non, periods P2M.

    Raises LegalInputRefused for a name that is not known or a value that cannot be one, InvalidValue for a bad period.
    """
    kinds = get_type_hints(Procedure)
    values: dict[str, Any] = {}
    for name, text in texts.items():
        if name not in kinds:
            raise LegalInputRefused("unknown-input", name=name, nearest=nearest(name, kinds))
        kind = get_args(kinds[name])[0]
        one = Input(name=name, kind=getattr(kind, "__supertype__", kind), required=True)
        values[name] = decode(one, _plain(text, one.kind))
    return Procedure(**values)


def check_documents(case: Case, read: Procedure, withdrawn: tuple[str, ...], on: date) -> None:
    """Refuse what contradicts what is known of the case, or an act later than the day it was read on.

    Raises LegalInputRefused, with both days.
    """
    for name in withdrawn:
        if name not in PROCEDURE_FIELDS:
            raise LegalInputRefused("unknown-input", name=name, nearest=nearest(name, dict.fromkeys(PROCEDURE_FIELDS)))
    refuse_contradictions(legal_facts(attrs.evolve(case, procedure=merged(case.procedure, read, withdrawn))))
    later = [name for name in PROCEDURE_FIELDS if name.endswith("_served_on") and _after(getattr(read, name), on)]
    if later:
        raise LegalInputRefused("read-before-served", name=later[0], on=on.isoformat())
    if read == Procedure() and not withdrawn:
        raise InvalidValue("nothing was read: name at least one field")


def _plain(text: str, kind: type) -> object:
    if kind is bool:
        return _YES_OR_NO.get(text.lower(), text)
    return int(text) if kind is int and text.isascii() and text.isdigit() else text


def _after(day: date | None, on: date) -> bool:
    return day is not None and day > on
