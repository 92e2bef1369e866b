"""The one door to the rules: what is unknown, misspelt, missing or contradictory is refused, whatever comes in."""

from datetime import date
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.domain.errors import LegalInputRefused
from prevexp.domain.vocabulary import ActKind
from prevexp.law.compute import Rules
from prevexp.law.contradictions import ORDERS
from prevexp.law.period import Period
from prevexp.law.policies import PolicyId
from prevexp.law.reasoning import Note
from prevexp.law.reasoning import Ruling
from prevexp.law.rules.table import RULES
from prevexp.law.rules.table import national_rules

RULE_IDS = tuple(national_rules().by_id)
NAMES = tuple(national_rules().inputs)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


def plausible(one):
    """Draw values of the form an input has, the odd impossible one included."""
    if one.kind is date:
        return st.dates(date(1945, 1, 1), date(2105, 12, 31)).map(date.isoformat)
    if one.kind is Period:
        return st.sampled_from(["P2M", "P6W", "P15D", "P3Y", "P999Y", "P9999M", "P99999D", "P0D"])
    if issubclass(one.kind, StrEnum):
        return st.sampled_from([member.value for member in one.kind])
    if one.kind is bool:
        return st.booleans()
    return st.integers(0, 2**60) if one.kind is int else st.text(max_size=8)


@st.composite
def requests(draw, *, wild):
    """Draw a rule, or two, with inputs of its own, some not known, and if `wild` of any form."""
    rules = draw(st.lists(st.sampled_from(RULE_IDS), min_size=1, max_size=2))
    wanted = {name: one for id_ in rules for name, one in national_rules().by_id[id_].inputs.items()}
    known = national_rules().inputs
    inputs = {}
    for name in {*wanted, *draw(st.lists(st.sampled_from(NAMES), max_size=3))}:
        if name == "act_kind" or not draw(st.integers(0, 4)):
            continue
        inputs[name] = draw(plausible(known[name]) | JSON if wild else plausible(known[name]))
    if wild:
        inputs |= draw(st.dictionaries(st.text(max_size=12), JSON, max_size=2))
    return "+".join(rules), inputs


def outcome_of(rule, setting, inputs):
    """Return the ruling, or the refusal as a value."""
    try:
        return national_rules().compute(rule, setting, inputs)
    except LegalInputRefused as refused:
        return refused


@given(requests(wild=True), st.sampled_from(["62", "67", "974"]))
def test_whatever_comes_in_a_ruling_or_a_refusal_comes_out(setting_of, request_, department):
    """For inputs of any JSON form a rule returns a ruling or refuses by name; nothing else ever comes out."""
    rule, inputs = request_
    assert isinstance(outcome_of(rule, setting_of(department), inputs), Ruling | LegalInputRefused)


@given(requests(wild=False))
def test_no_date_comes_of_contradictory_days(setting_of, request_):
    """If a ruling comes out, none of its days contradicts another."""
    rule, inputs = request_
    if not isinstance(outcome_of(rule, setting_of("62"), inputs), Ruling):
        return
    for order in ORDERS:
        first, second = inputs.get(order.first), inputs.get(order.second)
        assert order.acts is not None or first is None or second is None or first <= second


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ids[0])
def test_a_rule_without_its_inputs_names_the_missing_one_or_answers_not_known(setting_of, rule):
    """With no input at all, a rule names one of its own, or says what is not known; it gives no date."""
    found = outcome_of(rule.ids[0], setting_of("62"), {})
    if isinstance(found, LegalInputRefused):
        assert (found.reason, found.params["name"] in rule.inputs) == ("missing-input", True)
    else:
        assert found.values
        assert [value for value in found.values.values() if isinstance(value, date)] == []


C2 = {"served_on": "2024-03-18", "lease_concluded_on": "2023-09-01"}


@pytest.mark.parametrize(
    ("rule", "inputs", "reason", "params"),
    [
        ("C22", C2, "unknown-rule", {"rule": "C22"}),
        ("", C2, "unknown-rule", {"rule": ""}),
        ("C2+", C2, "unknown-rule", {"rule": ""}),
        ("c2", C2, "unknown-rule", {"rule": "c2", "nearest": "C2"}),
        ("E1", C2, "nothing-to-compute", {"rule": "E1", "instead": ("act-review-24",)}),
        ("C2+F5", C2, "nothing-to-compute", {"rule": "F5", "instead": ()}),
        ("E12", {"eviction_on": None}, "missing-input", {"name": "eviction_on"}),
        ("C2", {**C2, "served_no": "2024-03-18"}, "unknown-input", {"nearest": "served_on"}),
        ("C2", {**C2, "lease_conclued_on": None}, "unknown-input", {"nearest": "lease_concluded_on"}),
        ("C2", {**C2, "act_kind": "assignation"}, "act-kind-mismatch", {"act_kind": "assignation"}),
        ("C2", {**C2, "act_kind": "lettre"}, "wrong-type", {"name": "act_kind"}),
        ("C2", {"served_on": None}, "missing-input", {"name": "served_on"}),
        ("C2", {**C2, "commune_has_protestant_temple": "oui"}, "wrong-type", {"name": "commune_has_protestant_temple"}),
        ("C2", {**C2, "served_on": "2023-08-31"}, "act-before-lease", {"served_on": "2023-08-31"}),
        ("C2", {**C2, "rent_cents": -1}, "negative-amount", {"name": "rent_cents"}),
        ("A2", {"hearing_on": "2024-03-01", "served_on": "2024-03-02"}, "hearing-before-assignation", {}),
        ("H1", {"hearing_on": "2022-03-10", "lease_concluded_on": "2025-04-01"}, "hearing-before-lease", {}),
        ("E5", {"served_on": "2025-03-10", "prefect_seized_on": "2025-03-09"}, "seizure-before-quit-notice", {}),
        ("S2", {"due_on": "2025-03-10", "claimed_on": "2025-03-09"}, "claim-before-due", {}),
    ],
)
def test_what_is_wrong_is_named(setting_of, rule, inputs, reason, params):
    """An unknown rule, a misspelt or missing input, another kind of act, a contradiction: refused by name."""
    with pytest.raises(LegalInputRefused) as refused:
        national_rules().compute(rule, setting_of("62"), inputs)
    assert refused.value.reason == reason
    assert params.items() <= refused.value.params.items()


