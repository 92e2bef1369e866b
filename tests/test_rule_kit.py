"""The kit of rules: sound plugins and packs pass it, and each of its numbers is failed by one that is broken for it."""

from datetime import date
from types import SimpleNamespace

import attrs
import pytest

from prevexp.eligibility import EligibilityRule
from prevexp.expressions import Expression
from prevexp.expressions.tree import Arithmetic
from prevexp.expressions.tree import Comparison
from prevexp.expressions.tree import Literal
from prevexp.expressions.tree import Membership
from prevexp.expressions.tree import Read
from prevexp.registry import Dtype
from prevexp.registry import Fact
from prevexp.registry import PluginInfo
from prevexp.registry import Replacement
from prevexp.registry import facts
from prevexp.registry import hookimpl
from prevexp.testing.conformance import rules_of
from prevexp.testing.rules import RuleConformance
from prevexp.testing.running import Status
from prevexp.testing.running import run_kit

WEEKS = Fact(
    id="k.weeks",
    dtype=Dtype.INTEGER,
    unit="weeks",
    question="Depuis combien de semaines ?",
    ask="Compter.",
    read=lambda state, on: (on - state.received_on).days // 7,
)
LIFT = Fact(id="k.lift", dtype=Dtype.BOOL, question="Ascenseur ?", ask="Demander.", data_categories=("G3",))
READ = {fact.id: Expression(Read(fact)) for fact in (WEEKS, LIFT)}


def rule(name, expression, **more):
    common = {"question": "Sous le plafond ?", "source": "convention", "remedy": "Demander."}
    return EligibilityRule(id=f"k.{name}", expression=expression, **{**common, **more})


def plugin(*rules, declared=(WEEKS, LIFT)):
    """Return a plugin that offers these rules and facts."""

    def prevexp_plugin():
        return PluginInfo(id="k", api=1, title="Kit", contact="equipe@example.org")

    def prevexp_facts():
        return declared

    def prevexp_eligibility_rules():
        return rules

    return SimpleNamespace(
        prevexp_plugin=hookimpl(prevexp_plugin),
        prevexp_facts=hookimpl(prevexp_facts),
        prevexp_eligibility_rules=hookimpl(prevexp_eligibility_rules),
    )


CAP = rule("cap", facts.arrears_cents <= 5_000_00, valid_from=date(2024, 1, 1), valid_to=date(2024, 12, 31))
SOUND = (
    CAP,
    rule("fresh", (READ["k.weeks"] < 8) & ~READ["k.lift"], order=3),
    rule("stage", facts.stage.is_in(["signalement"]), replaces=Replacement(id="upstream-stage", reason="convention")),
)


class TestSoundRules(RuleConformance):
    """Rules and facts as a plugin would have them."""

    plugins = (plugin(*SOUND),)


class Lying(str):
    """A text that says it is every text."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, other):
        return True


class Unsorted(int):
    """A number that is smaller than every number."""

    def __lt__(self, other):
        return True


@attrs.frozen(kw_only=True)
class EndsEarly(EligibilityRule):
    """A rule whose last day is not one of its days."""

    def valid_on(self, day):
        return super().valid_on(day) and day != self.valid_to


def computed(read):
    return attrs.evolve(WEEKS, read=read)


calls = iter(range(10**9))
debt, commune = facts.arrears_cents.node, facts.commune.node
BROKEN = {
    "RK-01": plugin(attrs.evolve(CAP, id="other.cap")),
    "RK-01 nothing": plugin(declared=()),
    "RK-02": plugin(*SOUND, declared=(WEEKS,)),
    "RK-02 unit": plugin(*SOUND, declared=(attrs.evolve(WEEKS, unit="months"), LIFT)),
    "RK-03": plugin(rule("cap", Expression(Comparison("<=", debt, Literal(5, "days"))))),
    "RK-04": plugin(attrs.evolve(CAP, remedy=" ")),
    "RK-04 fact": plugin(CAP, declared=(attrs.evolve(LIFT, ask=""),)),
    "RK-05": plugin(
        rule("cap", Expression(Comparison(">", Arithmetic("*", debt, Literal(2**62)), Literal(0, "cents"))))
    ),
    "RK-06": plugin(rule("cap", ~facts.arrears_cents.is_known() | (facts.arrears_cents <= 1))),
    "RK-07": plugin(rule("here", Expression(Membership(commune, (Lying("99001"),))))),
    "RK-08": plugin(EndsEarly(**attrs.asdict(CAP, recurse=False))),
    "RK-09": plugin(rule("a", facts.rural, order=Unsorted(5)), rule("b", facts.rural, order=Unsorted(5))),
    "RK-10": plugin(attrs.evolve(CAP, replaces=Replacement(id="in-arears", reason="convention"))),
    "RK-11 type": plugin(CAP, declared=(computed(lambda state, on: "three"),)),
    "RK-11 raises": plugin(CAP, declared=(computed(lambda state, on: 1 // (state.facts.arrears_cents or 0)),)),
    "RK-11 changes": plugin(CAP, declared=(computed(lambda state, on: next(calls)),)),
}

ALSO = {"RK-05": ("RK-03",), "RK-02": ("RK-03",), "RK-02 unit": ("RK-03",)}
"""What is put together by hand, or declared by nobody, has no text form either."""


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_plugin_fails_at_its_number(name):
    """The report says which number, what it means and what to do; a sound plugin fails nowhere."""
    kit = type("Broken", (RuleConformance,), {"plugins": (BROKEN[name],), "examples": 20})
    report = run_kit(kit, name="rules", subject=name)
    failed = report.numbers(Status.FAILED)
    assert name[:5] in failed
    assert set(failed) <= {name[:5], *ALSO.get(name, ())}


def test_every_number_has_a_mutant():
    """A rule of the kit that nothing fails would prove nothing."""
    assert {one.number for one in rules_of(RuleConformance).values()} == {name[:5] for name in BROKEN}
