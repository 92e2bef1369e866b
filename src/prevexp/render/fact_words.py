"""What a case says of a fact, in French."""

from datetime import date

from prevexp.expressions import Fact

from . import french
from .labels import fact_label


def fact_value(fact: Fact, value: object) -> str:
    """Write a value: yes or no, euros, a number, a day, the label of a slug; what only says not known is told so."""
    if value is None or value in fact.not_known:
        return french.NOT_KNOWN
    if isinstance(value, bool):
        return french.answer(value)
    if isinstance(value, int):
        return french.euros(value) if fact.unit == "cents" else french.number(value)
    return french.day(value) if isinstance(value, date) else fact.labels.get(str(value)) or fact_label(str(value))
