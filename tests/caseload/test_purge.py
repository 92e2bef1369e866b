"""The purge: what goes and what stays, the numbers before and after, cut short anywhere and taken up."""

import itertools
import shutil
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import attrs
import pytest

from prevexp.caseload.counters import read_counters
from prevexp.domain.access import AccessAction
from prevexp.domain.erasure import ErasureReason
from prevexp.domain.errors import Erased
from prevexp.domain.errors import InvalidValue
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.indicators import MONTH

from .erasing import MAY
from .erasing import PURGED
from .erasing import counted
from .erasing import done
from .erasing import line
from .erasing import lived
from .erasing import opened

WRITES = ("set_setting", "replace_setting", "erase", "drop_settings")


@pytest.fixture
def aged(tmp_path, write_list):
    """Open a caseload of forty households with a past."""
    with opened(tmp_path) as caseload:
        yield lived(caseload, write_list)


@pytest.fixture
def few(tmp_path, write_list):
    """Make a store of three households, two of whom are never heard of; return its folder."""
    home = tmp_path / "few"
    home.mkdir()
    with opened(home) as caseload:
        caseload.receive(write_list(*map(line, range(3))), received_on=MAY)
        done(
            caseload.record_attempt(
                caseload.find("62-2021-0"), on=date(2022, 3, 1), channel=Channel.PHONE, outcome=AttemptOutcome.REACHED
            )
        )
    return home


def test_numbers_of_all_periods_are_the_same_before_and_after(aged):
    """Indicators and the bilan of every whole period give the same numbers once most households are gone."""
    before = counted(aged)
    told = [one.value for tables in before[0] for table in tables for one in table]
    assert sum(not isinstance(one, Gap) for one in told) > 100, "nearly all is masked: nothing would be compared"
    purged = aged.purge(on=PURGED)
    assert purged.households == 30
    assert len(aged.cases()) == 10
    assert counted(aged) == before


def test_numbers_are_the_same_when_households_go_in_several_parts(aged):
    """What a request, a first and a second purge took adds up, each counted as it stood then."""
    whole = (date(2021, 5, 1), date(2022, 12, 31))
    before = aged.report(*whole, generated_on=PURGED).tables, aged.indicators(*whole, generated_on=PURGED).results
    taken = [aged.erase(aged.find("62-2021-35"), reason=ErasureReason.REQUEST, on=PURGED).households]
    taken += [aged.purge(on=day).households for day in (date(2023, 6, 1), PURGED)]
    assert taken[0] == 1
    assert 0 < taken[1] < 30 == taken[1] + taken[2]
    assert (
        aged.report(*whole, generated_on=PURGED).tables,
        aged.indicators(*whole, generated_on=PURGED).results,
    ) == before


def test_a_period_that_does_not_fit_says_that_it_is_without_them(aged):
    """A period of parts of months, or a breakdown nobody declared, is told without erased households, and says so."""
    part = (date(2021, 5, 2), date(2021, 6, 30))
    whole = (date(2021, 5, 1), date(2021, 6, 30))
    assert aged.indicators(*part, generated_on=PURGED).without_erased == ()
    aged.purge(on=PURGED)
    table = aged.indicators(*part, generated_on=PURGED)
    assert set(table.without_erased) == {one.id for one in table.indicators}
    assert aged.report(*part, generated_on=PURGED).without_erased
    assert not aged.report(*whole, generated_on=PURGED).without_erased
    assert aged.indicators(*whole, generated_on=PURGED, by=("stock",)).without_erased
    assert aged.indicators(date(2022, 5, 2), date(2022, 6, 30), generated_on=PURGED).without_erased == ()


def test_a_later_indicator_is_told_without_them_and_the_others_are_not_changed(aged):
    """An indicator in a version that is newer than the purge counts who is still there; all others count everybody."""
    first, last = date(2021, 5, 1), date(2021, 12, 31)
    before = aged.indicators(first, last, generated_on=PURGED)
    aged.purge(on=PURGED)
    newer = attrs.evolve(next(one for one in before.indicators if one.id == "I01"), id="x.later", version="2")
    aged.pack = attrs.evolve(aged.pack, indicators=(*aged.pack.indicators, newer))
    after = aged.indicators(first, last, generated_on=PURGED)
    assert after.without_erased == ("x.later",)
    assert [one for one in after.results if one.indicator != "x.later"] == list(before.results)
    assert after.result("x.later").n == Gap.HIDDEN


