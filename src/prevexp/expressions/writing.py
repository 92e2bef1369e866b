"""Writes a tree in the text form of the expressions, as a territory's data files, documents and messages have it.

    arrears_cents >= rent_cents * 3
    stage in ('signalement') or (stage in ('assignation') and not known)

`parsing.parse` reads it back to the same tree.
"""

from datetime import date
from typing import assert_never

from .fact import WORDS
from .fact import Scalar
from .tree import And
from .tree import Arithmetic
from .tree import Comparison
from .tree import IsKnown
from .tree import Literal
from .tree import Membership
from .tree import Node
from .tree import Not
from .tree import Or
from .tree import Read
from .tree import Unknown

_OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _ALONE = range(7)


def to_text(node: Node) -> str:
    """Write a tree, with the brackets it needs and those that spare a doubt."""
    return _written(node)[0]


def constant_text(value: Scalar) -> str:
    """Write a constant without its unit: `yes`, `500`, `2021-04-01`, `'assignation'`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    return value.isoformat() if isinstance(value, date) else "'{}'".format(value.replace("'", "''"))


def _written(node: Node) -> tuple[str, int]:
    """Return the text and how tightly it holds together."""
    match node:
        case Read() | Literal() | Unknown():
            return _leaf(node)
        case Or(operands=operands):
            return " or ".join(_bracketed(one, _NOT) for one in operands), _OR
        case And(operands=operands):
            return " and ".join(_bracketed(one, _NOT) for one in operands), _AND
        case Not(operand=operand):
            return _denied(operand)
        case Comparison(operator=operator, left=left, right=right):
            return f"{_bracketed(left, _SUM)} {operator} {_bracketed(right, _SUM)}", _COMPARED
        case Membership(item=item, values=values):
            return f"{_bracketed(item, _SUM)} in ({', '.join(map(constant_text, values))})", _COMPARED
        case IsKnown(operand=operand):
            return f"{_bracketed(operand, _SUM)} is known", _COMPARED
        case Arithmetic(operator=operator, left=left, right=right):
            holds = _PRODUCT if operator == "*" else _SUM
            return f"{_bracketed(left, holds)} {operator} {_bracketed(right, holds + 1)}", holds
    assert_never(node)


def _leaf(node: Read | Literal | Unknown) -> tuple[str, int]:
    if isinstance(node, Unknown):
        return "not known", _NOT
    if isinstance(node, Read):
        return f"`{node.fact.id}`" if node.fact.id in WORDS else node.fact.id, _ALONE
    constant = constant_text(node.value)
    return f"{constant} {node.unit}" if node.unit else constant, _ALONE


def _denied(operand: Node) -> tuple[str, int]:
    match operand:
        case Membership(item=item, values=values):
            listed = ", ".join(map(constant_text, values))
            return f"{_bracketed(item, _SUM)} not in ({listed})", _COMPARED
        case IsKnown(operand=inner):
            return f"{_bracketed(inner, _SUM)} is not known", _COMPARED
    return f"not {_bracketed(operand, _ALONE)}", _NOT


def _bracketed(node: Node, at_least: int) -> str:
    text, holds = _written(node)
    return text if holds >= at_least else f"({text})"
