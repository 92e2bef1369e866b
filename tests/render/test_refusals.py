"""Every refusal of a command is told in French, with its source and what to do, and nothing personal."""

import string

import pytest

from prevexp.casework.refusal import Refusal
from prevexp.casework.refusal import RefusalCode
from prevexp.render.refusals import REFUSALS
from prevexp.render.refusals import refusal_told

DAYS = {"on", "day", "number", "until", "due_on", "received_on", "closed_on"}


def test_every_code_has_words() -> None:
    """And no words stand without a code."""
    assert set(REFUSALS) == set(RefusalCode)


@pytest.mark.parametrize("code", RefusalCode)
def test_a_refusal_says_what_why_and_what_to_do(code: RefusalCode) -> None:
    """Only days and numbers are quoted, written as in France; the remedy is a sentence."""
    message, remedy = REFUSALS[code]
    wanted = {name for _, name, _, _ in string.Formatter().parse(message) if name}
    assert wanted <= DAYS
    told = refusal_told(Refusal(code=code, params=dict.fromkeys(wanted, "2021-05-04")))
    assert told.code == code.value
    assert ("04/05/2021" in told.message) is bool(wanted)
    assert told.message.endswith(").")
    assert told.remedy == remedy
    assert remedy.endswith(".")
