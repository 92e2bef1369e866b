"""What an erasure leaves: nothing SQL reaches; after a sweep nothing in the files of the tables; the log keeps it."""

import pytest
from click.testing import CliRunner

from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case
from prevexp_postgresql.__main__ import main

_MARKS = {
    number: (b"zz-key-%03d" % number, b"zz-identity-%03d" % number, b"zz-setting-%03d" % number) for number in range(60)
}
_REPLACED = b"zz-replaced"
_ERASED = set(range(50))


@pytest.fixture
def erased(opened, schema, sql):
    """A store, in a database of its own, in which fifty of sixty households were erased, and settings of theirs."""
    sql(f"CREATE DATABASE {schema}")
    store = opened(schema, database=schema)
    for number, (key, sealed, setting) in _MARKS.items():
        store.commit([new_case(number, wrapped_key=key, identity=b"early " + sealed)])
        store.commit([more(number, 1, identity=b"later " + sealed)])
        store.set_setting(f"zz/{number}", _REPLACED + setting[-4:])
        store.replace_setting(f"zz/{number}", setting, after=_REPLACED + setting[-4:])
    for number in _ERASED:
        assert store.erase(name(number, "household"))
    assert store.drop_settings([f"zz/{number}" for number in _ERASED]) == len(_ERASED)
    return store


def found_in(content):
    """Return the households of which a key, an identity, an index entry or a setting is in these bytes."""
    parts = {number: (*marks, new_case(number).index[0].digest) for number, marks in _MARKS.items()}
    return {number for number, marks in parts.items() if any(mark in content for mark in marks)}


def test_no_statement_reaches_what_was_erased(erased, schema, sql):
    """Neither a table nor the statistics of the catalogue show a byte of it, though the server took samples (ST-60)."""
    sql("ANALYZE", database=schema)
    told = []
    for table in ("vault", "stream", "journal", "entry", "receipt", "setting", "prevexp"):
        told += [
            bytes(value) for row in sql(f"TABLE {table}", database=schema) for value in row if isinstance(value, bytes)
        ]
    assert found_in(b" ".join(told)) == set(_MARKS) - _ERASED
    assert _REPLACED not in b" ".join(told)
    sampled = sql("SELECT tablename, attname FROM pg_stats WHERE schemaname = %s", schema, database=schema)
    sealed = {"wrapped_key", "identity", "found_by", "body", "link", "key", "digest", "value"}
    assert sampled
    assert not sealed & {column for _, column in sampled}


def test_the_owner_sweeps_at_once(erased, schema, sql):
    """Who owns the tables erases and sweeps: no dead row is left for somebody with the right to look at pages."""
    for table in ("vault", "stream", "entry", "setting"):
        sql(f"ANALYZE {table}", database=schema)  # it counts them
        dead = sql("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relid = %s::regclass", table, database=schema)
        assert dead == [(0,)]


def test_after_a_sweep_the_files_of_the_tables_are_clean_and_the_log_is_not(erased, server, schema, sql):
    """`sweep` makes the files anew, without the erased and with the others.

    The write-ahead log still has what was written to it: that is why the pages say what to do about logs and backups.
    """
    done = CliRunner().invoke(main, ["sweep", server.url(schema, database=schema)])
    assert done.exit_code == 0, done.output
    sql("CHECKPOINT")  # files that were replaced are removed then
    ((number,),) = sql("SELECT oid FROM pg_database WHERE datname = %s", schema)

    def bytes_of(folder):
        return b"".join(file.read_bytes() for file in (server.data / folder).rglob("*") if file.is_file())

    swept = bytes_of(f"base/{number}")
    assert found_in(swept) == set(_MARKS) - _ERASED
    assert _REPLACED not in swept
    assert _ERASED & found_in(bytes_of("pg_wal"))
    assert erased.verify() == erased.head()
    assert len(erased.identities([name(number, "household") for number in _MARKS])) == 10


def test_who_does_not_own_the_tables_is_told_that_nothing_was_swept(server, team):
    """A writer cannot rewrite tables: the command fails and says why; the server sweeps by itself."""
    roles = team()
    done = CliRunner().invoke(main, ["sweep", server.url(roles.schema, user=roles.writer)])
    assert (done.exit_code, "propriétaire" in done.output) == (1, True)
    gone = CliRunner().invoke(main, ["sweep", "postgresql://x@/y?host=/nowhere&schema=a"])
    assert gone.exit_code == 1


def test_the_server_sweeps_by_itself_what_a_writer_erased(server, team, sql):
    """The tables of keys, identities, index and settings are set so that one dead row is enough for it to sweep."""
    roles = team()
    told = sql(
        "SELECT relname, reloptions FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind = 'r'", roles.schema
    )
    at_once = {"autovacuum_vacuum_threshold=0", "autovacuum_vacuum_scale_factor=0"}
    assert {table for table, options in told if at_once <= set(options or ())} == {
        "vault",
        "stream",
        "entry",
        "setting",
    }


def test_the_command_writes_the_sql_of_the_roles():
    """`roles` prints what an administrator runs; a name that needs quoting is a wrong use."""
    told = CliRunner().invoke(main, ["roles", "team62"])
    assert told.exit_code == 0
    assert told.output.startswith("BEGIN;\nCREATE ROLE team62_owner LOGIN;\n")
    assert CliRunner().invoke(main, ["roles", "Team 62"]).exit_code == 2
