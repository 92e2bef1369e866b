"""An explanation is the tree of a rule with the answers of one case on it."""

from datetime import date

from prevexp.expressions import NOT_KNOWN
from prevexp.expressions import Dtype
from prevexp.expressions import Fact
from prevexp.expressions import Facts
from prevexp.expressions import NodeKind
from prevexp.expressions import explain

facts = Facts(
    [
        Fact(id="debt", dtype=Dtype.INTEGER, unit="cents", question="Combien ?", ask="Demander un décompte."),
        Fact(id="act_on", dtype=Dtype.DATE, question="Quand ?", ask="Demander l'acte."),
        Fact(id="stage", dtype=Dtype.SLUG, not_known=("inconnu",), question="Où ?", ask="Demander."),
    ]
)
RULE = (facts.debt > 150_00) & ((facts.act_on + 30 >= date(2021, 6, 1)) | facts.stage.is_in(["signalement"]))


def test_every_step_has_its_result() -> None:
    """From the top down: the answer, what was compared, the values that were read."""
    steps = explain(RULE, {"debt": 200_00, "act_on": date(2021, 5, 1), "stage": "inconnu"})
    enough, timely = steps.children
    assert (steps.kind, steps.result) == (NodeKind.AND, None)
    assert (enough.kind, enough.operator, enough.result) == (NodeKind.COMPARISON, ">", True)
    assert [(child.kind, child.result, child.unit) for child in enough.children] == [
        (NodeKind.READ, 200_00, "cents"),
        (NodeKind.LITERAL, 150_00, "cents"),
    ]
    early, listed = timely.children
    assert (early.result, early.children[0].result) == (False, date(2021, 5, 31))
    assert (listed.kind, listed.values, listed.known) == (NodeKind.MEMBERSHIP, ("signalement",), False)


def test_facts_read_are_named_with_their_values() -> None:
    """Each fact is named once, in the order it is met; a word that says "not known" is no value."""
    rule = RULE & (facts.debt < 10_000_00)
    reads = explain(rule, {"debt": 200_00, "act_on": None, "stage": "inconnu"}).reads
    assert [(read.fact.id, read.value, read.known) for read in reads] == [
        ("debt", 200_00, True),
        ("act_on", None, False),
        ("stage", None, False),
    ]


def test_not_known_explains_itself() -> None:
    """A rule may answer "ask" although every fact it reads is known."""
    steps = explain(facts.stage.is_in(["assignation"]) & NOT_KNOWN, {"stage": "assignation"})
    assert steps.result is None
    assert [child.kind for child in steps.children] == [NodeKind.MEMBERSHIP, NodeKind.UNKNOWN]


def test_values_of_a_case_stay_out_of_reprs() -> None:
    """An explanation that ends up in a log does not say what the household owes or where it stands."""
    steps = explain(RULE, {"debt": 123_45, "act_on": date(2021, 5, 7), "stage": "signalement"})
    assert "12345" not in repr(steps)
    assert "2021, 5, 7" not in repr(steps)
    assert "12345" not in repr(steps.reads)
