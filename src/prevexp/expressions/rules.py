"""A set of rules compiled together: one mask per case says which rules are no and which are not known."""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from .checks import condition
from .fact import Fact
from .fact import Row
from .notation import Expression
from .python import compile_masks
from .tree import facts_of

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl

MASK_WIDTH = 32
"""Rules that one column of a frame holds; past them a frame has several, a case still one number."""

_FEW_RULES = 16


@attrs.frozen
class CompiledRules:
    """Rules in the order of `ids`, as one function of a case and as expressions of a frame.

    A mask has a bit i for each rule i that is no, and a bit `shift` + i for each that is not known; no bit: all yes.
    `shift` is 16, past sixteen rules 32, 64…
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

    @cached_property
    def readers(self) -> Mapping[str, int]:
        """The bits of the rules that read a fact, by its id."""
        bits: Counter[str] = Counter()
        for i, rule in enumerate(self.expressions.values()):
            bits.update({fact.id: 1 << i for fact in facts_of(rule.node)})
        return bits

    def fails(self, mask: int) -> tuple[str, ...]:
        """Return the rules that are no."""
        return tuple(rule for i, rule in enumerate(self.expressions) if mask >> i & 1)

    def not_known(self, mask: int) -> tuple[str, ...]:
        """Return the rules that are not known."""
        return self.fails(mask >> self.shift)

    def without(self, mask: int, facts: Iterable[str]) -> int:
        """Return a mask with every rule that reads one of these facts as not known, whatever it says of the others."""
        for fact in facts:
            bits = self.readers.get(fact, 0)
            mask = mask & ~bits | bits << self.shift
        return mask

    def frame_masks(self, *, portable: bool = False) -> "tuple[nw.Expr, ...]":
        """Return the mask as expressions of a frame, one for every 32 rules (`portable`: see `frame.compile_frame`)."""
        from .frame import compile_frame_masks

        width = min(self.shift, MASK_WIDTH)
        return tuple(compile_frame_masks(part, width, portable=portable) for part in self._parts())

    def joined(self, masks: Sequence[int]) -> int:
        """Return the mask of a case from those that `frame_masks` gives."""
        if len(masks) == 1:
            return masks[0]
        half = 1 << MASK_WIDTH
        return sum(
            mask % half << i * MASK_WIDTH | mask // half << self.shift + i * MASK_WIDTH for i, mask in enumerate(masks)
        )

    @cached_property
    def reasons(self) -> "tuple[Callable[[pl.Expr], pl.Expr], ...]":
        """For each of `frame_masks`, a function from half of it (Polars, moved down to bit 0) to a list of rules."""
        from .reasons import lists_of

        return tuple(lists_of(tuple(part), self.ids) for part in self._parts())

    def _parts(self) -> tuple[Mapping[str, Expression], ...]:
        every = list(self.expressions.items())
        return tuple(dict(every[i : i + MASK_WIDTH]) for i in range(0, max(len(every), 1), MASK_WIDTH))


def compile_rules(rules: Mapping[str, Expression]) -> CompiledRules:
    """Compile the rules of one screening, by id; each must be a condition. Raises TypeMismatch."""
    for rule in rules.values():
        condition(rule.node)
    shift = _FEW_RULES if len(rules) <= _FEW_RULES else -(-len(rules) // MASK_WIDTH) * MASK_WIDTH
    return CompiledRules(dict(rules), compile_masks(rules, shift), shift)
