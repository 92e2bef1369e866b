"""What the server does and refuses: teams, first openings, versions, locks, a server that goes, durability."""

import traceback
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from threading import Barrier

import psycopg
import pytest

from prevexp.domain.errors import StaleVersion
from prevexp.domain.errors import StoreBusy
from prevexp.domain.errors import StoreConflict
from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.errors import StoreError
from prevexp.domain.errors import StoreFull
from prevexp.domain.errors import StoreTooNew
from prevexp.domain.errors import StoreUnavailable
from prevexp.storage.batch import SLICE
from prevexp.testing.storage.kit import everything
from prevexp.testing.stored_cases import entry
from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case
from prevexp_postgresql.address import Address
from prevexp_postgresql.opening import open_store_at
from prevexp_postgresql.refusals import translated
from prevexp_postgresql.store import PostgresStore
from prevexp_postgresql.testing import programs
from prevexp_postgresql.testing import running
from prevexp_postgresql.testing import started


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me@host/db",
        "postgresql://me@host/db?schema=",
        "postgresql://me@host/db?schema=a&schema=b",
        "postgresql://me@host/db?schema=Team62",
        "postgresql://me@host/db?schema=public;drop",
        "postgresql://me@host/db?schema",
        "postgres://me@host/db?schema=a",
        "postgresql://me:zz-password@[host/db?schema=a",
        "postgresql://me:zz-password@host:zz-password/db?schema=a",
        "postgresql://me:zz-password@host/db?schema=a&nonsense=1",
    ],
)
def test_a_url_that_names_no_store_is_refused(url):
    """What is wrong with a URL is told without its password, and no server is asked."""
    with pytest.raises(StoreUnavailable) as refused:
        open_store_at(url, busy_seconds=1)
    assert "zz-password" not in "".join(traceback.format_exception(refused.value))


def test_an_address_does_not_show_its_password():
    """What is printed of an address is the schema."""
    address = Address.of("postgresql://me:zz-password@db.example.org/prevexp?sslmode=verify-full&schema=team62")
    assert "zz-password" not in repr(address)
    assert address.server == "postgresql://me:zz-password@db.example.org/prevexp?sslmode=verify-full"


def test_a_server_that_is_not_there_is_unavailable(tmp_path):
    """Nobody listens: StoreUnavailable, with the driver's error as its cause."""
    with pytest.raises(StoreUnavailable) as refused:
        open_store_at(f"postgresql://me@/db?host={tmp_path}&schema=a", busy_seconds=1)
    assert isinstance(refused.value.__cause__, psycopg.OperationalError)


def test_two_schemas_are_two_stores(opened, schema):
    """What one team writes, another's store does not show; names need not differ."""
    first, second = opened(schema), opened(f"{schema}_other")
    first.commit([new_case(1)])
    second.commit([new_case(1, identity=b"theirs"), new_case(2)])
    assert (first.count(), second.count()) == (1, 2)
    assert first.erase(name(1, "household"))
    assert second.identities([name(1, "household")]) == {name(1, "household"): b"theirs"}


def test_first_openings_at_once_make_one_store(server, schema):
    """Eight who open a schema that is not there at the same moment get one store (ST-56)."""
    start = Barrier(8)

    def first(number):
        start.wait()
        with PostgresStore.open(server.url(schema), busy_seconds=10) as store:
            return store.set_setting("key", b"%d" % number)

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(first, range(8)))) == 1


def test_somebody_elses_schema_is_left_alone(opened, schema, sql):
    """A schema that holds other tables is refused, and nothing is added to it."""
    sql(f"CREATE SCHEMA {schema}")
    sql(f"CREATE TABLE {schema}.theirs (x int)")
    with pytest.raises(StoreUnavailable):
        opened(schema)
    assert sql("SELECT tablename FROM pg_tables WHERE schemaname = %s", schema) == [("theirs",)]


def test_an_empty_schema_becomes_a_store(opened, schema, sql):
    """An administrator who made the schema alone has done no harm."""
    sql(f"CREATE SCHEMA {schema}")
    assert opened(schema).count() == 0


