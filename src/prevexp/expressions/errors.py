"""What can be wrong with an expression: refused when it is written, not when the first case meets it.

`params` name the fact, what was expected and what was got; a value of a case is never among them.
"""

from collections.abc import Iterable
from difflib import get_close_matches

from prevexp.domain.errors import PrevexpError


class ExpressionError(PrevexpError):
    """A rule or an indicator that cannot mean anything over the declared facts."""

    code = "expression-error"


class InvalidFact(ExpressionError):
    """A declaration of a fact that contradicts itself, such as a vocabulary on a date."""

    code = "invalid-fact"


class DuplicateFact(ExpressionError):
    """Two declarations carry the same id."""

    code = "duplicate-fact"


class UnknownFact(ExpressionError, AttributeError):
    """No fact of that name is declared; `nearest` is the closest name there is, or None."""

    code = "unknown-fact"


class TypeMismatch(ExpressionError, TypeError):
    """Values of two types meet where one is needed, such as a date and a number."""

    code = "type-mismatch"


class UnitMismatch(ExpressionError, TypeError):
    """Numbers of two units meet, such as cents and days."""

    code = "unit-mismatch"


class UnknownSlug(ExpressionError, ValueError):
    """A slug that the closed vocabulary of a fact does not hold, or that only says "not known"."""

    code = "unknown-slug"


class OutOfRange(ExpressionError, ValueError):
    """Arithmetic that could leave 64-bit integers or the calendar on some case."""

    code = "out-of-range"


class TooDeep(ExpressionError, ValueError):
    """An expression nested more deeply than anybody could read."""

    code = "too-deep"


class NotAnAnswer(ExpressionError, TypeError):
    """An expression used where Python wants yes or no: it has an answer for a case only."""

    code = "not-an-answer"


class InvalidText(ExpressionError, ValueError):
    """A text that writes no expression; `params` have `line`, `column`, what was `found` and what was `expected`."""

    code = "invalid-text"


class FactMissing(ExpressionError, LookupError):
    """A row without a column that the expression reads; a fact that is not known is there as None."""

    code = "fact-missing"


class InvalidFactValue(ExpressionError, ValueError):
    """A row holds a value that its fact cannot take. The value is not repeated."""

    code = "invalid-fact-value"


def missing(fact: str) -> FactMissing:
    """Say that a row has no column of that name."""
    return FactMissing(f"the row has no column {fact!r}: a fact that is not known is given as None", fact=fact)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the closest of the known words, or None if none is close."""
    return next(iter(get_close_matches(word, list(known), n=1)), None)


def did_you_mean(word: str | None) -> str:
    """Return the end of a message that proposes a word."""
    return f"; did you mean {word!r}?" if word else ""
