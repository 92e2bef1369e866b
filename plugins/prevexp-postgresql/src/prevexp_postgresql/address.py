"""Where a store is: the URL of a server, and the schema in it that is one team's own."""

import re
from typing import Self
from urllib.parse import parse_qsl
from urllib.parse import urlencode
from urllib.parse import urlsplit
from urllib.parse import urlunsplit

import attrs

from prevexp.domain.errors import StoreUnavailable

EXPECTED = "postgresql://user@host:5432/database?schema=team62"
_SCHEMA = re.compile(r"(?!pg_)[a-z_][a-z0-9_]{0,50}")  # no quoting is ever needed, and a role's name has room for more


@attrs.frozen(kw_only=True)
class Address:
    """A server, as its own library reads a URL, and a schema. The server part may hold a password and is not shown."""

    server: str = attrs.field(repr=False)
    schema: str

    @classmethod
    def of(cls, url: str) -> Self:
        """Read a URL. Raises StoreUnavailable if it names no schema or one that would need quoting."""
        try:
            parts = urlsplit(url)
            given = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        except ValueError:
            raise StoreUnavailable(f"this is no URL of a server; expected: {EXPECTED}") from None
        schemas = [value for name, value in given if name == "schema"]
        if parts.scheme != "postgresql" or len(schemas) != 1:
            raise StoreUnavailable(f"the URL names one schema, which is the team's own; expected: {EXPECTED}")
        rest = urlencode([one for one in given if one[0] != "schema"])
        return cls(server=urlunsplit(parts._replace(query=rest)), schema=checked_schema(schemas[0]))


def checked_schema(name: str) -> str:
    """Accept the name of a schema: a small letter, then small letters, digits and underscores, 51 at most."""
    if not _SCHEMA.fullmatch(name):
        raise StoreUnavailable(
            "a schema is named by small letters, digits and underscores (51 at most), and not pg_…", expected=EXPECTED
        )
    return name
