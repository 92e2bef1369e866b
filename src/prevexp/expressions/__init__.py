"""Facts, the expressions over them, and what becomes of an expression: a function, a frame column, an explanation.

The compiler to frames is `prevexp.expressions.frame.compile_frame`, apart because it imports narwhals.
"""

from .errors import DuplicateFact
from .errors import ExpressionError
from .errors import FactMissing
from .errors import InvalidFact
from .errors import InvalidFactValue
from .errors import InvalidText
from .errors import NotAnAnswer
from .errors import OutOfRange
from .errors import TooDeep
from .errors import TypeMismatch
from .errors import UnitMismatch
from .errors import UnknownFact
from .errors import UnknownSlug
from .explanation import Explanation
from .explanation import FactRead
from .explanation import NodeKind
from .explanation import explain
from .fact import Dtype
from .fact import Fact
from .fact import Narrowing
from .fact import Row
from .fact import Scalar
from .facts import Facts
from .notation import NOT_KNOWN
from .notation import Expression
from .parsing import parse
from .python import compile_python
from .rules import CompiledRules
from .rules import compile_rules

__all__ = [
    "NOT_KNOWN",
    "CompiledRules",
    "Dtype",
    "DuplicateFact",
    "Explanation",
    "Expression",
    "ExpressionError",
    "Fact",
    "FactMissing",
    "FactRead",
    "Facts",
    "InvalidFact",
    "InvalidFactValue",
    "InvalidText",
    "Narrowing",
    "NodeKind",
    "NotAnAnswer",
    "OutOfRange",
    "Row",
    "Scalar",
    "TooDeep",
    "TypeMismatch",
    "UnitMismatch",
    "UnknownFact",
    "UnknownSlug",
    "compile_python",
    "compile_rules",
    "explain",
    "parse",
]
