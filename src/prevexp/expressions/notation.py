"""How expressions are written: Python's operators over facts, each checked as soon as it is written.

facts.arrears_cents >= 3 * facts.rent_cents
facts.stage.is_in(yes) | (facts.stage.is_in(ask) & NOT_KNOWN)
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from typing import NoReturn

import attrs

from .checks import compared
from .checks import condition
from .checks import difference
from .checks import member
from .checks import multiple
from .checks import total
from .errors import NotAnAnswer
from .errors import TooDeep
from .fact import Scalar
from .tree import And
from .tree import Comparison
from .tree import IsKnown
from .tree import Membership
from .tree import Node
from .tree import Not
from .tree import Or
from .tree import Unknown
from .tree import depth_of
from .writing import to_text

MAX_DEPTH = 40


@attrs.frozen(eq=False, repr=False)
class Expression:
    """A rule or a number over the declared facts, not yet asked of any case.

    Comparisons give conditions; `&`, `|` and `~` combine conditions in three values: not known never reads as yes, and
    never as no. Integers of one unit add up, take away and are multiplied by a whole number; a date moves by days; one
    date minus another is a number of days. Two expressions are the same if their nodes are: `==` writes a comparison.

    Raises TypeMismatch, UnitMismatch, UnknownSlug, OutOfRange, TooDeep when it is written.
    """

    node: Node

    def __attrs_post_init__(self) -> None:
        if depth_of(self.node) > MAX_DEPTH:
            raise TooDeep(f"an expression is nested at most {MAX_DEPTH} deep", limit=MAX_DEPTH)

    def is_in(self, values: Iterable[Scalar]) -> "Expression":
        """Return whether the value is one of these; not known if the value is not."""
        return Expression(Membership(self.node, member(self.node, values)))

    def is_known(self) -> "Expression":
        """Return whether there is a value or an answer at all; this is always yes or no."""
        return Expression(IsKnown(self.node))

    def __eq__(self, other: object) -> "Expression":  # type: ignore[override]  # writes a comparison, as in any query language
        return self._compare("==", other)

    def __ne__(self, other: object) -> "Expression":  # type: ignore[override]  # the same
        return self._compare("!=", other)

    def __lt__(self, other: object) -> "Expression":
        return self._compare("<", other)

    def __le__(self, other: object) -> "Expression":
        return self._compare("<=", other)

    def __gt__(self, other: object) -> "Expression":
        return self._compare(">", other)

    def __ge__(self, other: object) -> "Expression":
        return self._compare(">=", other)

    def _compare(self, operator: str, other: object) -> "Expression":
        return Expression(Comparison(operator, *compared(operator, self.node, _plain(other))))

    def __and__(self, other: "Expression | bool") -> "Expression":
        both = condition(self.node), condition(_plain(other))
        return Expression(
            And(tuple(part for node in both for part in (node.operands if isinstance(node, And) else (node,))))
        )

    def __or__(self, other: "Expression | bool") -> "Expression":
        both = condition(self.node), condition(_plain(other))
        return Expression(
            Or(tuple(part for node in both for part in (node.operands if isinstance(node, Or) else (node,))))
        )

    def __invert__(self) -> "Expression":
        return Expression(Not(condition(self.node)))

    def __add__(self, other: "Expression | int") -> "Expression":
        return Expression(total(self.node, _plain(other)))

    def __radd__(self, other: int | date) -> "Expression":
        return Expression(total(self.node, other))

    def __sub__(self, other: "Expression | int | date") -> "Expression":
        return Expression(difference(self.node, _plain(other)))

    def __rsub__(self, other: int | date) -> "Expression":
        return Expression(difference(other, self.node))

    def __mul__(self, other: int) -> "Expression":
        return Expression(multiple(self.node, _plain(other)))

    __rmul__ = __mul__

    def __bool__(self) -> NoReturn:
        raise NotAnAnswer(
            "an expression is neither true nor false before a case is asked: combine with & | ~ instead of and, or, "
            "not; split a < b < c into (a < b) & (b < c)"
        )

    def __hash__(self) -> int:
        raise NotAnAnswer("an expression is no key, since == writes a comparison: use its node")

    def __str__(self) -> str:
        return to_text(self.node)

    def __repr__(self) -> str:
        return f"Expression({self})"


NOT_KNOWN = Expression(Unknown())
"""The third value. `known | (doubtful & NOT_KNOWN)` answers "not known: ask" for the doubtful ones."""


def _plain(other: object) -> Any:
    return other.node if isinstance(other, Expression) else other
