"""A set of rules compiled together: one mask per case says which rules are no and which are not known."""

from collections.abc import Callable
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from .checks import condition
from .errors import TooManyRules
from .fact import Fact
from .fact import Row
from .notation import Expression
from .python import MOST_RULES
from .python import compile_masks
from .tree import facts_of

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl

_FEW_RULES = 16


@attrs.frozen
class CompiledRules:
    """Rules in the order of `ids`, as one function of a case and one expression of a frame.

    A mask has a bit i for each rule i that is no, and a bit `shift` + i for each that is not known; no bit: all yes.
    `shift` is 16, and 32 past sixteen rules.
    """

    expressions: Mapping[str, Expression] = attrs.field(eq=False)
    mask: Callable[[Row], int] = attrs.field(eq=False, repr=False)
    shift: int

    @property
    def ids(self) -> tuple[str, ...]:
        """The rules, in the order of their bits."""
        return tuple(self.expressions)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact that some rule reads: the columns a row or a frame must have."""
        return tuple(dict.fromkeys(fact for rule in self.expressions.values() for fact in facts_of(rule.node)))

    def fails(self, mask: int) -> tuple[str, ...]:
        """Return the rules that are no."""
        return tuple(rule for i, rule in enumerate(self.expressions) if mask >> i & 1)

    def not_known(self, mask: int) -> tuple[str, ...]:
        """Return the rules that are not known."""
        return self.fails(mask >> self.shift)

    def frame_mask(self, *, portable: bool = False) -> "nw.Expr":
        """Return the mask as one expression of a frame (`portable`: see `frame.compile_frame`)."""
        from .frame import compile_frame_masks

        return compile_frame_masks(self.expressions, self.shift, portable=portable)

    @cached_property
    def reasons(self) -> "Callable[[pl.Expr], pl.Expr]":
        """A function from half a mask (Polars, either half moved down to bit 0) to the list of its rules."""
        from .reasons import lists_of

        return lists_of(self.ids)


def compile_rules(rules: Mapping[str, Expression]) -> CompiledRules:
    """Compile the rules of one screening, by id; each must be a condition.

    Raises TooManyRules past 32, TypeMismatch.
    """
    if len(rules) > MOST_RULES:
        raise TooManyRules(f"one mask holds {MOST_RULES} rules, not {len(rules)}", limit=MOST_RULES, got=len(rules))
    for rule in rules.values():
        condition(rule.node)
    shift = _FEW_RULES if len(rules) <= _FEW_RULES else MOST_RULES
    return CompiledRules(dict(rules), compile_masks(rules, shift), shift)
