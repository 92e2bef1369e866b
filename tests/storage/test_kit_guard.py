"""Nothing of the kit can be left out without being seen."""

import pytest

from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import StoreUnavailable
from prevexp.testing.conformance import ConformanceKit
from prevexp.testing.conformance import conformance
from prevexp.testing.conformance import rules_of
from prevexp.testing.running import Status
from prevexp.testing.running import run_kit
from prevexp.testing.storage import Capability
from prevexp.testing.storage import StoreConformance
from prevexp.testing.storage.by_url import FreshStores
from prevexp.testing.storage.by_url import InMemory
from prevexp.testing.storage.by_url import run_storage_conformance
from prevexp.testing.stored_cases import migrated

RULES = rules_of(StoreConformance)
RULE = "test_a_stale_writer_is_told_both_versions"


def test_a_rule_cannot_be_replaced():
    """A subclass with a test of the same name, or None in its place, is refused as it is made."""
    for instead in (lambda self: None, None, pytest.mark.skip(reason="no")(lambda self: None)):
        with pytest.raises(TypeError, match=RULE):
            type(StoreConformance)("Mine", (StoreConformance,), {RULE: instead})


def test_a_rule_cannot_be_hidden_by_another_base():
    """A mixin that comes first is seen through."""
    mixin = type("Mixin", (), {RULE: lambda self: None})
    with pytest.raises(TypeError, match=RULE):
        type(StoreConformance)("Mine", (mixin, StoreConformance), {})


def test_a_rule_cannot_be_replaced_afterwards():
    """Neither on the subclass nor on the kit itself."""
    for kit in (InMemory, StoreConformance):
        with pytest.raises(TypeError, match=RULE):
            setattr(kit, RULE, lambda self: None)


@pytest.mark.parametrize(
    "mark", [pytest.mark.skip(reason="no"), pytest.mark.xfail, pytest.mark.skipif("True", reason="")]
)
def test_a_kit_cannot_be_marked(mark):
    """A mark of pytest on the subclass, beside it or on a mixin is refused."""
    fresh = type(StoreConformance)("Mine", (StoreConformance,), {})
    with pytest.raises(TypeError, match="pytestmark"):
        mark(fresh)
    with pytest.raises(TypeError, match="pytestmark"):
        type(StoreConformance)("Mine", (StoreConformance,), {"pytestmark": [mark]})
    with pytest.raises(TypeError, match="pytestmark"):
        type(StoreConformance)("Mine", (mark(type("Mixin", (), {})), StoreConformance), {})


def test_a_kit_cannot_be_hidden_from_pytest():
    """`__test__ = False` would leave out all of it."""
    with pytest.raises(TypeError, match="__test__"):
        type(StoreConformance)("Mine", (StoreConformance,), {"__test__": False})


@pytest.mark.parametrize("leave_out", [pytest.skip, pytest.xfail])
def test_a_fixture_that_skips_is_a_failure(leave_out, tmp_path):
    """What skips inside a rule does not pass for a lack of capability."""

    class Mine(InMemory):
        def make_store(self):
            leave_out("no server here")

    kit = Mine()
    kit.begin(tmp_path)
    with pytest.raises(AssertionError, match="ST-20 was left out"):
        getattr(kit, RULE)()


def test_a_rule_without_number_meaning_or_fix_is_no_rule():
    """The docstring is what a failure tells; it is read when the rule is made."""
    for text in (None, "ST-99", "ST-99 A meaning.", "ST-99\n\nFix: a fix."):

        def test(self):
            """Stands for a rule."""

        test.__doc__ = text
        with pytest.raises(TypeError, match="a rule says its number"):
            conformance(test)


def test_a_report_counts_all_rules(tmp_path):
    """Each rule is passed, failed or skipped; a number with one failure is failed; the JSON has stable keys."""

    class Small(ConformanceKit):
        @conformance
        def test_good(self):
            """XX-01 It works.

            Fix: nothing.
            """
            (self.folder / "mine").touch(exist_ok=False)

        @conformance
        def test_bad(self):
            """XX-01 It fails.

            Fix: look here.
            """
            raise LookupError("in vain")

    report = run_kit(Small, name="small", subject="nobody")
    assert (report.ok, report.counts) == (False, {Status.PASSED: 1, Status.FAILED: 1, Status.SKIPPED: 0})
    assert (report.numbers(Status.PASSED), report.numbers(Status.FAILED)) == ((), ("XX-01",))
    told = report.to_json()
    assert list(told) == ["kit", "subject", "passed", "failed", "skipped", "seconds", "rules", "untried"]
    bad, good = told["rules"]
    assert list(bad) == ["number", "kit", "subject", "test", "status", "capability", "meaning", "fix", "detail"]
    assert (good["status"], bad["status"], bad["fix"]) == ("passed", "failed", "look here.")
    assert bad["detail"].startswith("LookupError: in vain (test_kit_guard.py:")


