"""The cells of a table: every member of each breakdown with every other one, and the totals; how they add up."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from itertools import product

import attrs

from .blocks import Whole
from .counting import Cell

ALL = str(Whole.ALL)


@attrs.frozen(kw_only=True)
class Lattice:
    """The cells of one table: `members` of each breakdown, in the order to be shown."""

    members: tuple[tuple[str, ...], ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, totals last along each breakdown."""
        return tuple(product(*((*some, ALL) for some in self.members)))

    @property
    def sums(self) -> Iterator[tuple[Cell, tuple[Cell, ...]]]:
        """Each total with the cells that add up to it, along each of its breakdowns."""
        for cell in self.cells:
            for place, member in enumerate(cell):
                if member == ALL:
                    yield cell, tuple((*cell[:place], one, *cell[place + 1 :]) for one in self.members[place])

    def above(self, cell: Cell) -> Iterator[Cell]:
        """Return a cell and every total it is part of."""
        return product(*((member, ALL) for member in cell))

    def totalled(self, numbers: Mapping[Cell, int]) -> dict[Cell, int]:
        """Return the number of every cell, totals and zeros included."""
        found = dict.fromkeys(self.cells, 0)
        for cell, number in numbers.items():
            for total in self.above(cell):
                found[total] += number
        return found


def members_found(cells: Iterable[Cell], place: int) -> tuple[str, ...]:
    """Return the members that occur along a breakdown, by name."""
    return tuple(sorted({cell[place] for cell in cells}))