def test_a_newer_version_is_refused_with_its_number(opened, schema, sql):
    """Only a version above ours is too new (ST-57)."""
    opened(schema)
    sql("UPDATE prevexp SET version = 2")
    with pytest.raises(StoreTooNew) as refused:
        opened(schema)
    assert refused.value.params == {"version": 2}


def test_a_database_that_cannot_hold_every_letter_is_refused(opened, schema, sql):
    """A database in another encoding than UTF8 would refuse a name one day: it is refused at once."""
    sql(f"CREATE DATABASE {schema} TEMPLATE template0 ENCODING latin1 LC_COLLATE 'C' LC_CTYPE 'C'")
    with pytest.raises(StoreUnavailable):
        opened(schema, database=schema)


def test_the_order_is_that_of_python_whatever_the_language_of_the_database(opened, schema, sql):
    """A database that sorts as French does lists and pages as every other store does."""
    sql(f"CREATE DATABASE {schema} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'fr'")
    store, ids = opened(schema, database=schema), ["b", "B", "a-c", "é", "ab", "Z", "e"]
    store.commit([new_case(number, stream=one) for number, one in enumerate(ids)])
    listed, cursor = [], None
    while True:
        page = store.find(limit=2, cursor=cursor)
        listed += [summary.stream for summary in page.summaries]
        if (cursor := page.cursor) is None:
            break
    assert listed == sorted(ids)


def test_a_turn_held_too_long_is_busy_and_reading_goes_on(opened, server, schema):
    """Who cannot write in time is told; reading waits for nobody; afterwards writing goes on as well."""
    store = opened(schema, busy_seconds=0.1)
    store.commit([new_case(1)])
    with server.connect() as other, other.transaction():
        other.execute(f"SET LOCAL search_path = {schema}")
        other.execute("SELECT turn FROM prevexp FOR UPDATE")
        with pytest.raises(StoreBusy) as refused:
            store.commit([new_case(2)])
        assert isinstance(refused.value.__cause__, psycopg.errors.LockNotAvailable)
        assert store.load(name(1))
    store.commit([new_case(2)])
    assert store.count() == 2


@pytest.mark.parametrize(
    "state, expected",
    [
        ("40P01", StoreBusy),  # deadlock
        ("40001", StoreBusy),  # serialisation
        ("55P03", StoreBusy),
        ("57014", StoreBusy),
        ("53300", StoreBusy),  # too many connections
        ("53100", StoreFull),
        ("57P01", StoreUnavailable),  # the administrator stops the server
        ("25006", StoreUnavailable),
        ("28000", StoreUnavailable),
        ("XX001", StoreCorrupt),
        ("23505", StoreConflict),
        ("23514", StoreError),
        ("22003", StoreError),
    ],
)
def test_a_refusal_of_the_server_is_ours_and_repeats_nothing(server, state, expected):
    """Each state is a StoreError of its cause; neither it nor what hangs on it repeats values or details."""
    raising = "RAISE EXCEPTION 'refused' USING ERRCODE = '{}', DETAIL = 'Zz-canary', HINT = 'Zz-canary'"
    with server.connect() as connection, pytest.raises(StoreError) as refused, translated():
        connection.execute(f"DO $$ BEGIN {raising.format(state)}; END $$")
    assert type(refused.value) is expected
    assert refused.value.params == {"sqlstate": state}
    assert isinstance(refused.value.__cause__, psycopg.Error)
    assert refused.value.__context__ is None
    assert "canary" not in "".join(traceback.format_exception(refused.value))


def test_a_broken_constraint_and_a_bad_row_repeat_nothing(opened, schema, server):
    """What the server says of a key that is there twice, or of a row it cannot read, stays with the server."""
    opened(schema)
    with server.connect() as connection:
        connection.execute(f"SET search_path = {schema}")
        connection.execute("INSERT INTO setting VALUES ('Zz-canary', '')")
        with pytest.raises(StoreConflict) as twice, translated():
            connection.execute("INSERT INTO setting VALUES ('Zz-canary', '')")
        with (
            pytest.raises(StoreError) as unread,
            translated(),
            connection.cursor().copy("COPY stream FROM STDIN") as copy,
        ):
            copy.write("Zz-canary\tx\n")
        with pytest.raises(StoreError) as cut, translated():
            connection.execute("SELECT %s::text", ("Zz-canary\0",))
    for refused in (twice, unread, cut):
        assert "canary" not in "".join(traceback.format_exception(refused.value))


