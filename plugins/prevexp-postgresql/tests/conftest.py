"""A server of the tests' own; where the machine has none, what needs it is skipped and says so."""

import itertools

import pytest

from prevexp_postgresql.roles import Roles
from prevexp_postgresql.roles import creation_sql
from prevexp_postgresql.store import PostgresStore
from prevexp_postgresql.testing import programs
from prevexp_postgresql.testing import started

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def there():
    """Skip where there is no PostgreSQL."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed: neither initdb nor /usr/lib/postgresql/*/bin")


@pytest.fixture(scope="session")
def server(there):
    with started() as running:
        yield running


@pytest.fixture
def schema():
    """Return a name nobody has used."""
    return f"team_{next(_numbers)}"


@pytest.fixture
def opened(server):
    """Open stores that are closed at the end."""
    kept = []

    def open_(schema, *, user=None, busy_seconds=5, **where):
        url = server.url(schema, **({"user": user} if user else {}), **where)
        kept.append(PostgresStore.open(url, busy_seconds=busy_seconds))
        return kept[-1]

    yield open_
    for store in kept:
        store.close()


@pytest.fixture
def sql(server, schema):
    """Run a statement as administrator, with the schema in sight, and return its rows."""

    def run(statement, *values, database="postgres"):
        with server.connect(database=database) as connection:
            connection.execute(f"SET search_path = {schema}, pg_catalog")
            cursor = connection.execute(statement, values or None)
            return cursor.fetchall() if cursor.description else []

    return run


@pytest.fixture
def team(server):
    """Make the roles and the schema of a team as an administrator would, and return their names."""

    def make():
        roles = Roles.of(f"team_{next(_numbers)}")
        with server.connect() as connection:
            connection.execute(creation_sql(roles.schema))
        return roles

    return make