def test_a_store_is_tried_by_its_url_alone(tmp_path, monkeypatch):
    """Rules that need more than a URL are skipped and counted; what was made is removed."""
    few = {name: rule for name, rule in RULES.items() if rule.number in {"ST-20", "ST-53", "ST-54"}}
    monkeypatch.setattr("prevexp.testing.running.rules_of", lambda kit: few)
    report = run_storage_conformance(f"sqlite:///{tmp_path / 'try' / '01.db'}")
    assert (report.numbers(Status.PASSED), report.numbers(Status.SKIPPED)) == (("ST-20", "ST-54"), ("ST-53",))
    assert list((tmp_path / "try").iterdir()) == []
    assert run_storage_conformance("memory:").counts == {Status.PASSED: 3, Status.FAILED: 0, Status.SKIPPED: 1}


def test_fresh_stores_are_where_the_url_says():
    """Beside the path, or at the place of the name; never at the URL itself, which may hold somebody's cases."""
    beside = FreshStores.of("sqlite:///some/01.db")
    assert beside.pattern.startswith("sqlite:///some/01-kit-")
    assert beside.pattern.endswith("/{name}.db")
    named = FreshStores.of("postgresql://me:secret@host/base?schema={name}")
    assert named.next() != named.next()
    assert named.folder is None
    with pytest.raises(InvalidValue, match="name"):
        FreshStores.of("postgresql://host/base")


def test_a_url_nobody_answers_to_is_said_once():
    """An unknown scheme is not eighty failures."""
    with pytest.raises(StoreUnavailable):
        run_storage_conformance("nowhere:///x")


def test_a_password_in_the_url_is_not_told(monkeypatch):
    """The report may be sent to somebody."""
    monkeypatch.setattr("prevexp.testing.running.rules_of", lambda kit: {})
    monkeypatch.setattr("prevexp.testing.storage.by_url._opened_once", lambda *_: None)
    assert "secret" not in run_storage_conformance("postgresql://me:secret@host/base?schema={name}").subject


def test_capabilities_are_words_of_the_kit():
    """What is skipped is named by a capability."""
    found = {rule.capability for rule in RULES.values()} - {None}
    assert found == set(Capability)


def test_a_failing_rule_shows_the_values_it_compared(tmp_path):
    """Pytest rewrites the assertions of the kit as it does those of a test file."""

    class Counting(InMemory):
        def second_connection(self, store):
            other = super().second_connection(store)
            other.count = lambda **_: 7
            return other

    kit = Counting()
    kit.begin(tmp_path)
    with pytest.raises(AssertionError, match="7"):
        kit.test_a_batch_is_seen_by_nobody_before_it_is_whole()


def rule_on(kit, number, capability, folder):
    """Run the rule of a number that needs a capability."""
    (test,) = [one for one, rule in RULES.items() if (rule.number, rule.capability) == (number, capability)]
    subject = kit()
    subject.begin(folder)
    try:
        getattr(subject, test)()
    finally:
        subject.end()


@pytest.mark.parametrize("kept", [3, 2])
def test_an_older_store_must_show_all_it_held(kept, tmp_path):
    """ST-55 passes for a migration that brings everything along, and fails for one that loses a write."""

    class Migrating(InMemory):
        capabilities = frozenset({Capability.MIGRATE})
        versions = (1,)

        def make_older(self, version):
            store = self.make_store()
            store.commit(migrated()[:kept])
            return store

    if kept == len(migrated()):
        rule_on(Migrating, "ST-55", Capability.MIGRATE, tmp_path)
    else:
        with pytest.raises(AssertionError):
            rule_on(Migrating, "ST-55", Capability.MIGRATE, tmp_path)


def test_the_rule_of_a_million_holds_for_fewer(tmp_path, monkeypatch):
    """ST-49 is never tried by the suite, for it takes minutes; what it says is tried with less."""
    monkeypatch.setattr("prevexp.testing.storage.size._MILLION", 3_000)
    monkeypatch.setattr("prevexp.testing.storage.size._PART", 1_000)

    class Large(InMemory):
        capabilities = frozenset({Capability.MILLION})

    rule_on(Large, "ST-49", Capability.MILLION, tmp_path)


def test_a_store_that_gathers_a_long_batch_does_not_stream(tmp_path):
    """The store in memory holds what it is given: were it to say that it streams, ST-47 would not believe it."""

    class Gathering(InMemory):
        capabilities = frozenset({Capability.STREAMS})

    with pytest.raises(AssertionError):
        rule_on(Gathering, "ST-47", Capability.STREAMS, tmp_path)
