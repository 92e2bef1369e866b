"""The kits on the command line."""

import json

import pytest

from prevexp.testing.conformance import rules_of
from prevexp.testing.storage import StoreConformance


@pytest.fixture
def few(monkeypatch):
    """Leave three rules of the kit, for it takes half a minute: one that passes, one that is skipped, one to break."""
    kept = {"ST-20", "ST-49", "ST-54"}
    found = {name: rule for name, rule in rules_of(StoreConformance).items() if rule.number in kept}
    monkeypatch.setattr("prevexp.testing.running.rules_of", lambda kit: found)


def test_a_store_that_keeps_the_contract_is_told_at_80_columns(prevexp, few, tmp_path):
    """Passed and skipped, by number; exit code 0; nothing of the stores tried is left."""
    done = prevexp("conformance", "storage", f"sqlite:///{tmp_path}/try/01.db")
    assert done.returncode == 0
    assert "3 réussies, 0 échouées, 1 non essayées" in done.stdout
    assert "  ST-20 ST-54\n" in done.stdout
    assert "  million : ST-49\n" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert list((tmp_path / "try").iterdir()) == []


def test_a_broken_store_is_told_with_meaning_and_fix(prevexp, few, monkeypatch):
    """Exit code 1; number, meaning, fix and place of each failure."""
    monkeypatch.setattr("prevexp.storage.memory.MemoryStore.count", lambda *_, **__: 7)
    monkeypatch.setattr("prevexp.storage.memory_contents.admit", lambda *_, **__: None)
    done = prevexp("conformance", "storage", "memory:")
    assert done.returncode == 1
    told = " ".join(done.stdout.split())
    assert "ST-20 Two workers open the same case" in told
    assert "À faire : compare `expected_version` with the stored version inside the transaction." in told
    assert "Où : test_a_stale_writer_is_told_both_versions, Failed: DID NOT RAISE" in told
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_report_is_json_for_programs(prevexp, few):
    """Its keys are those of the report; each rule has its number and status."""
    told = json.loads(prevexp("conformance", "storage", "memory:", "--json").stdout)
    assert (told["kit"], told["subject"], told["passed"], told["failed"], told["skipped"]) == (
        "storage",
        "memory:",
        3,
        0,
        1,
    )
    assert [(one["number"], one["status"]) for one in told["rules"]] == [
        ("ST-20", "passed"),
        ("ST-20", "passed"),
        ("ST-49", "skipped"),
        ("ST-54", "passed"),
    ]


def test_a_url_that_leaves_no_room_is_refused(prevexp):
    """What is to be written differently is said; exit code 3, as for any store that cannot be opened."""
    done = prevexp("conformance", "storage", "nowhere:x")
    assert done.returncode == 3
    assert done.stdout == ""


def test_what_is_missing_is_said(prevexp, monkeypatch):
    """Without the extra of tests: what to install, before anything is tried."""
    monkeypatch.setattr("prevexp.cli.conformance.telling.find_spec", lambda name: None)
    done = prevexp("conformance", "storage", "memory:")
    assert done.returncode == 2
    assert 'pip install ".[xlsx,test]"' in done.stderr
