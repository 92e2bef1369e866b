"""What is known of a case as one JSON object, read strictly: the names of `Procedure` and a few of the list."""

from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from typing import Any

from ..domain.errors import InvalidValue
from ..domain.errors import LegalInputRefused
from ..domain.procedure import Procedure
from ..domain.vocabulary import ActKind
from ..domain.vocabulary import LandlordKind
from ..law.inputs import Input
from ..law.inputs import decode
from ..law.inputs import inputs_of
from ..law.inputs import nearest
from .lawlines import checked_inputs
from .lawlines import read_object

_LISTED = (
    Input(name="landlord_kind", kind=LandlordKind, required=False),
    Input(name="debt_cents", kind=int, required=False),
    Input(name="debt_on", kind=date, required=False),
    Input(name="last_exchange_on", kind=date, required=False),
)
_ACT_KIND = Input(name="act_kind", kind=ActKind, required=True)
_SERVED: Mapping[object, str] = {
    ActKind.COMMANDEMENT_DE_PAYER: "commandement_served_on",
    ActKind.ASSIGNATION: "assignation_served_on",
    ActKind.COMMANDEMENT_DE_QUITTER_LES_LIEUX: "quit_notice_served_on",
    ActKind.CONCOURS_FORCE_PUBLIQUE: "force_requested_on",
}
_OF_A_RULE = {
    "requested_on": "force_requested_on",
    "answered_on": "force_answered_on",
    "rent_cents": "rent_without_charges_cents",
}


def read_facts(raw: bytes) -> dict[str, object]:
    """Read what is known of a case; null is not known, and absent.

    The inputs of one rule will do: `served_on` with `act_kind` is the day of that act. Raises LegalInputRefused for an
    unknown name, with the nearest, and for what is not of its type.
    """
    known = {**inputs_of(Procedure), **{one.name: one for one in _LISTED}}
    facts: dict[str, object] = {}
    for name, value in _by_act(checked_inputs(read_object(raw))):
        if name not in known:
            raise LegalInputRefused("unknown-input", name=name, nearest=nearest(name, known))
        if name in facts:
            raise LegalInputRefused("key-twice", key=name)
        decoded = decode(known[name], value)
        if decoded is not None:
            facts[name] = decoded
    try:
        Procedure(**{name: value for name, value in facts.items() if name in inputs_of(Procedure)})  # type: ignore[arg-type]
    except InvalidValue as error:
        raise LegalInputRefused("wrong-type", name=str(error).partition(":")[0]) from None
    return facts


def _by_act(inputs: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the inputs of a rule under the names they have in a case."""
    for name, value in inputs.items():
        if name == "served_on":
            yield _SERVED[decode(_ACT_KIND, inputs.get("act_kind"))], value
        elif name != "act_kind":
            yield _OF_A_RULE.get(name, name), value
