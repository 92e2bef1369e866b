"""The facts the event notes, those that are computed of them, and the deadlines that read them.

Deadlines read facts that are noted, not those that plugins compute; hence the days stand in the event themselves.
"""

from datetime import date
from typing import Any

from prevexp.domain.case import Case
from prevexp.domain.extra import noted_by
from prevexp.law.deadlines import Bearing
from prevexp.law.deadlines import DeadlineRule
from prevexp.registry import Dtype
from prevexp.registry import Fact

from .events import BUDGET
from .events import Energy

ASK = "Demander au ménage la lettre du fournisseur d’énergie."
LABELS = {Energy.ELECTRICITY: "électricité", Energy.GAS: "gaz", Energy.HEATING: "chauffage"}


def _fact(name: str, dtype: Dtype, question: str, **more: Any) -> Fact:
    return Fact(
        id=f"energie.{name}",
        dtype=dtype,
        question=question,
        ask=ASK,
        data_categories=(BUDGET,),
        **more,
    )


def days_until_cut(state: Case, on: date) -> int | None:
    """Return the days from a day to the cut announced by then, negative once it is past; None if none is known."""
    noted = noted_by(state.extra, on).get("energie.cut_on")
    return (noted.value - on).days if noted is not None and isinstance(noted.value, date) else None


CUT_ANNOUNCED = _fact("cut_announced", Dtype.BOOL, "Une coupure d’énergie est-elle annoncée ?")
FACTS = (
    CUT_ANNOUNCED,
    _fact("energy", Dtype.SLUG, "Quelle énergie est concernée ?", values=tuple(Energy), labels=LABELS),
    _fact("cut_on", Dtype.DATE, "Pour quel jour la coupure est-elle annoncée ?"),
    _fact("reply_by", Dtype.DATE, "Jusqu’à quel jour peut-on répondre au fournisseur ?"),
    _fact("owed", Dtype.INTEGER, "Combien est dû au fournisseur ?", unit="cents"),
    _fact("days_until_cut", Dtype.INTEGER, "Dans combien de jours la coupure ?", unit="days", read=days_until_cut),
)

DEADLINES = (
    DeadlineRule(
        kind="energie.reply",
        title="Répondre au fournisseur d’énergie",
        needs=("energie.reply_by",),
        day="energie.reply_by",
        bearing=Bearing.DO_BY,
        presses=True,
    ),
    DeadlineRule(
        kind="energie.cut",
        title="Coupure d’énergie annoncée",
        needs=("energie.cut_on",),
        day="energie.cut_on",
        bearing=Bearing.HAPPENS_ON,
        presses=True,
    ),
)
"""Days a letter said: no rule of law stands behind them, and none is computed (winter truce, reduced power)."""
