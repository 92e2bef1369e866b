"""What is known of every row of a transfer, in columns: a million objects would weigh more than the list itself."""

from array import array
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from ..casework.matching import Match
from ..casework.matching import Placement
from ..domain.values import CaseId

_MATCHES = tuple(Match)
_NONE = -1  # in the columns of cases; in the column of matches: the row was rejected before


class Placements:
    """Every row's placement, None for a row rejected before; each is made when it is asked for."""

    __slots__ = ("_case", "_match", "_same_dwelling", "_same_name")

    def __init__(self, placements: Iterable[Placement | None]) -> None:
        self._match = array("b")
        self._case, self._same_dwelling, self._same_name = array("i"), array("i"), array("i")
        codes = {match: code for code, match in enumerate(_MATCHES)}
        for placement in placements:
            case, match, same_dwelling, same_name = placement or (_NONE, None, None, None)
            self._case.append(case)
            self._match.append(_NONE if match is None else codes[match])
            self._same_dwelling.append(_NONE if same_dwelling is None else same_dwelling)
            self._same_name.append(_NONE if same_name is None else same_name)

    def __len__(self) -> int:
        return len(self._match)

    def __getitem__(self, row: int) -> Placement | None:
        code = self._match[row]
        if code == _NONE:
            return None
        dwelling, name = self._same_dwelling[row], self._same_name[row]
        return Placement(
            self._case[row], _MATCHES[code], None if dwelling == _NONE else dwelling, None if name == _NONE else name
        )

    def case(self, row: int) -> int:
        """Return the number of the case a row belongs to."""
        return self._case[row]

    def rows(self, *matches: Match | None) -> list[int]:
        """Return the rows placed in one of these ways (None: rejected before), in the order of the file."""
        wanted = {_NONE if match is None else _MATCHES.index(match) for match in matches}
        return [row for row, code in enumerate(self._match) if code in wanted]


class NewCases(Mapping[int, CaseId]):
    """Row -> id of the case it makes, in the order of the file."""

    __slots__ = ("_ids", "_rows")

    def __init__(self, rows: Sequence[int], new_id: Callable[[], str], *, size: int) -> None:
        self._rows = array("i", rows)
        self._ids: list[CaseId | None] = [None] * size
        for row in rows:
            self._ids[row] = CaseId(new_id())

    def __getitem__(self, row: int) -> CaseId:
        if (found := self._ids[row]) is None:
            raise KeyError(row)
        return found

    def __iter__(self) -> Iterator[int]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
