"""Roles with least rights, tried as the roles themselves; two teams in one database."""

import psycopg
import pytest

from prevexp.domain.errors import StoreUnavailable
from prevexp.storage.port import CaseStatus
from prevexp.testing.storage.kit import everything
from prevexp.testing.stored_cases import entry
from prevexp.testing.stored_cases import more
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case
from prevexp_postgresql.roles import creation_sql

_TURN = "SELECT turn FROM prevexp FOR UPDATE"


@pytest.fixture
def roles(team):
    return team()


@pytest.fixture
def written(opened, roles):
    """A store to which its writer has written."""
    store = opened(roles.schema, user=roles.writer)
    store.commit([new_case(1, events=2), new_case(2)])
    return store


def refused(server, role, schema, statement):
    """Run a statement as a role and return the state with which the server refuses it."""
    with server.connect(user=role) as connection:
        connection.execute(f"SET search_path = {schema}")
        with pytest.raises(psycopg.Error) as error:
            connection.execute(statement)
    return error.value.sqlstate


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET body = ''",
        "UPDATE journal SET version = 7 WHERE position = 1",
        "DELETE FROM journal",
        "DELETE FROM journal WHERE position = 3",
        "TRUNCATE journal",
        "ALTER TABLE journal ADD COLUMN x int",
        "DROP TABLE journal",
        "CREATE TABLE other (x int)",
        "CREATE TRIGGER t BEFORE INSERT ON journal EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "INSERT INTO journal VALUES (1, 1, 1, '', '', '') ON CONFLICT (position) DO UPDATE SET body = ''",
        "MERGE INTO journal j USING (SELECT 1) x ON true WHEN MATCHED THEN DELETE",
        "DELETE FROM vault",
        "UPDATE vault SET id = 'x'",
        "UPDATE stream SET id = 'x'",
        "DELETE FROM stream",
        "UPDATE receipt SET body = ''",
        "DELETE FROM receipt",
        "UPDATE setting SET name = 'x'",
        "TRUNCATE setting",
        "UPDATE prevexp SET version = 99",
        "DELETE FROM prevexp",
    ],
)
def test_a_writer_alters_nothing_that_was_written(server, roles, written, statement):
    """Neither a journal row nor a receipt, an identifier or the version is changed or deleted by who writes."""
    before = everything(written)
    assert refused(server, roles.writer, roles.schema, statement) == "42501"
    assert everything(written) == before


def test_a_writer_does_all_that_casework_needs(written):
    """Commit, status, identity, index, receipt, settings, erasure, another master key: no more rights are needed."""
    written.commit([more(1, 2, status=CaseStatus.CLOSED, identity=b"new", unindex=(entry("value 1"),))])
    assert written.set_setting("a", b"b") == b"b"
    assert written.replace_setting("a", b"c", after=b"b")
    assert (dict(written.settings("")), written.drop_settings(["a"])) == ({"a": b"c"}, 1)
    (held,) = written.wrapped_keys([name(1, "household")]).items()
    assert written.rewrap({held[0]: (held[1], b"wrapped anew")}) == 1
    written.commit([new_case(number) for number in range(10, 60)])
    assert written.erase(name(2, "household"))
    assert dict(written.wrapped_keys([name(2, "household")])) == {}
    assert written.verify() == written.head()


def test_a_reader_follows_and_reads_no_key(opened, server, roles, written):
    """Who follows sees the journal and its chain; keys, identities, the blind index and writing are closed."""
    reader = opened(roles.schema, user=roles.reader)
    assert reader.follow() == written.follow()
    assert (reader.verify(), reader.count()) == (written.head(), 2)
    uses = (
        reader.find,
        lambda: reader.wrapped_keys([name(1, "household")]),
        lambda: reader.identities([name(1, "household")]),
        lambda: reader.lookup(entry("").kind, [entry("value 1").digest]),
        lambda: reader.commit([new_case(3)]),
        lambda: reader.erase(name(1, "household")),
        lambda: reader.set_setting("a", b"b"),
        lambda: reader.settings(""),
        lambda: reader.replace_setting("a", b"c", after=b"b"),
        lambda: reader.drop_settings(["a"]),
        lambda: reader.rewrap({name(1, "household"): (b"wrapped key 1", b"another")}),
    )
    for use in uses:
        with pytest.raises(StoreUnavailable) as closed:
            use()
        assert closed.value.params["sqlstate"] == "42501"
    for statement in ("SELECT found_by FROM stream", "TABLE vault", "TABLE setting", "DELETE FROM setting", _TURN):
        assert refused(server, roles.reader, roles.schema, statement) == "42501"


def test_one_team_cannot_read_the_other(opened, server, team, written):
    """In one database, no role of a team opens, reads or writes the schema of another."""
    other = team()
    opened(other.schema, user=other.writer).commit([new_case(1, identity=b"theirs")])
    for role in (other.owner, other.writer, other.reader):
        with pytest.raises(StoreUnavailable) as closed:
            opened(written._connections.schema, user=role)
        assert closed.value.params["sqlstate"] == "42501"
        for table in ("journal", "vault", "stream", "entry", "receipt", "setting", "prevexp"):
            state = refused(server, role, other.schema, f"TABLE {written._connections.schema}.{table}")
            assert state == "42501"
    assert opened(other.schema, user=other.writer).count() == 1
    assert written.count() == 2


def test_a_team_cannot_hold_up_the_writers_of_another(server, roles, written, team):
    """The turn of the writers is a row of the team's own: nobody else can take it."""
    statement = f"SELECT turn FROM {roles.schema}.prevexp FOR UPDATE"  # noqa: S608 - a name of this test
    assert refused(server, team().writer, roles.schema, statement) == "42501"


def test_the_owner_opens_what_the_administrator_made(opened, roles):
    """The tables that the SQL makes are those an opening makes: the owner finds a store."""
    assert opened(roles.schema, user=roles.owner).commit([new_case(1)]).count == 1


def test_a_writer_makes_no_store(opened, roles, schema):
    """A schema that is not there is not made by a role that may not: a typing error does not start a second store."""
    with pytest.raises(StoreUnavailable):
        opened(schema, user=roles.writer)


@pytest.mark.parametrize("name", ["", "Team", "pg_team", "a-b", "a;b", "équipe", "a" * 52, '"a"'])
def test_a_name_that_would_need_quoting_is_refused(name):
    """What is put into SQL is a plain name."""
    with pytest.raises(StoreUnavailable):
        creation_sql(name)
