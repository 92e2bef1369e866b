"""The kit is worth its name: stores that are broken on purpose fail it, each at the number that says why."""

import runpy
from pathlib import Path

import attrs
import pytest
from hypothesis import Phase
from hypothesis import settings

from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.errors import StoreTooNew
from prevexp.storage.memory import Memory
from prevexp.storage.memory import MemoryStore
from prevexp.testing.conformance import rules_of
from prevexp.testing.storage import Capability
from prevexp.testing.storage import StoreConformance

MUTANTS = {
    kind: numbers
    for path in sorted(Path(__file__).with_name("mutants").glob("*.py"))
    for kind, numbers in runpy.run_path(str(path))["BROKEN"].items()
}
"""Broken store -> the numbers that must catch it."""

PAIRS = [(kind, number) for kind, numbers in MUTANTS.items() for number in numbers]
RULES = rules_of(StoreConformance)
_TRIED = {None, Capability.TAMPER, Capability.FILE}


def kit_of(kind):
    """Return the kit on a store class."""

    class Tried(StoreConformance):
        capabilities = frozenset(_TRIED - {None})

        def make_store(self):
            self.memory, self.fault = Memory(), None
            return kind(self.memory)

        def reopen(self, store):
            store.close()
            return self.second_connection(store)

        def second_connection(self, store):
            if self.fault is not None and not getattr(kind, "careless", False):
                raise self.fault
            return kind(self.memory)

        def alter_row(self, store, position):
            journal = self.memory.contents.journal
            journal[position - 1] = attrs.evolve(journal[position - 1], body=b"altered")

        def cut_tail(self, store, position):
            del self.memory.contents.journal[position:]

        def make_newer(self, store):
            self.fault = StoreTooNew("newer")

        def spoil(self, store):
            self.fault = StoreCorrupt("spoiled")

    return Tried


def failure_at(kind, number, folder):
    """Run the rules of a number on a store class until one fails; return how it failed, None if none did."""
    for place, (name, rule) in enumerate(RULES.items()):
        if rule.number == number and rule.capability in _TRIED:
            kit, own = kit_of(kind)(), folder / str(place)
            own.mkdir()
            kit.begin(own)
            try:
                getattr(kit, name)()
            except (Exception, pytest.fail.Exception) as failure:  # noqa: BLE001 - whatever the mutant breaks
                return failure
    return None


@pytest.fixture(autouse=True)
def _any_example_will_do():
    """That a mutant fails is all that is asked; looking for the smallest example takes most of the time."""
    before = settings.get_current_profile_name()
    settings.register_profile("any example", settings.get_profile(before), phases=[Phase.generate])
    settings.load_profile("any example")
    yield
    settings.load_profile(before)


@pytest.mark.parametrize(("kind", "number"), PAIRS, ids=[f"{kind.__name__}-{number}" for kind, number in PAIRS])
def test_a_broken_store_fails_at_its_number(kind, number, tmp_path):
    """Each mutant is caught by a rule of the number that names its fault; none survives."""
    assert failure_at(kind, number, tmp_path) is not None


@pytest.mark.parametrize("number", ["ST-53", "ST-57"])
def test_the_whole_store_passes_where_its_own_kit_does_not_go(number, tmp_path):
    """The store the mutants are made from passes the rules that `test_memory.py` leaves out."""
    assert failure_at(MemoryStore, number, tmp_path) is None


def test_every_base_rule_has_a_mutant():
    """No number of the contract is taken on trust: a kit that stopped checking one would be seen."""
    base = {rule.number for rule in RULES.values() if rule.capability in _TRIED}
    assert base - {number for _, number in PAIRS} == set()


def test_a_failure_tells_number_meaning_and_fix(tmp_path):
    """What fails comes with the text that helps."""
    (blind,) = (kind for kind in MUTANTS if kind.__name__ == "BlindChain")
    failure = failure_at(blind, "ST-67", tmp_path)
    (note,) = failure.__notes__
    assert note.startswith("ST-67 ")
    assert "\nFix: " in note


def test_the_numbers_are_those_of_the_contract():
    """ST-01 to ST-76, each at least once: none is missing."""
    assert {rule.number for rule in RULES.values()} == {f"ST-{number:02}" for number in range(1, 77)}
