"""Days that cannot be true together are named, and no date is counted from them."""

from datetime import date
from datetime import timedelta

import pytest

from prevexp.domain.errors import LegalInputRefused
from prevexp.domain.vocabulary import ActKind
from prevexp.law.contradictions import ORDERS
from prevexp.law.contradictions import refuse_contradictions

DAY = timedelta(days=1)
ON = date(2024, 3, 15)
CASES = [pytest.param(order, id=f"{order.first}-{order.second}") for order in ORDERS]


@pytest.mark.parametrize("order", CASES)
def test_the_day_before_contradicts_and_the_day_itself_does_not(order):
    """The second day may be the first or later; a day earlier it is refused with both days under their names."""
    served = order.acts or frozenset()
    for later in (0, 1, 500):
        refuse_contradictions({order.first: ON, order.second: ON + later * DAY}, served)
    with pytest.raises(LegalInputRefused) as refused:
        refuse_contradictions({order.first: ON, order.second: ON - DAY}, served)
    assert refused.value.params == {
        "reason": order.reason,
        order.first: "2024-03-15",
        order.second: "2024-03-14",
    }


@pytest.mark.parametrize("order", CASES)
def test_a_day_that_is_not_known_contradicts_nothing(order):
    """With one of the two days not known there is nothing to compare."""
    refuse_contradictions({order.first: None, order.second: ON}, order.acts or frozenset())
    refuse_contradictions({order.first: ON})
    refuse_contradictions({})


def test_an_order_that_holds_for_some_acts_leaves_the_others_alone():
    """A commandement de quitter les lieux comes after the hearing: that is no contradiction."""
    days = {"served_on": ON, "hearing_on": ON - DAY}
    refuse_contradictions(days, frozenset({ActKind.COMMANDEMENT_DE_QUITTER_LES_LIEUX}))
    refuse_contradictions(days)
    with pytest.raises(LegalInputRefused):
        refuse_contradictions(days, frozenset({ActKind.ASSIGNATION}))


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ({"lease_concluded_on": ON, "served_on": ON - DAY}, "act-before-lease"),
        ({"served_on": ON, "hearing_on": ON - DAY}, "hearing-before-assignation"),
        ({"hearing_on": ON, "judged_on": ON - DAY}, "judgment-before-hearing"),
        ({"requested_on": ON, "answered_on": ON - DAY}, "answer-before-request"),
        ({"lease_concluded_on": ON, "debt_on": ON - DAY}, "debt-before-lease"),
    ],
)
def test_the_contradictions_have_their_names(days, reason):
    """Each contradiction has a name of its own, by which it is explained."""
    with pytest.raises(LegalInputRefused) as refused:
        refuse_contradictions(days, frozenset(ActKind))
    assert refused.value.reason == reason


def test_every_order_is_of_inputs_that_some_rule_takes():
    """An order of a misspelt input would never find anything."""
    from prevexp.domain.procedure import PROCEDURE_FIELDS
    from prevexp.law.rules.table import national_rules

    known = {*national_rules().inputs, *PROCEDURE_FIELDS}
    assert {name for order in ORDERS for name in (order.first, order.second)} - known == set()
