"""Another master key: every key is wrapped anew, nothing is lost or revived, wherever it is cut short."""

from collections.abc import Callable

import attrs
import pytest

from prevexp.domain.errors import Erased
from prevexp.domain.errors import StoreBusy
from prevexp.domain.safekeeping_errors import KeyDamaged
from prevexp.domain.safekeeping_errors import KeysChanged
from prevexp.domain.safekeeping_errors import KeyWrong
from prevexp.storage.keys import MasterKey
from prevexp.storage.memory import Memory
from prevexp.storage.memory import MemoryStore
from prevexp.storage.opening import open_store
from prevexp.storage.records import Records
from prevexp.storage.rotation import EitherKey
from prevexp.storage.rotation import rotate
from prevexp.storage.sealing import Sealer
from prevexp.storage.survey import survey
from prevexp.testing.storage.round_trip import put
from prevexp.testing.storage.round_trip import reception

OLD, NEW, THIRD = (MasterKey(bytes(31) + bytes([number])) for number in (1, 2, 3))


def records_under(store, key) -> Records:
    return Records(store, Sealer.open(store, key))


@pytest.fixture(params=["memory", "sqlite"])
def connect(request, tmp_path) -> Callable[[], object]:
    """Return what opens one store again and again."""
    if request.param == "memory":
        memory = Memory()
        return lambda: MemoryStore(memory)
    return lambda: open_store(f"sqlite:///{tmp_path / 'store.db'}")


@pytest.fixture
def filled(connect):
    """Return a store of five cases, of which one is erased."""
    store = connect()
    records = records_under(store, OLD)
    for number in range(1, 6):
        put(records, reception(number))
    records.erase(reception(3).household_id)
    yield store
    store.close()


def told(records: Records) -> dict[str, object]:
    return dict(records.all_events())


def test_the_new_key_opens_all_and_the_old_one_nothing(filled):
    """Four households and the three keys of the store; the journal is as it was; the erased household stays erased."""
    before, head = told(records_under(filled, OLD)), filled.head()
    done = rotate(filled, OLD, NEW)
    assert (done.changed, dict(done.left), done.damaged) == (7, {}, 0)
    assert told(records_under(filled, NEW)) == before
    assert filled.verify(head) == head
    with pytest.raises(KeyWrong) as refused:
        records_under(filled, OLD)
    assert refused.value.params["needed"] == NEW.key_id
    for key in filled.wrapped_keys([reception(number).household_id for number in range(1, 6)]).values():
        with pytest.raises(KeyWrong):
            OLD.unwrap(key, b"any")
    with pytest.raises(Erased):
        records_under(filled, NEW).events_of(reception(3).case_id)
    assert rotate(filled, OLD, NEW).changed == 0


def test_no_byte_of_what_the_old_key_opens_is_left_in_the_files(tmp_path):
    """Whoever has the old key and the files reads nothing: the wrapped keys of before are overwritten."""
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        records = records_under(store, OLD)
        for number in range(1, 60):
            put(records, reception(number))
        gone = [*store.wrapped_keys([reception(number).household_id for number in range(1, 60)]).values()]
        gone += [store.setting("store-key"), store.setting("index-key")]
        raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert all(key in raw for key in gone)
        rotate(store, OLD, NEW)
        raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert [key for key in gone if key in raw] == []


class Cut(Exception):
    """The process ends here."""


class CutShort:
    """A store whose user is killed before its n-th change."""

    def __init__(self, store, left: int) -> None:
        self.store, self.left = store, left

    def __getattr__(self, name):
        if name in {"replace_setting", "rewrap", "drop_settings"}:
            self.left -= 1
            if self.left < 0:
                raise Cut
        return getattr(self.store, name)


@pytest.mark.parametrize("step", range(6))
def test_cut_short_at_any_step_it_goes_on_and_nothing_is_lost(filled, step):
    """In between, whoever has both keys reads everything; who has one is told which is needed. Then it ends as ever."""
    before = told(records_under(filled, OLD))
    try:
        rotate(CutShort(filled, step), OLD, NEW)
    except Cut:
        assert told(records_under(filled, EitherKey(OLD, NEW))) == before
        if step > 0:
            with pytest.raises(KeyWrong):
                records_under(filled, OLD)
    assert rotate(filled, OLD, NEW).left == {}
    assert told(records_under(filled, NEW)) == before
    assert survey(filled).whole


def test_who_has_the_store_open_with_the_old_key_writes_no_household_nobody_could_open(connect, filled):
    """Between any two steps a new household of theirs is refused whole; a known one is written or refused, not lost."""
    late = records_under(connect(), OLD)
    rotate(filled, OLD, NEW)
    with pytest.raises(KeysChanged):
        put(late, reception(9))
    with pytest.raises(KeyWrong):
        late.events_of(reception(1).case_id)
    assert filled.count() == 5
    assert survey(filled).whole
    put(records_under(connect(), NEW), reception(9))
    assert survey(filled).households == {NEW.key_id: 5}
    late.close()


