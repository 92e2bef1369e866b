"""Every refusal of a command is told in French, with its source and what to do, and nothing personal."""

import string

import pytest

from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.render.refusals import REFUSALS
from prevexp.render.refusals import refusal_told

DAYS = {"on", "until", "day", "since"} | {
    f"{what}_on" for what in ("due", "received", "closed", "starts", "entry", "account", "over", "answered")
}
OTHERS = {
    **dict.fromkeys(("number", "entry", "entries", "resting"), ("7", "7")),
    "count": ("7", "7"),
    "guarantee": ("visale", "visale"),
    "known": ("visale, gli", "visale, gli"),
    "check": ("act-review-7", "act-review-7"),
    "name": ("delay_stated", "delay_stated"),
    "kind": ("fsl", "FSL"),
    "status": ("granted_in_part", "accordée en partie"),
    "before": ("not_allotted", "proposition sans suite"),
    "fact": ("d99.lift", "d99.lift"),
    "expected": ("gas, wood", "gas, wood"),
    "broader": ("assignation", "assignation"),
    **dict.fromkeys(("added_cents", "total_cents", "left_cents"), ("123456", "1\u202f234,56\u00a0€")),
}
"""Param that is no day -> a value of it, and what is read of that value."""


def test_every_code_has_words() -> None:
    """And no words stand without a code."""
    assert set(REFUSALS) == set(RefusalCode)


@pytest.mark.parametrize("code", RefusalCode)
def test_a_refusal_says_what_why_and_what_to_do(code: RefusalCode) -> None:
    """Only days, numbers, sums and slugs are quoted, written as in France; the remedy is a sentence."""
    message, remedy = REFUSALS[code]
    wanted = {name for text in (message, remedy) for _, name, _, _ in string.Formatter().parse(text) if name}
    assert wanted <= DAYS | OTHERS.keys()
    values = {name: OTHERS.get(name, ("2021-05-04", "04/05/2021")) for name in wanted}
    told = refusal_told(Refusal(code=code, params={name: value for name, (value, _) in values.items()}))
    assert told.code == code.value
    assert all(read in told.message + told.remedy for _, read in values.values())
    assert told.message.endswith(").")
    assert told.remedy.endswith(".")
