"""Whatever is asked of a rule, there is an answer in French or a refusal in French."""

import json
from datetime import date
from enum import StrEnum

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.errors import LegalInputRefused
from prevexp.exchange.lawlines import plain
from prevexp.law.clocktime import TimeOfDay
from prevexp.law.period import Period
from prevexp.law.territory_law import national
from prevexp.render.law_answer import answer
from prevexp.render.law_answer import refusal
from prevexp.render.law_results import RESULTS
from prevexp.render.law_results import WORDS

RULES = national("62").rules
_DRAWN = {
    date: st.dates(date(1950, 1, 1), date(2100, 12, 31)),
    bool: st.booleans(),
    int: st.integers(0, 2**53),
    Period: st.builds(lambda n, unit: Period.parse(f"P{n}{unit}"), st.integers(0, 999), st.sampled_from("YMWD")),
    TimeOfDay: st.sampled_from(["05:59", "21:00"]).map(TimeOfDay),
    str: st.sampled_from(["06:00", "21:30", "midi"]),
}


def drawn(kind):
    return st.sampled_from(list(kind)) if issubclass(kind, StrEnum) else _DRAWN[kind]


@st.composite
def questions(draw):
    """Draw a rule, a place, and inputs of the right types that need not make sense together."""
    rule = draw(st.sampled_from(sorted(RULES.by_id)))
    one = RULES.by_id[rule]
    names = [name for name, kept in one.inputs.items() if kept.required or draw(st.booleans())]
    inputs = {name: draw(drawn(one.inputs[name].kind)) for name in names}
    return rule, draw(st.sampled_from(["62", "67", "971"])), {name: plain(value) for name, value in inputs.items()}


def computed_or_refused(law, rule, inputs):
    try:
        return law.rules.compute(rule, law.setting, inputs)
    except LegalInputRefused as refused:
        return refused


@settings(max_examples=300, deadline=None)
@given(questions())
def test_every_question_of_the_right_types_is_answered_or_refused(question):
    """No combination of days, lengths and amounts breaks a rule; each value and each slug of it has words."""
    rule, department, inputs = question
    law = national(department)
    found = computed_or_refused(law, rule, inputs)
    if isinstance(found, LegalInputRefused):
        assert refusal(1, found)["error"]["message"].endswith(".")
        return
    ruling, told = found, json.loads(json.dumps(answer(1, found, law.setting.law)))
    assert set(told["result"]) <= set(RESULTS)
    slugs = {value for name, value in ruling.values.items() if isinstance(value, str) and name != "policy"}
    assert slugs <= set(WORDS)
    assert len(told["explanation"]) == len(ruling.steps) + len(ruling.values)
    assert all(said.endswith(".") for said in told["explanation"] + told["to_check"])
