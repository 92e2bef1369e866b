"""Small counts cannot be read, nor worked out again from the sums."""

from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.errors import InvalidValue
from prevexp.privacy.disclosure import Disclosure

Table = dict[str, int]
Sums = list[tuple[str, tuple[str, ...]]]


def two_way(cells: list[list[int]]) -> tuple[Table, Sums]:
    """Return a table of counts with its totals, and how they add up."""
    counts: Table = {}
    for i, row in enumerate(cells):
        counts |= {f"r{i}c{j}": number for j, number in enumerate(row)} | {f"r{i}": sum(row)}
    columns = list(zip(*cells, strict=True))
    counts |= {f"c{j}": sum(column) for j, column in enumerate(columns)} | {"all": sum(map(sum, cells))}
    rows, across = range(len(cells)), range(len(columns))
    sums = [(f"r{i}", tuple(f"r{i}c{j}" for j in across)) for i in rows]
    sums += [(f"c{j}", tuple(f"r{i}c{j}" for i in rows)) for j in across]
    sums += [("all", tuple(f"r{i}" for i in rows)), ("all", tuple(f"c{j}" for j in across))]
    return counts, sums


def could_differ(key: str, counts: Table, sums: Sums, hidden: frozenset[str], *, reach: int = 3) -> bool:
    """Say whether one who has all published counts must admit another value of a hidden one: a search, no algebra.

    Tries every table whose hidden counts lie within `reach` of the true ones and are at least one, nearest first.
    """
    order = [key, *sorted(hidden - {key})]

    def fits(guess: Table) -> bool:
        for total, parts in sums:
            inside = [k for k in (total, *parts) if k in hidden]
            if all(k in guess for k in inside) and value(total, guess) != sum(value(p, guess) for p in parts):
                return False
        return True

    def value(k: str, guess: Table) -> int:
        return guess[k] if k in hidden else counts[k]

    def search(guess: Table, left: list[str]) -> bool:
        if not left:
            return True
        for step in steps(reach):
            new = counts[left[0]] + step
            if new < 1 or (left[0] == key and not step):
                continue
            if fits(guess | {left[0]: new}) and search(guess | {left[0]: new}, left[1:]):
                return True
        return False

    return search({}, order)


def steps(reach: int) -> Iterator[int]:
    """Yield 0, then 1 and -1, 2 and -2, and so on."""
    yield 0
    for step in range(1, reach + 1):
        yield from (step, -step)


tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 25), min_size=width, max_size=width), min_size=2, max_size=3)
)


@given(tables)
@settings(max_examples=60)
def test_no_hidden_count_of_a_two_way_table_can_be_worked_out(cells: list[list[int]]) -> None:
    """For every hidden count there is another table with the same published counts, in which it differs."""
    counts, sums = two_way(cells)
    hidden = Disclosure().hidden(counts, sums)
    assert [key for key in hidden if not could_differ(key, counts, sums, hidden)] == []


@given(tables, st.integers(5, 15))
@settings(max_examples=100)
def test_every_small_count_is_hidden_and_no_zero_is(cells: list[list[int]], threshold: int) -> None:
    """Counts from 1 to the threshold - 1 are hidden, zeros never."""
    counts, sums = two_way(cells)
    hidden = Disclosure(threshold=threshold).hidden(counts, sums)
    assert {key for key, number in counts.items() if 0 < number < threshold} <= hidden
    assert not {key for key, number in counts.items() if number == 0} & hidden


@given(tables)
@settings(max_examples=100)
def test_what_is_hidden_in_one_sum_is_not_a_small_count_together(cells: list[list[int]]) -> None:
    """The rest of a published total, which anybody can reckon, is two counts or more and at least the threshold."""
    counts, sums = two_way(cells)
    hidden = Disclosure().hidden(counts, sums)
    for total, parts in sums:
        inside = [part for part in parts if part in hidden]
        if total not in hidden and inside:
            assert len(inside) > 1
            assert sum(counts[part] for part in inside) >= 11


@pytest.mark.parametrize(("number", "is_hidden"), [(0, False), (1, True), (10, True), (11, False), (12, False)])
def test_the_threshold_is_eleven_households(number: int, is_hidden: bool) -> None:
    """Ten are hidden, eleven are not."""
    counts = {"a": number, "b": 40, "c": 50, "all": number + 90}
    assert ("a" in Disclosure().hidden(counts, [("all", ("a", "b", "c"))])) is is_hidden