def test_connections_are_durable_whatever_the_database_says(opened, schema, sql):
    """A database that acknowledges before the disk has it is overruled; no temporary table hides one of ours."""
    sql(f"CREATE DATABASE {schema}")
    sql(f"ALTER DATABASE {schema} SET synchronous_commit = off")
    sql(f"ALTER DATABASE {schema} SET default_transaction_read_only = on")
    sql(f"ALTER DATABASE {schema} SET default_transaction_isolation = serializable")
    store = opened(schema, database=schema)
    store.commit([new_case(1)])
    with store._connections.lent() as connection:
        shown = [connection.execute(f"SHOW {one}").fetchone()[0] for one in ("synchronous_commit", "search_path")]
    assert shown == ["on", f"{schema},pg_temp"]


def written_until_it_dies(url, acknowledged):
    """Commit one case after the other and note each that was acknowledged, until the server is gone."""
    with PostgresStore.open(url, busy_seconds=10) as store, suppress(StoreUnavailable):
        for number in range(100_000):
            store.commit([new_case(number, events=3)])
            acknowledged.put(number)


def test_a_server_that_dies_loses_nothing_it_acknowledged(there):
    """A server killed while cases are written keeps each that was acknowledged, whole (ST-51).

    Who had the store open is told, and goes on once the server is back. It writes through to the disk: that takes time.
    """
    acknowledged = SimpleQueue()
    with started(durable=True) as server, ThreadPoolExecutor(1) as pool:
        url = server.url("team62")
        store = PostgresStore.open(url, busy_seconds=10)
        store.commit([new_case(10**6)])
        writing = pool.submit(written_until_it_dies, url, acknowledged)
        numbers = [acknowledged.get(timeout=30) for _ in range(30)]
        server.kill()
        writing.result()
        while not acknowledged.empty():
            numbers.append(acknowledged.get())
        with pytest.raises(StoreUnavailable) as gone:
            store.count()
        assert isinstance(gone.value.__cause__, psycopg.OperationalError)
        with running(programs(), server.folder, []):
            assert store.verify() == store.head()
            known = store.summaries([name(number) for number in numbers])
            assert [one.version for one in known.values()] == [3] * len(numbers)
            assert store.count() - len(numbers) in {1, 2}  # the first case, and one that was not yet acknowledged
            store.commit([new_case(10**6 + 1)])
            assert len(everything(store)[2]) == store.count()
        store.close()


def test_a_long_batch_knows_what_its_own_slices_wrote(opened, schema):
    """Cases and households of one slice are gone on with in the next, while the first is on its way."""
    store = opened(schema)
    begun = [new_case(number) for number in range(SLICE)]
    gone_on = [more(number, 1, index=(entry(f"later {number}"),)) for number in range(SLICE)]
    third = [more(number, 2, unindex=(entry(f"value {number}"),)) for number in range(0, SLICE, 2)]
    shared = [new_case(10**6 + one, household=name(one, "household"), wrapped_key=None) for one in range(100)]
    head = store.commit([*begun, *gone_on, *third, *shared])
    assert head.count == 2 * SLICE + SLICE // 2 + 100
    assert store.verify() == head == store.head()
    found = store.lookup(
        entry("").kind, [entry(f"{what} {one}").digest for what in ("value", "later") for one in (0, 1)]
    )
    assert dict(found) == {
        entry("value 1").digest: (name(1),),
        entry("later 0").digest: (name(0),),
        entry("later 1").digest: (name(1),),
    }
    with pytest.raises(StaleVersion):
        store.commit([new_case(number) for number in range(2 * 10**6, 2 * 10**6 + 2 * SLICE)] + [more(0, 1)])
    assert store.head() == head
