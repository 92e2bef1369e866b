"""What `find` and `follow` accept: filters, limits and cursors, checked the same way by every backend."""

from hashlib import sha256

import attrs

from ..domain.errors import InvalidValue
from ..domain.values import one_of
from .port import CaseStatus

_optional = attrs.validators.optional
_SEAL = 8  # hex digits; a guard against mistakes, not against forgery: a cursor opens nothing a search would not


@attrs.frozen(kw_only=True)
class Filters:
    """The filters of one search; they conjoin, None filters nothing."""

    territory: str | None = attrs.field(default=None, validator=_optional(one_of(str)))
    status: CaseStatus | None = attrs.field(default=None, validator=_optional(one_of(CaseStatus)))
    month: str | None = attrs.field(default=None, validator=_optional(one_of(str)))

    def given(self) -> dict[str, str]:
        """Return the filters that filter, by name."""
        return {name: value for name, value in attrs.asdict(self).items() if value is not None}

    def cursor(self, last: str) -> str:
        """Return the cursor that continues this search after a stream."""
        return f"{self._seal(last)}{last}"

    def after(self, cursor: str | None) -> str:
        """Return the stream a cursor continues after, "" for none. Raises InvalidValue for another search's cursor."""
        if cursor is None:
            return ""
        last = cursor[_SEAL:] if type(cursor) is str else ""
        if not last or cursor != self.cursor(last):
            raise InvalidValue("the cursor is not one this search returned")
        return last

    def _seal(self, last: str) -> str:
        return sha256(repr((self.territory, self.status, self.month, last)).encode()).hexdigest()[:_SEAL]


def checked_limit(limit: int) -> int:
    """Accept a page size of 1 to 10,000."""
    if type(limit) is not int or not 1 <= limit <= 10_000:
        raise InvalidValue("a limit is a whole number from 1 to 10000")
    return limit
