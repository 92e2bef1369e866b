"""What a rule says of itself: RK-01 to RK-04, RK-10."""

from prevexp.eligibility import ReplacementRefused
from prevexp.eligibility import check_replacements
from prevexp.eligibility import core_rules
from prevexp.expressions import parse
from prevexp.expressions.tree import facts_of
from prevexp.testing.conformance import conformance

from .kit import RuleKit


class Standing(RuleKit):
    """A rule is there, reads what is declared, and can be explained."""

    @conformance
    def test_what_is_tried_is_there(self) -> None:
        """RK-01 The plugins load without a fault, and bring at least one rule or one fact.

        Fix: read the fault below; `prevexp plugins doctor` tells the same of what is installed.
        """
        faults = (*self.registry.faults, *(self.pack.faults if self.pack else ()))
        assert not faults, "\n".join(map(str, faults))
        assert self.rules or self.added

    @conformance
    def test_rules_read_declared_facts(self) -> None:
        """RK-02 Every fact a rule reads is declared, with the type, the unit and the words the rule reads it with.

        Fix: return the very fact from `prevexp_facts`; a fact that differs by its unit is another one.
        """
        known = {fact.id: fact for fact in self.facts}
        for rule in self.rules:
            for fact in facts_of(rule.expression.node):
                assert known.get(fact.id) == fact, f"{rule.id} reads {fact.id}"

    @conformance
    def test_rules_have_a_text_form(self) -> None:
        """RK-03 A rule is written as text, and read back it is the same rule, with the same units.

        Fix: build expressions with the operators of `facts` only; nodes put together by hand are checked by nobody.
        """
        for rule in self.rules:
            assert parse(str(rule.expression), self.facts).node == rule.expression.node, f"{rule.id}: {rule.expression}"

    @conformance
    def test_people_can_read_and_ask(self) -> None:
        """RK-04 Each rule has a question, a source and a remedy; each fact a question, and whom to ask.

        Fix: write them in French, for whoever reads the explanation and picks up the phone.
        """
        for rule in self.rules:
            assert all(text.strip() for text in (rule.question, rule.source, rule.remedy)), rule.id
        for fact in self.added:
            assert all(text.strip() for text in (fact.question, fact.ask)), fact.id

    @conformance
    def test_replacements_are_stated_once(self) -> None:
        """RK-10 A rule that replaces another names one that is there, and no two replace the same one on one day.

        Fix: correct the id in `replaces`, or give the two rules days that do not overlap.
        """
        own = () if self.pack is None else core_rules(self.pack.stages)
        try:
            check_replacements((*(own or core_rules()), *self.rules), self.pack.switched_off if self.pack else ())
        except ReplacementRefused as error:
            raise AssertionError(str(error)) from error
