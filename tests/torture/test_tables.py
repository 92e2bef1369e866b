"""Published tables are attacked: by subtraction in exact numbers, and by linear programming where scipy is there.

Whoever attacks knows every shown count, all sums, that a hidden count is a whole number and is no zero.
"""

from collections import Counter
from fractions import Fraction
from random import Random

import pytest

from prevexp.privacy.disclosure import Disclosure

from .conftest import Figures

Sums = list[tuple[str, tuple[str, ...]]]
Equation = tuple[dict[str, int], int]
"""Hidden count -> how often it stands in a sum, and what the shown ones leave of it."""


def drawn(chance: Random) -> tuple[dict[str, int], Sums]:
    """Draw a table of three breakdowns at most, many of its counts small, with all its totals."""
    sizes = [chance.randint(2, 4) for _ in range(chance.randint(1, 3))]
    counts: Counter[tuple[str, ...]] = Counter()
    sums: Sums = []
    cells: list[tuple[str, ...]] = [()]
    for size in sizes:
        cells = [(*cell, str(one)) for cell in cells for one in range(size)]
    for cell in cells:
        number = chance.choice((0, 0, chance.randint(1, 10), chance.randint(1, 10), chance.randint(11, 80)))
        places: list[tuple[str, ...]] = [()]
        for member in cell:
            places = [(*place, one) for place in places for one in (member, "all")]
        for place in places:
            counts[place] += number
    for place in list(counts):
        for axis, member in enumerate(place):
            if member == "all":
                parts = ((*place[:axis], str(one), *place[axis + 1 :]) for one in range(sizes[axis]))
                sums.append((" ".join(place), tuple(" ".join(part) for part in parts)))
    return {" ".join(place): number for place, number in counts.items()}, sums


def known(counts: dict[str, int], sums: Sums, hidden: frozenset[str]) -> list[Equation]:
    """Return what the published table says of its hidden counts."""
    found = []
    for total, parts in sums:
        terms, rest = Counter[str](), 0
        for key, sign in ((total, -1), *((part, 1) for part in parts)):
            if key in hidden:
                terms[key] += sign
            else:
                rest -= sign * counts[key]
        if terms:
            found.append((dict(terms), rest))
    return found


def by_subtraction(equations: list[Equation]) -> dict[str, Fraction]:
    """Return the hidden counts that the sums alone determine: Gauss and Jordan, in exact numbers."""
    names = sorted({name for terms, _ in equations for name in terms})
    rows = [[Fraction(terms.get(name, 0)) for name in names] + [Fraction(rest)] for terms, rest in equations]
    top = 0
    for column in range(len(names)):
        pivot = next((row for row in range(top, len(rows)) if rows[row][column]), None)
        if pivot is None:
            continue
        rows[top], rows[pivot] = rows[pivot], rows[top]
        rows[top] = [one / rows[top][column] for one in rows[top]]
        for other in range(len(rows)):
            if other != top and rows[other][column]:
                factor = rows[other][column]
                rows[other] = [a - factor * b for a, b in zip(rows[other], rows[top], strict=True)]
        top += 1
    alone = (row for row in rows[:top] if sum(map(bool, row[:-1])) == 1)
    return {names[next(i for i, one in enumerate(row) if one)]: row[-1] for row in alone}


def by_programming(equations: list[Equation]) -> set[str]:
    """Return the hidden counts whose smallest and largest possible values round to one whole number."""
    optimize = pytest.importorskip("scipy.optimize", reason="scipy is not installed: `nox -s torture` brings it")
    names = sorted({name for terms, _ in equations for name in terms})
    matrix = [[terms.get(name, 0) for name in names] for terms, _ in equations]
    rests = [rest for _, rest in equations]
    found = set()
    for place, name in enumerate(names):
        ends = []
        for sign in (1, -1):
            goal = [sign if one == place else 0 for one in range(len(names))]
            done = optimize.linprog(goal, A_eq=matrix, b_eq=rests, bounds=[(1, None)] * len(names), method="highs")
            ends.append(sign * done.fun if done.status == 0 else sign * float("-inf"))
        if ends[1] - ends[0] < 1 - 1e-6 and round(ends[0]) == round(ends[1]):
            found.add(name)
    return found


def attacked(trials: int, attack: object, *, policy: object) -> Counter[str]:
    """Publish drawn tables, attack each, and count what was hidden and what came back."""
    chance, seen = Random(2026), Counter[str]()
    for _ in range(trials):
        counts, sums = drawn(chance)
        hidden = policy(counts, sums)  # type: ignore[operator]
        equations = known(counts, sums, hidden)
        seen["tables"] += 1
        seen["hidden"] += len(hidden)
        seen["recovered"] += len(attack(equations)) if equations else 0  # type: ignore[operator]
    return seen


def small_ones_only(counts: dict[str, int], _: Sums) -> frozenset[str]:
    """Hide what is small, and nothing for its sake: the control."""
    return frozenset(key for key, number in counts.items() if 0 < number < 11)


def test_no_hidden_count_comes_back_by_subtraction(trials: int, figures: Figures) -> None:
    """Of drawn tables with all their totals, nested breakdowns included, no hidden count is determined by the sums."""
    seen = attacked(trials, by_subtraction, policy=Disclosure().hidden)
    figures("published tables, subtraction", trials, seen)
    assert (seen["recovered"], seen["hidden"] > trials) == (0, True)


def test_without_complementary_suppression_counts_come_back(trials: int, figures: Figures) -> None:
    """The control: where only small counts are hidden, the attack finds many of them."""
    seen = attacked(trials, by_subtraction, policy=small_ones_only)
    figures("the same, only small counts hidden", trials, seen)
    assert seen["recovered"] > seen["hidden"] / 20


def test_no_hidden_count_comes_back_by_linear_programming(trials: int, figures: Figures) -> None:
    """Nor do its bounds, from all sums at once, leave one whole number."""
    seen = attacked(max(1, trials // 10), by_programming, policy=Disclosure().hidden)
    figures("published tables, linear programming", seen["tables"], seen)
    assert seen["recovered"] == 0