@pytest.mark.parametrize(("threshold", "allowed"), [(0, False), (4, False), (5, True), (6, True)])
def test_no_threshold_under_five(threshold: int, allowed: bool) -> None:
    """A publication may be stricter or looser than eleven, never under five."""
    if allowed:
        assert Disclosure(threshold=threshold).threshold == threshold
    else:
        with pytest.raises(InvalidValue):
            Disclosure(threshold=threshold)


def test_one_small_count_takes_the_smallest_other_one_of_its_sum_with_it() -> None:
    """Of 3, 20 and 30 under a published total, 3 and 20 are hidden: 30 stays."""
    counts = {"a": 3, "b": 20, "c": 30, "all": 53}
    assert Disclosure().hidden(counts, [("all", ("a", "b", "c"))]) == {"a", "b"}


def test_a_bridge_between_two_hidden_blocks_is_not_left_alone() -> None:
    """Two hidden counts in each row and column are not enough: one that joins two blocks follows from them."""
    cells = [[5, 5, 40, 40], [5, 5, 5, 40], [40, 40, 5, 5], [40, 40, 5, 5]]
    counts, sums = two_way(cells)
    small = frozenset(key for key, number in counts.items() if number < 11)
    assert not could_differ("r1c2", counts, sums, small)
    hidden = Disclosure().hidden(counts, sums)
    assert could_differ("r1c2", counts, sums, hidden, reach=2)


def test_hiding_small_counts_alone_is_cracked_by_the_attack_of_these_tests() -> None:
    """The attack is one that succeeds: without complementary suppression it finds the count again."""
    counts, sums = two_way([[3, 20], [30, 40]])
    assert not could_differ("r0c0", counts, sums, frozenset({"r0c0"}))


def test_a_count_is_hidden_in_every_table_it_belongs_to() -> None:
    """Two tables with one column of totals share what is hidden: the margin of one does not tell the other's."""
    counts = {"may": 30, "june": 31, "arras": 52, "lens": 9, "all": 61}
    hidden = Disclosure().hidden(counts, [("all", ("may", "june")), ("all", ("arras", "lens"))])
    assert hidden == {"arras", "lens"}


def test_two_names_of_one_count_hide_together() -> None:
    """A count that must equal another one, hidden for its own reasons, is no way round."""
    counts = {"lines": 7, "cases": 7, "others": 60, "all": 67}
    sums = [("all", ("cases", "others")), ("lines", ("cases",))]
    assert Disclosure().hidden(counts, sums) == {"lines", "cases", "others"}


def test_the_answer_does_not_depend_on_the_order_of_the_counts() -> None:
    """The same tables give the same hidden counts, whatever order they come in."""
    counts, sums = two_way([[3, 20, 12], [30, 4, 9], [14, 14, 14]])
    turned = dict(reversed(counts.items()))
    assert Disclosure().hidden(turned, sums) == Disclosure().hidden(counts, sums)


@pytest.mark.parametrize(
    ("counts", "sums"),
    [({"a": -1}, []), ({"a": 1, "all": 2}, [("all", ("a",))]), ({"a": 1}, [("all", ("a",))])],
    ids=["negative", "wrong sum", "total not given"],
)
def test_tables_that_contradict_themselves_are_refused(counts: Table, sums: Sums) -> None:
    """No protection is promised for counts that do not add up."""
    with pytest.raises(InvalidValue):
        Disclosure().hidden(counts, sums)


def test_hiding_stops_with_large_tables_too() -> None:
    """A table of twelve months by nine places with small counts everywhere is protected, its grand total published."""
    numbers = count()
    cells = [[next(numbers) * 7 % 23 for _ in range(9)] for _ in range(12)]
    counts, sums = two_way(cells)
    hidden = Disclosure().hidden(counts, sums)
    assert "all" not in hidden
    assert {key for key, number in counts.items() if 0 < number < 11} <= hidden


def test_what_is_settled_stays_shown_and_another_is_hidden_in_its_place() -> None:
    """A number that stands in a table sent before cannot be taken back: its neighbour goes."""
    counts = {"a": 3, "b": 20, "c": 30, "all": 53}
    sums = [("all", ("a", "b", "c"))]
    assert Disclosure().hidden(counts, sums, settled=frozenset({"b", "all"})) == {"a", "c"}


def test_what_is_hidden_elsewhere_is_hidden_here_and_protected() -> None:
    """A large number hidden in another table takes a second one with it, as a small one does."""
    counts = {"a": 40, "b": 20, "c": 30, "all": 90}
    hidden = Disclosure().hidden(counts, [("all", ("a", "b", "c"))], also=frozenset({"a"}))
    assert hidden == {"a", "b"}
