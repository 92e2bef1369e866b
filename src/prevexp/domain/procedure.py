"""What documents say of the lease and of the procedure: the dates and facts that the law counts from."""

from datetime import date
from typing import Any

import attrs

from .groups import Veiled
from .values import Cents
from .values import Maybe
from .values import cents
from .values import one_of
from .values import period_text
from .values import plain_date
from .vocabulary import AidPaidTo
from .vocabulary import DecisionKind
from .vocabulary import FieldGroup
from .vocabulary import ForceAnswer


def _read(description: str, validator: Any, group: FieldGroup = FieldGroup.DEBT_AND_PROCEDURE, **more: str) -> Any:
    """Declare one fact read on a document; None is "not seen"."""
    return attrs.field(
        default=None,
        validator=Maybe(validator),
        metadata={"description": description, "group": group, **more},
    )


_LEASE = FieldGroup.DWELLING
_YES_OR_NO = one_of(bool)


@attrs.frozen(kw_only=True)
class Procedure(Veiled):
    """The lease, the acts, the hearing and what followed, as far as somebody has read the documents.

    Names are those of the inputs of the rules of law; amounts are cents, periods are written P2M or P6W. It names
    nobody. Source: loi 89-462 art. 24; CPCE L.412-1 to L.412-6; call C07.
    """

    lease_concluded_on: date | None = _read("day the lease was concluded", plain_date, _LEASE)
    lease_renewed_on: date | None = _read("day it was last renewed, tacitly or not", plain_date, _LEASE)
    clause_delay_in_lease: str | None = _read("delay of the termination clause in the lease", period_text, _LEASE)
    surety: bool | None = _read("whether there is a surety", _YES_OR_NO, _LEASE)
    charges_cents: Cents | None = _read("monthly charges", cents, unit="cents")
    rent_without_charges_cents: Cents | None = _read("monthly rent without charges", cents, unit="cents")
    housing_aid_cents: Cents | None = _read("monthly housing aid", cents, unit="cents")
    aid_paid_to: AidPaidTo | None = _read("who receives the housing aid", one_of(AidPaidTo))
    commandement_served_on: date | None = _read("day the commandement de payer was served", plain_date)
    delay_stated: str | None = _read("delay the commandement announces", period_text)
    surety_served_on: date | None = _read("day it was served on the surety", plain_date)
    ccapex_seized_on: date | None = _read("day the CCAPEX was seized", plain_date)
    caf_reported_on: date | None = _read("day arrears were reported to the CAF or MSA", plain_date)
    assignation_served_on: date | None = _read("day the assignation was served", plain_date)
    prefect_notified_on: date | None = _read("day it was notified to the prefect", plain_date)
    dsf_body_seized_on: date | None = _read("day the body that makes the DSF was seized", plain_date)
    hearing_on: date | None = _read("day of the hearing", plain_date)
    judged_on: date | None = _read("day of the decision", plain_date)
    decision_kind: DecisionKind | None = _read("kind of the decision", one_of(DecisionKind))
    decision_served_on: date | None = _read("day the decision was served", plain_date)
    quit_notice_served_on: date | None = _read("day the commandement de quitter les lieux was served", plain_date)
    prefect_seized: bool | None = _read("whether the prefect was seized of it", _YES_OR_NO)
    prefect_seized_on: date | None = _read("day the prefect was seized of it", plain_date)
    judge_time_until: date | None = _read("last day of the time the judge granted", plain_date)
    force_requested_on: date | None = _read("day the public force was requested", plain_date)
    force_answered_on: date | None = _read("day the prefect answered", plain_date)
    force_answer: ForceAnswer | None = _read("what the prefect answered", one_of(ForceAnswer))
    moratorium_starts_on: date | None = _read("first day of a moratorium of the commission", plain_date)
    moratorium: str | None = _read("length of the moratorium", period_text)
    rp_decided_on: date | None = _read("day of a rétablissement personnel", plain_date)


NOTHING_READ = Procedure()
"""What is known of the procedure before anybody has read a document."""

PROCEDURE_FIELDS = tuple(field.name for field in attrs.fields(Procedure))
"""The names of what may be read on documents."""


def merged(known: Procedure, read: Procedure, withdrawn: tuple[str, ...] = ()) -> Procedure:
    """Return what is known after another reading: a value read replaces one known, None never does.

    `withdrawn` names the fields that turned out to be wrong and are not known again, unless this reading has them.
    """
    values = {name: value for name in PROCEDURE_FIELDS if (value := getattr(read, name)) is not None}
    return attrs.evolve(known, **(dict.fromkeys(withdrawn) | values))
