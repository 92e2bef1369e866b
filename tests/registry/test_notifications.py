"""What listeners are told, when, and what becomes of those that fail: through the facade, with installed plugins."""

import json
from datetime import date
from pathlib import Path

import pytest

from prevexp.domain.errors import StaleVersion
from prevexp.domain.vocabulary import SocialServicesAnswer

DAY = date(2021, 5, 4)

LISTENER = """
from prevexp.registry import PluginInfo, hookimpl

BATCHES, RUNS, FAULTS = [], [], []

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="{id}", api=1, title="t", contact="c@example.org")

@hookimpl
def prevexp_on_events_committed(changes, context):
    BATCHES.append((changes, context))

@hookimpl
def prevexp_on_run_finished(manifest):
    RUNS.append(manifest)

@hookimpl
def prevexp_on_fault(fault):
    FAULTS.append(fault)
"""

FAILING = """
from prevexp.registry import PluginInfo, hookimpl

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="{id}", api=1, title="t", contact="c@example.org")

@hookimpl
def prevexp_on_events_committed(changes):
    {how}

@hookimpl
def prevexp_on_fault(fault):
    raise ValueError("deaf")
"""


def _heard(points, name):
    return next(point for point in points if point.name == name).load()


def test_an_intake_is_one_batch_and_one_run(install, opened, monthly_list):
    """A list of three rows is told once, case by case, with the slugs of the events and nothing they say."""
    points = install(ear=LISTENER.format(id="ear"))
    with opened(points) as caseload:
        caseload.receive(monthly_list("62-2021-1", "62-2021-2", "62-2021-3"), received_on=DAY)
        cases = {case.case_id: case.version for case in caseload.cases()}
        head = caseload.verify()
    heard = _heard(points, "ear")
    ((changes, context),) = heard.BATCHES
    assert {change.case_id: change.version for change in changes} == cases
    assert {change.events for change in changes} == {("case-received.v1",)}
    assert (context.territory, context.position) == ("62", head.count)
    (run,) = heard.RUNS
    assert (run.run, run.territory, run.on) == ("intake", "62", DAY)
    assert {plugin.distribution for plugin in run.lock.plugins} == {"prevexp-departement-62", "prevexp-ear"}


def test_a_command_is_one_batch_of_one_case(install, opened, monthly_list):
    """What the team notes is told after it is written, with the version it made."""
    points = install(ear=LISTENER.format(id="ear"))
    with opened(points) as caseload:
        caseload.receive(monthly_list("62-2021-1"), received_on=DAY)
        case_id = caseload.find("62-2021-1")
        after = caseload.answer(case_id, partner="caf", answer=SocialServicesAnswer.NOT_FOLLOWED, on=DAY)
    (change,) = _heard(points, "ear").BATCHES[-1][0]
    assert (change.case_id, change.version) == (case_id, after.version)
    assert change.events == ("social-services-answered.v1",)


def test_what_is_not_written_is_not_told(install, opened, monthly_list):
    """A dry run, the same list again and a stale writer write nothing, so nobody hears of a batch."""
    points = install(ear=LISTENER.format(id="ear"))
    heard = _heard(points, "ear")
    with opened(points) as caseload:
        path = monthly_list("62-2021-1")
        caseload.receive(path, received_on=DAY, dry_run=True)
        assert (heard.BATCHES, heard.RUNS) == ([], [])
        caseload.receive(path, received_on=DAY)
        caseload.receive(path, received_on=DAY)
        assert len(heard.BATCHES) == 1
        case_id = caseload.find("62-2021-1")
        event = caseload.events(case_id)[0]
        answer = caseload.answer(case_id, partner="caf", answer=SocialServicesAnswer.FOLLOWED, on=DAY)
        with pytest.raises(StaleVersion):
            caseload.record(case_id, caseload.events(case_id)[1], expected_version=1)
        assert (len(heard.BATCHES), answer.version, event.case_id) == (2, 2, case_id)


