"""What plugins keep in a store: written once each time, brought to the version of today at opening, or refused."""

import pytest

from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import PluginFault
from prevexp.domain.errors import StaleVersion
from prevexp.domain.errors import StoreTooNew
from prevexp.storage.documents import LARGEST_DOCUMENT

PLUGIN = """
from prevexp.registry import PluginInfo, hookimpl
from prevexp.registry.offers import MigrationSet

TAKEN = []

def step(number, data):
    TAKEN.append(number)
    {body}
    return data + b"+%d" % number

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="keeps", api=1, title="t", contact="c@example.org")

@hookimpl
def prevexp_migrations():
    from functools import partial
    yield MigrationSet(id="keeps.memo", steps=tuple(partial(step, number) for number in range({steps})))
"""


@pytest.fixture
def keeper(install):
    """Install the plugin as it is with so many steps; its module says which were taken."""

    def run(steps, body="pass"):
        points = install(keeps=PLUGIN.format(steps=steps, body=body))
        return points, points[0].load()

    return run


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'store.db'}"


def kept(caseload):
    found = caseload.plugin_data("keeps.memo").read()
    return None if found is None else (found.revision, found.version, found.data)


def written(opened, points, url, data):
    with opened(points, store=url) as caseload:
        memo = caseload.plugin_data("keeps.memo")
        memo.write(data, after=memo.read())


@pytest.mark.parametrize("store", ["memory:", "sqlite"])
def test_what_a_plugin_keeps_is_read_as_it_was_written(opened, keeper, url, store):
    """Nothing is there at first; the last of many writings holds."""
    points, _ = keeper(0)
    with opened(points, store=store if store == "memory:" else url) as caseload:
        memo = caseload.plugin_data("keeps.memo")
        assert memo.read() is None
        last = None
        for number in range(1, 20):
            last = memo.write(b"%d" % number, after=last)
            assert kept(caseload) == (number, 0, b"%d" % number)


def test_it_is_sealed_in_the_store(opened, keeper, url, tmp_path):
    """A backend sees that something is kept, and nothing of it."""
    points, _ = keeper(0)
    written(opened, points, url, b"position 4711 of the journal")
    assert not [path for path in tmp_path.glob("store.db*") if b"4711" in path.read_bytes()]


def test_of_two_writers_one_is_told(opened, keeper, url):
    """Both read the same; the second is refused with both revisions, and what the first wrote stands."""
    points, _ = keeper(0)
    with opened(points, store=url) as one, opened(points, store=url) as two:
        first, second = one.plugin_data("keeps.memo"), two.plugin_data("keeps.memo")
        first.write(b"one", after=None)
        with pytest.raises(StaleVersion) as stale:
            second.write(b"two", after=None)
        assert (stale.value.expected, stale.value.actual) == (0, 1)
        assert kept(two) == (1, 0, b"one")


def test_data_is_brought_to_the_version_of_today_when_the_store_is_opened(opened, keeper, url):
    """Each step once, in their order; a second opening takes none."""
    written(opened, keeper(0)[0], url, b"v0")
    points, module = keeper(2)
    for _ in range(2):
        with opened(points, store=url) as caseload:
            assert kept(caseload) == (3, 2, b"v0+0+1")
    assert module.TAKEN == [0, 1]


def test_nothing_is_lifted_where_nothing_is_kept(opened, keeper, url):
    """A plugin that is new to the store begins at its version of today."""
    points, module = keeper(3)
    written(opened, points, url, b"new")
    with opened(points, store=url) as caseload:
        assert (kept(caseload), module.TAKEN) == ((1, 3, b"new"), [])


def test_an_interrupted_migration_goes_on_where_it_ended(opened, keeper, url):
    """The step that was durable is not taken again."""
    written(opened, keeper(0)[0], url, b"v0")
    cut, module = keeper(3, body="if number == 1 and TAKEN.count(1) == 1: raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        opened(cut, store=url)
    with opened(cut, store=url) as caseload:
        assert kept(caseload) == (4, 3, b"v0+0+1+2")
    assert module.TAKEN == [0, 1, 1, 2]


@pytest.mark.parametrize("body", ["if number == 1: raise ValueError(data)", "if number == 1: return 'text'"])
def test_a_step_that_fails_is_a_fault_and_its_data_stays(opened, keeper, url, body):
    """The store opens, the rest goes on; the plugin is refused its data with both versions, until it is repaired."""
    written(opened, keeper(0)[0], url, b"v0")
    with opened(keeper(2, body=body)[0], store=url) as caseload:
        assert caseload.cases() == ()
        assert [fault.object for fault in caseload.faults()] == ["keeps.memo"]
        with pytest.raises(PluginFault, match="data of version 1, this plugin has version 2"):
            caseload.plugin_data("keeps.memo").read()
    with opened(keeper(2)[0], store=url) as caseload:
        assert kept(caseload) == (3, 2, b"v0+0+1")


def test_data_of_a_newer_plugin_is_refused_with_both_versions_and_left_alone(opened, keeper, url):
    """Who went back to an older plugin loses nothing, and nothing is misread."""
    newer = keeper(2)[0]
    written(opened, newer, url, b"new")
    with opened(keeper(1)[0], store=url) as caseload:
        assert "version 2" in caseload.faults()[0].message
        with pytest.raises(StoreTooNew) as refused:
            caseload.plugin_data("keeps.memo").read()
        assert refused.value.params == {"expected": 1, "actual": 2}
    with opened(newer, store=url) as caseload:
        assert kept(caseload) == (1, 2, b"new")


def test_without_its_plugin_nobody_reads_it(opened, keeper, url):
    """It stays in the store, and is there again with the plugin."""
    points, _ = keeper(0)
    written(opened, points, url, b"kept")
    with opened([], store=url) as caseload, pytest.raises(PluginFault, match=r"keeps\.memo"):
        caseload.plugin_data("keeps.memo")
    with opened(points, store=url) as caseload:
        assert kept(caseload) == (1, 0, b"kept")


def test_a_document_is_small(opened, keeper):
    """Who keeps more than a memo needs a store of its own."""
    with opened(keeper(0)[0]) as caseload, pytest.raises(InvalidValue, match="at most"):
        caseload.plugin_data("keeps.memo").write(b"x" * (LARGEST_DOCUMENT + 1), after=None)
