"""Several rules in one question: their order changes nothing, and no delay passes for another's."""

from itertools import permutations

import pytest

from prevexp.law.rules.table import RULES
from prevexp.law.rules.table import national_rules
from prevexp.law.uncomputed import UNCOMPUTED

NOTES = {
    "S": 3, "A": 6, "H": 7, "E": 12, "F": 18, "O": 4,
}  # fmt: skip
CLAUSE = {"lease_concluded_on": "2018-05-01", "served_on": "2021-04-15", "surety": True}


def compute(setting_of, rule, inputs):
    """Return the values of a question."""
    return national_rules().compute(rule, setting_of("62"), inputs).values


def test_two_delays_have_each_their_own_last_day(setting_of):
    """The clause and the surety have two last days: the later rule's stand under its name, in either order."""
    clause, surety = (compute(setting_of, rule, CLAUSE) for rule in ("C2", "C7"))
    for first, second in (("C2", "C7"), ("C7", "C2")):
        together = compute(setting_of, f"{first}+{second}", CLAUSE)
        own = {"C2": clause, "C7": surety}
        for name in ("nominal_last_day", "last_day", "effect_day"):
            assert together[name] == own[first][name]
            assert together[f"{second}.{name}"] == own[second][name]


@pytest.mark.parametrize("rules", [("E3", "E7"), ("E3", "E5", "E7"), ("F1", "F3"), ("A1", "A2"), ("H1", "H2")])
def test_the_order_of_rules_changes_no_value(setting_of, rules):
    """Rules that do not disagree on a name give the same values however they are joined."""
    inputs = {
        "served_on": "2021-09-10", "prefect_seized": True, "hearing_on": "2021-12-01", "landlord_kind": "legal-person",
        "ccapex_seized_on": "2021-05-31", "debt_on": "2021-08-05", "debt_cents": 70000, "rent_cents": 52000,
        "charges_cents": 6000, "housing_aid_cents": 25000, "aid_paid_to": "landlord", "tenant_able_to_pay": True,
    }  # fmt: skip
    found = [compute(setting_of, "+".join(order), inputs) for order in permutations(rules)]
    assert all(one == found[0] for one in found)
    assert not [name for name in found[0] if "." in name]


def test_spaces_around_the_sign_are_no_slip(setting_of):
    """`E3 + E7` is what people write."""
    inputs = {"served_on": "2021-09-10", "prefect_seized": True}
    assert compute(setting_of, "E3 + E7", inputs) == compute(setting_of, "E3+E7", inputs)


def test_every_rule_of_the_notes_is_computed_or_named_as_setting_nothing():
    """No id of the tables of the law notes is answered as if it did not exist."""
    computed = set(national_rules().by_id)
    ids = {f"{letter}{number}" for letter, most in NOTES.items() for number in range(1, most + 1)}
    clause = {"C1", "C2", "C2b", "C3", "C4", "C5", "C6a", "C6b", "C6c", "C7", "C8a", "C8b", "C9", "C10", "C11"}
    winter = {"E7a", "E7b", "E7c"}
    assert ids | clause | winter <= computed | UNCOMPUTED.keys()
    assert not computed & UNCOMPUTED.keys()
    assert {instead for named in UNCOMPUTED.values() for instead in named} <= computed


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ids[0])
def test_a_rule_asked_twice_is_computed_once(setting_of, rule):
    """Two ids of one rule are one question."""
    assert len(national_rules().named("+".join(rule.ids * 2))) == 1