@pytest.mark.parametrize("store", ["memory:", "sqlite"])
def test_the_batch_is_durable_when_it_is_told(install, opened, monthly_list, tmp_path, store):
    """A listener that looks into the store finds what it is told of."""
    url = store if store == "memory:" else f"sqlite:///{tmp_path / 'store.db'}"
    points = install(ear=LISTENER.format(id="ear"))
    heard = _heard(points, "ear")
    with opened(points, store=url) as caseload:
        seen = []
        heard.BATCHES = type("Looking", (), {"append": lambda _, told: seen.append(len(caseload.cases()))})()
        caseload.receive(monthly_list("62-2021-1", "62-2021-2"), received_on=DAY)
    assert seen == [2]


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ("raise ValueError('secret of a household')", "ValueError"),
        ("raise SystemExit(3)", "SystemExit"),
        ("changes[0].events = ()", "FrozenInstanceError"),
    ],
)
def test_a_listener_that_fails_loses_nothing_and_stops_nobody(install, opened, monthly_list, how, kind):
    """The batch stays, the next listener hears it, and the fault names plugin, distribution and version, no content."""
    points = install(a_bad=FAILING.format(id="bad", how=how), ear=LISTENER.format(id="ear"))
    with opened(points) as caseload:
        caseload.receive(monthly_list("62-2021-1"), received_on=DAY)
        assert len(caseload.cases()) == 1
        faults = caseload.faults()
    heard = _heard(points, "ear")
    assert len(heard.BATCHES) == 1
    assert [faults[0]] == heard.FAULTS
    assert (faults[0].object, faults[0].message.split()[0]) == ("prevexp_on_events_committed", kind)
    assert "prevexp-a_bad 1.0" in str(faults[0])
    assert [one.object for one in faults[1:]] == ["prevexp_on_fault"]
    assert "secret of a household" not in str(faults) + "".join(one.trace for one in faults)


def test_a_listener_that_changes_what_it_is_handed_changes_it_for_nobody_else(install, opened, monthly_list):
    """Who goes round the freezing of a change has altered a copy of its own."""
    how = "object.__setattr__(changes[0], 'events', ('never-happened.v1',))"
    points = install(a_bad=FAILING.format(id="bad", how=how), ear=LISTENER.format(id="ear"))
    with opened(points) as caseload:
        caseload.receive(monthly_list("62-2021-1"), received_on=DAY)
    ((changes, _),) = _heard(points, "ear").BATCHES
    assert changes[0].events == ("case-received.v1",)


def test_nothing_is_noted_when_nobody_listens(opened):
    """Without a listener a store is given no one to call: a batch costs what it cost."""
    with opened([]) as caseload:
        assert caseload.listeners.after_commit is None
        assert caseload.records._after_commit is None


def test_a_report_is_a_run_that_ended(install, opened, monthly_list):
    """A bilan writes no event; that it was made is told."""
    points = install(ear=LISTENER.format(id="ear"))
    with opened(points) as caseload:
        caseload.report(date(2021, 5, 1), date(2021, 5, 31), generated_on=date(2021, 6, 1))
    heard = _heard(points, "ear")
    assert ([run.run for run in heard.RUNS], heard.BATCHES) == (["report"], [])


def test_the_example_writes_a_line_for_each_batch(install, opened, monthly_list, tmp_path):
    """Where the journal stands and how many cases changed, without naming one."""
    example = Path(__file__).parents[2] / "examples" / "plugins" / "commit_log.py"
    points = install(commit_log=example.read_text(encoding="utf-8"))
    lines = tmp_path / "commits.jsonl"
    with opened(points, settings={"commit-log": {"file": str(lines)}}) as caseload:
        caseload.receive(monthly_list("62-2021-1", "62-2021-2"), received_on=DAY)
        case_id = caseload.find("62-2021-1")
        caseload.answer(case_id, partner="caf", answer=SocialServicesAnswer.NOT_FOLLOWED, on=DAY)
        assert caseload.faults() == ()
    told = lines.read_text(encoding="utf-8")
    assert [json.loads(line) for line in told.splitlines()] == [
        {"position": 2, "cases": 2, "events": {"case-received.v1": 2}},
        {"position": 3, "cases": 1, "events": {"social-services-answered.v1": 1}},
    ]
    assert case_id not in told
