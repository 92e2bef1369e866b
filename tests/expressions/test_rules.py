"""A set of rules is one mask; lists of reasons are read off the mask."""

import narwhals as nw
import polars as pl
import pytest

from prevexp.expressions import Dtype
from prevexp.expressions import Fact
from prevexp.expressions import Facts
from prevexp.expressions import TypeMismatch
from prevexp.expressions import compile_rules

facts = Facts(Fact(id=f"f{i}", dtype=Dtype.BOOL, question="?", ask="?") for i in range(70))


def rules_of(count: int) -> dict[str, object]:
    return {f"rule-{i}": facts[f"f{i}"] for i in range(count)}


def row_of(count: int) -> dict[str, bool | None]:
    """Every third fact is yes, no, not known."""
    return {f"f{i}": (True, False, None)[i % 3] for i in range(count)}


@pytest.mark.parametrize(("count", "shift"), [(1, 16), (16, 16), (17, 32), (32, 32), (33, 64), (70, 96)])
def test_each_rule_has_two_bits(count: int, shift: int) -> None:
    """Bit i says that rule i is no, bit shift + i that it is not known."""
    compiled = compile_rules(rules_of(count))
    mask = compiled.mask(row_of(count))
    assert compiled.shift == shift
    assert mask == sum(1 << i for i in range(count) if i % 3 == 1) + sum(
        1 << i + shift for i in range(count) if i % 3 == 2
    )
    assert compiled.fails(mask) == tuple(f"rule-{i}" for i in range(count) if i % 3 == 1)
    assert compiled.not_known(mask) == tuple(f"rule-{i}" for i in range(count) if i % 3 == 2)


@pytest.mark.parametrize(("count", "dtype"), [(16, pl.UInt32), (17, pl.UInt64), (32, pl.UInt64)])
def test_the_frame_gives_the_same_mask(count: int, dtype: pl.DataType) -> None:
    """Masks fit 32 bits up to sixteen rules, 64 bits past them, also when every bit of a half is set."""
    compiled = compile_rules(rules_of(count))
    cases = [row_of(count), dict.fromkeys(row_of(count)), dict.fromkeys(row_of(count), False)]
    frame = pl.DataFrame(cases, schema=dict.fromkeys(row_of(count), pl.Boolean))
    (mask,) = compiled.frame_masks()
    column = nw.from_native(frame).select(mask=mask).to_native()["mask"]
    assert column.dtype == dtype
    assert column.to_list() == [compiled.mask(case) for case in cases]


@pytest.mark.parametrize("count", [1, 5, 16, 20])
def test_lists_of_reasons_are_those_of_the_mask(count: int) -> None:
    """Looked up by the million, the rules of a mask are the same and in the same order as one by one."""
    compiled = compile_rules(rules_of(count))
    masks = [0, 1, (1 << count) - 1, (1 << count) - 1 & 0x55555, 1 << (count - 1)]
    frame = pl.DataFrame({"mask": pl.Series(masks, dtype=pl.UInt64)})
    expected = [list(compiled.fails(mask)) for mask in masks]
    (lists,) = compiled.reasons
    assert frame.select(reasons=lists(pl.col("mask")))["reasons"].to_list() == expected
    assert frame.lazy().select(reasons=lists(pl.col("mask"))).collect()["reasons"].to_list() == expected


def test_past_32_rules_a_frame_has_several_masks_and_a_case_one() -> None:
    """Seventy rules, as fifty plugins may bring them, give the same answers on both paths."""
    compiled = compile_rules(rules_of(70))
    cases = [row_of(70), dict.fromkeys(row_of(70)), dict.fromkeys(row_of(70), False), dict.fromkeys(row_of(70), True)]
    frame = pl.DataFrame(cases, schema=dict.fromkeys(row_of(70), pl.Boolean))
    columns = nw.from_native(frame).select(**dict(zip("abc", compiled.frame_masks(), strict=True))).to_native()
    assert [compiled.joined(row) for row in columns.iter_rows()] == [compiled.mask(case) for case in cases]


def test_the_rules_that_read_a_fact_can_be_told_not_known() -> None:
    """A fact that cannot be read leaves no yes and no no to any rule that reads it, and the others as they are."""
    compiled = compile_rules({"a": facts.f0 | facts.f1, "b": ~facts.f1, "c": facts.f2})
    mask = compiled.mask({"f0": True, "f1": True, "f2": False})
    assert compiled.fails(mask) == ("b", "c")
    doubtful = compiled.without(mask, ["f1", "f69"])
    assert (compiled.fails(doubtful), compiled.not_known(doubtful)) == (("c",), ("a", "b"))


def test_a_number_is_no_rule() -> None:
    """A rule must be answered yes, no or not known."""
    amount = Facts([Fact(id="debt", dtype=Dtype.INTEGER, unit="cents", question="?", ask="?")]).debt
    with pytest.raises(TypeMismatch):
        compile_rules({"r": amount + 1})


def test_the_facts_of_a_set_are_read_off_its_rules() -> None:
    """What columns a frame must have is known without running anything."""
    compiled = compile_rules({"x": facts.f1 & facts.f0, "y": facts.f1 | ~facts.f2})
    assert [fact.id for fact in compiled.facts] == ["f1", "f0", "f2"]