def test_nothing_of_an_erased_household_can_be_read(aged):
    """Its case, its identity and its references lead nowhere; those of others do."""
    gone, left = aged.find("62-2021-1"), aged.find("62-2021-31")
    aged.purge(on=PURGED)
    with pytest.raises(Erased):
        aged.case(gone)
    assert aged.identity(left).surname is not None
    assert {one.reference for one in aged.cases()} == {f"62-2021-{number}" for number in range(30, 40)}
    aged.verify()


def test_a_dry_run_names_whom_the_purge_takes_and_changes_nothing(aged):
    """The plan has case ids and no name; the purge then takes exactly these."""
    plan = aged.purge(on=PURGED, dry_run=True)
    assert "Zzcanari" not in repr(plan)
    assert len(aged.cases()) == 40
    assert read_counters(aged).counts == {}
    assert attrs.evolve(aged.purge(on=PURGED), dry_run=True) == plan


@pytest.mark.parametrize(("on", "taken"), [(date(2023, 5, 3), 0), (date(2023, 5, 4), 0), (date(2023, 5, 5), 2)])
def test_the_purge_takes_nobody_before_the_day_after_two_years(few, on, taken):
    """Households of 4 May 2021 that were never reached stay up to 4 May 2023."""
    with opened(few) as caseload:
        assert caseload.purge(on=on).households == taken


def test_an_erasure_is_noted_with_the_anchor_of_the_journal(few):
    """The access journal says that somebody erased, why, and at which end of the journal; not whom."""
    with opened(few) as caseload:
        caseload.purge(on=PURGED)
        head = caseload.records.store.head()
        (noted,) = caseload.records.access.lines("2023-09")
    assert (noted.action, noted.actor, noted.purpose) == (AccessAction.ERASED, "aurore", "expired")
    assert noted.basis == f"{head.count}:{head.link.hex()}"


class Cut(Exception):
    """The power goes."""


def cut_at(caseload, step, *, after, end=None):
    """Let the store fail at one of its writes of settings and erasures: before it, or once it is done."""
    numbers, store = itertools.count(1), caseload.records.store

    def failing(write):
        def wrapped(*args, **named):
            mine = next(numbers) == step
            if mine and not after:
                (end or _raise)()
            done = write(*args, **named)
            if mine:
                (end or _raise)()
            return done

        return wrapped

    for name in WRITES:
        setattr(store, name, failing(getattr(store, name)))
    return numbers


def _raise():
    raise Cut


def steps_of(home, tmp_path):
    """Return how many writes a purge makes, and the counters it leaves."""
    copy = tmp_path / "counted"
    shutil.copytree(home, copy)
    with opened(copy) as caseload:
        numbers = cut_at(caseload, 0, after=False)
        caseload.purge(on=PURGED)
        return next(numbers) - 1, read_counters(caseload)


def of_the_year(caseload):
    """Return numbers of the year, before they are masked."""
    bilan = caseload.report(date(2021, 1, 1), date(2021, 12, 31), generated_on=PURGED)
    table = caseload.indicators(date(2021, 1, 1), date(2021, 12, 31), generated_on=PURGED, by=(MONTH,))
    return bilan.tables, table.results


def test_a_purge_cut_short_at_any_step_loses_nobody_and_counts_nobody_twice(few, tmp_path, monkeypatch):
    """After every write the purge fails: whoever counts then, and whoever takes it up, finds the same numbers."""
    monkeypatch.setattr("prevexp.privacy.disclosure.Disclosure.hidden", lambda *_, **__: frozenset())
    with opened(few) as caseload:
        before = of_the_year(caseload)
    assert before[0][0].rows
    steps, left = steps_of(few, tmp_path)
    assert steps >= 8
    for step in range(1, steps + 1):
        home = tmp_path / f"cut-{step}"
        shutil.copytree(few, home)
        with opened(home) as caseload:
            cut_at(caseload, step, after=True)
            with pytest.raises(Cut):
                caseload.purge(on=PURGED)
        with opened(home) as caseload:
            assert of_the_year(caseload) == before, step
            caseload.purge(on=PURGED)
            assert read_counters(caseload) == left, step
            assert len(caseload.cases()) == 1
            assert len(caseload.records.tombstones.all()) == 2
            assert of_the_year(caseload) == before, step