def test_a_name_like_no_other_is_told_and_not_read(setting_of):
    """An input no rule has, and that is like none, is left unread and said so."""
    ruling = national_rules().compute("C2", setting_of("62"), {**C2, "zzz": 3})
    assert [(remark.note, remark.about) for remark in ruling.remarks] == [(Note.INPUT_NOT_READ, "zzz")]


def test_several_rules_are_computed_from_the_same_inputs(setting_of):
    """E3+E7 gives the values of both, each rule once, under the name that was asked for."""
    inputs = {"served_on": "2021-09-10", "prefect_seized": True, "eviction_on": "2022-03-31"}
    together = national_rules().compute("E3+E7+E3", setting_of("62"), inputs)
    apart = [national_rules().compute(rule, setting_of("62"), inputs) for rule in ("E3", "E7")]
    assert together.rule == "E3+E7+E3"
    assert together.values == {**apart[0].values, **apart[1].values}


def test_typed_inputs_and_plain_ones_give_the_same(setting_of):
    """Values as in JSON and values of Python are read alike."""
    typed = {
        "served_on": date(2024, 3, 18),
        "delay_stated": Period.parse("P2M"),
        "act_kind": ActKind.COMMANDEMENT_DE_PAYER,
    }
    plain = {"served_on": "2024-03-18", "delay_stated": "P2M", "act_kind": "commandement-de-payer"}
    setting = setting_of("62")
    assert national_rules().compute("C2", setting, typed) == national_rules().compute("C2", setting, plain)


def test_what_is_known_of_the_temple_is_of_this_request_only(setting_of):
    """Good Friday 2025 moves an end in Bas-Rhin if there is a temple or nobody knows, and then it is said."""
    setting = setting_of("67")
    inputs = {"served_on": "2025-03-07", "lease_concluded_on": "2024-02-01"}
    known = [{**inputs, "commune_has_protestant_temple": temple} for temple in (True, False, None)]
    rulings = [national_rules().compute("C2", setting, one) for one in known]
    assert [ruling.values["last_day"] for ruling in rulings] == [
        date(2025, 4, 22),
        date(2025, 4, 18),
        date(2025, 4, 22),
    ]
    said = [Note.GOOD_FRIDAY in [remark.note for remark in ruling.remarks] for ruling in rulings]
    assert said == [False, False, True]
    assert setting.calendar.temple is None


@pytest.mark.parametrize("territory", ["00", "99", "20", "2C", "96", "970", "979", "", "Pas-de-Calais", "062"])
def test_a_territory_that_does_not_exist_is_refused(setting_of, territory):
    """No calendar is guessed for a département that is none."""
    with pytest.raises(LegalInputRefused) as refused:
        setting_of(territory)
    assert refused.value.reason == "unknown-territory"


@pytest.mark.parametrize(
    ("policies", "reason"),
    [
        ({"renewed_lease": "P2M"}, "unknown-policy"),
        ({"renewed-lease": "P3M"}, "unknown-choice"),
        ({"fsl-rules": "set"}, "unknown-choice"),
    ],
)
def test_a_policy_or_choice_that_does_not_exist_is_refused(setting_of, policies, reason):
    """Only the choices of the open questions may be made, and those there are get named."""
    with pytest.raises(LegalInputRefused) as refused:
        setting_of("62", policies=policies)
    assert refused.value.reason == reason
    assert refused.value.params["expected"]


@pytest.mark.parametrize("policy", PolicyId)
def test_the_default_of_a_policy_is_one_of_its_choices(law, setting_of, policy):
    """Every open question has its default, its choices and its reason; any of the choices may be made."""
    one = law.policies[policy]
    assert setting_of("62").choice(policy) == one.default
    assert one.why.strip()
    for choice in one.choices:
        assert setting_of("62", policies={policy: choice}).choice(policy) == choice


def test_a_rule_id_stands_once():
    """A second rule of the same id is refused when the table is made."""
    with pytest.raises(LegalInputRefused) as refused:
        Rules.of((*RULES, RULES[0]))
    assert refused.value.reason == "rule-twice"


def test_a_plan_of_more_months_than_the_calendar_has_is_outside_the_limits(setting_of):
    """A number of terms that no calendar holds is answered like any other that is too long."""
    inputs = {"judged_on": "2021-10-12", "monthly_terms": 10**9}
    values = national_rules().compute("H1", setting_of("62"), inputs).values
    assert (values["within_limits"], values["plan_end_latest"]) == (False, date(2024, 10, 12))