def test_a_household_that_arrives_while_keys_are_wrapped_anew_is_found(connect, filled):
    """One committed under the old key just before the store's own is replaced is wrapped anew like the others."""
    late = records_under(connect(), OLD)

    class Busy(CutShort):
        def __getattr__(self, name):
            if name == "replace_setting" and self.left:
                self.left = 0
                put(late, reception(9))
            return getattr(self.store, name)

    assert rotate(Busy(filled, 1), OLD, NEW).changed == 8
    assert survey(filled).households == {NEW.key_id: 5}
    late.close()


def test_where_a_store_does_not_compare_the_passes_go_on_until_none_is_left():
    """A household that arrives under the old key behind the pass that is under way is found by the next one."""

    class Unchecked(MemoryStore):
        def commit(self, writes, *, receipt=None):
            return super().commit([attrs.evolve(one, store_key=None) for one in writes], receipt=receipt)

    store = Unchecked()
    late = records_under(store, OLD)
    put(late, reception(1))

    class Slow(CutShort):
        def __getattr__(self, name):
            if name == "rewrap" and self.left:
                self.left = 0
                put(late, reception(2))
            return getattr(self.store, name)

    assert rotate(Slow(store, 1), OLD, NEW).changed == 5
    assert survey(store).whole


def test_a_household_that_is_erased_while_its_key_is_wrapped_anew_stays_erased(connect, filled):
    """Between reading its key and putting the new one there, somebody else erases it: nothing comes back."""
    gone = reception(1)

    class Erasing(CutShort):
        def __getattr__(self, name):
            if name == "rewrap":
                with connect() as other:
                    other.erase(gone.household_id)
            return getattr(self.store, name)

    assert rotate(Erasing(filled, 0), OLD, NEW).changed == 6
    with pytest.raises(Erased):
        records_under(filled, NEW).events_of(gone.case_id)
    assert (survey(filled).erased, survey(filled).households) == (2, {NEW.key_id: 3})


def test_a_household_under_a_third_key_is_named_and_left(filled):
    """It is not this change's to make; the survey names the key, and how many need it."""
    household = reception(1).household_id
    read = filled.wrapped_keys([household])[household]
    context = f"vault|1|key|{household}".encode()
    filled.rewrap({household: (read, THIRD.wrap(OLD.unwrap(read, context), context))})
    assert dict(survey(filled).others) == {THIRD.key_id: 1}
    assert dict(rotate(filled, OLD, NEW).left) == {THIRD.key_id: 1}
    assert dict(survey(filled).others) == {THIRD.key_id: 1}
    assert dict(rotate(filled, THIRD, NEW).left) == {}
    assert survey(filled).whole


def test_a_damaged_wrapped_key_stops_no_other(filled):
    """It is counted and left as it is: a backup may hold the whole one."""
    household = reception(1).household_id
    read = filled.wrapped_keys([household])[household]
    filled.rewrap({household: (read, read[:-1] + bytes([read[-1] ^ 1]))})
    done = rotate(filled, OLD, NEW)
    assert (done.changed, done.damaged) == (6, 1)
    with pytest.raises(KeyWrong):
        records_under(filled, NEW).events_of(reception(1).case_id)


def test_a_new_key_that_does_not_work_changes_nothing(filled):
    """It is tried before anything depends on it."""

    class Broken(MasterKey):
        def unwrap(self, wrapped, context):
            return b"something else"

    before = told(records_under(filled, OLD))
    with pytest.raises(KeyDamaged):
        rotate(filled, OLD, Broken(bytes(32)))
    assert told(records_under(filled, OLD)) == before


def test_of_two_who_change_the_key_at_once_one_is_told(filled):
    """The second finds the first one's key and loses nothing."""
    rotate(filled, OLD, NEW)
    with pytest.raises(KeyWrong) as refused:
        rotate(filled, OLD, THIRD)
    assert refused.value.params["needed"] == NEW.key_id
    assert survey(filled).whole


def test_a_reader_that_holds_old_pages_is_told_of_and_the_end_is_the_same(tmp_path):
    """All keys are wrapped anew; only the overwriting of the old ones has to be asked for again."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with open_store(url, busy_seconds=0.1) as store:
        put(records_under(store, OLD), reception(1))
        with store._connections.engine.connect() as reader:
            reader.exec_driver_sql("BEGIN")
            reader.exec_driver_sql("SELECT * FROM vault").fetchall()
            with pytest.raises(StoreBusy):
                rotate(store, OLD, NEW)
            reader.exec_driver_sql("ROLLBACK")
        assert survey(store).whole
        assert rotate(store, OLD, NEW).changed == 0