def test_two_purges_at_once_count_and_erase_everybody_once(few, tmp_path):
    """Whatever write of one the other comes before, the counters are those of a single purge."""
    steps, left = steps_of(few, tmp_path)
    for step in range(1, steps, 2):
        home = tmp_path / f"two-{step}"
        shutil.copytree(few, home)
        with opened(home) as one, opened(home) as other:
            cut_at(one, step, after=False, end=lambda other=other: other.purge(on=PURGED))
            one.purge(on=PURGED)
            assert read_counters(one) == left, step
            assert len(one.cases()) == 1, step
            assert len(one.records.tombstones.all()) == 2, step


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from erasing import PURGED, opened
from test_purge import cut_at
with opened(Path(sys.argv[1])) as caseload:
    cut_at(caseload, int(sys.argv[2]), after=True, end=lambda: os.kill(os.getpid(), signal.SIGKILL))
    caseload.purge(on=PURGED)
"""


def test_a_purge_that_is_killed_is_taken_up(few, tmp_path):
    """Killed in a process of its own, right after a write, the purge goes on where it ended."""
    _, left = steps_of(few, tmp_path)
    script = KILLED.replace("from test_purge import cut_at", CUT_ALONE)
    command = [sys.executable, "-c", script, str(few), "3", str(Path(__file__).parent)]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    with opened(few) as caseload:
        caseload.purge(on=PURGED)
        assert read_counters(caseload) == left
        assert len(caseload.cases()) == 1


CUT_ALONE = """
import itertools
def cut_at(caseload, step, *, after, end):
    numbers, store = itertools.count(1), caseload.records.store
    def failing(write):
        def wrapped(*args, **named):
            done = write(*args, **named)
            if next(numbers) == step:
                end()
            return done
        return wrapped
    for name in ("set_setting", "replace_setting", "erase", "drop_settings"):
        setattr(store, name, failing(getattr(store, name)))
"""


def test_a_household_somebody_worked_on_since_the_cut_stays_and_is_counted_once(few, monkeypatch):
    """Counted but not yet erased, it is met again: the next purge takes it out of the counters and leaves it alone."""
    monkeypatch.setattr("prevexp.privacy.disclosure.Disclosure.hidden", lambda *_, **__: frozenset())
    with opened(few) as caseload:
        before = of_the_year(caseload)
        met = caseload.find("62-2021-1")
        cut_at(caseload, 2, after=False)
        with pytest.raises(Cut):
            caseload.purge(on=PURGED)
    with opened(few) as caseload:
        assert len(read_counters(caseload).pending) == 2
        done(caseload.record_attempt(met, on=PURGED, channel=Channel.PHONE, outcome=AttemptOutcome.REACHED))
        caseload.purge(on=PURGED)
        assert {one.reference for one in caseload.cases()} == {"62-2021-0", "62-2021-1"}
        assert read_counters(caseload).pending == {}
        assert len(caseload.records.tombstones.all()) == 1
        assert of_the_year(caseload) == before


def test_one_household_is_erased_on_request_and_no_other(few):
    """Erasing a case erases its household at once, however young, and says who is to be told."""
    with opened(few) as caseload:
        case_id = caseload.find("62-2021-0")
        erased = caseload.erase(case_id, reason=ErasureReason.REQUEST, on=PURGED)
        assert (erased.households, erased.case_ids, erased.notices) == (1, (case_id,), ())
        with pytest.raises(Erased):
            caseload.case(case_id)
        assert len(caseload.cases()) == 2


def test_nobody_is_erased_by_a_day_to_come(few):
    """A purge of next year is only a plan."""
    with opened(few) as caseload:
        assert caseload.purge(on=date(2024, 9, 1), dry_run=True).households == 3
        with pytest.raises(InvalidValue):
            caseload.purge(on=date(2024, 9, 1))
        with pytest.raises(InvalidValue):
            caseload.erase(caseload.find("62-2021-0"), reason=ErasureReason.REQUEST, on=date(2023, 9, 2))
