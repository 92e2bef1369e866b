"""Reads the text form of an expression over declared facts: its own small grammar, nothing of it is ever evaluated.

    condition  = all { "or" all }
    all        = denied { "and" denied }
    denied     = "not" "known" | "not" denied | compared
    compared   = sum [ ("==" | "!=" | "<" | "<=" | ">" | ">=") sum
                     | ["not"] "in" "(" [ constant { "," constant } ] ")"
                     | "is" ["not"] "known" ] { "is" ["not"] "known" }
    sum        = product { ("+" | "-") product }
    product    = single { "*" single }
    single     = fact | constant [ unit ] | "yes" | "no" | "(" condition ")"
    constant   = 500_000 | -5 | 2021-04-01 | 'assignation'

A number without a unit takes the unit of what stands beside it. What is written is checked as the operators of
`notation` check it, for they build the tree.
"""

from collections.abc import Callable
from operator import add
from operator import and_
from operator import eq
from operator import ge
from operator import gt
from operator import invert
from operator import le
from operator import lt
from operator import mul
from operator import ne
from operator import or_
from operator import sub
from typing import Any
from typing import NoReturn

from .errors import ExpressionError
from .errors import TooDeep
from .fact import Scalar
from .facts import Facts
from .lexing import Token
from .lexing import place_of
from .lexing import refuse
from .lexing import tokens_of
from .notation import MAX_DEPTH
from .notation import NOT_KNOWN
from .notation import Expression
from .tree import Literal

_COMPARE: dict[str, Callable[[Any, Any], Any]] = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


def parse(text: str, facts: Facts) -> Expression:
    """Return the expression a text writes over declared facts.

    Raises InvalidText, UnknownFact with the nearest name, TypeMismatch, UnitMismatch, UnknownSlug, OutOfRange, TooDeep:
    each with `line` and `column` in its params, from 1.
    """
    reader = _Reader(text, facts)
    found = reader.condition()
    reader.end()
    return found if isinstance(found, Expression) else Expression(Literal(found))


class _Reader:
    """The words of a text and how far they are read. Values are expressions, or constants that have no unit yet."""

    def __init__(self, text: str, facts: Facts) -> None:
        self.text = text
        self.facts = facts
        self.tokens = list(tokens_of(text))
        self.at = 0
        self.deep = 0

    def condition(self) -> Any:
        return self._joined("or", or_, lambda: self._joined("and", and_, self._denied))

    def end(self) -> None:
        if self._here.kind != "end":
            self._refuse("an operator or the end")

    @property
    def _here(self) -> Token:
        return self.tokens[self.at]

    def _joined(self, word: str, join: Callable[[Any, Any], Any], part: Callable[[], Any]) -> Any:
        found = part()
        while self._here.text == word and self._here.kind == "word":
            token = self._next()
            found = self._made(token, join, self._whole(found), part())
        return found

    def _denied(self) -> Any:
        if not self._is_word("not"):
            return self._compared()
        token = self._next()
        if self._is_word("known"):
            self._next()
            return self._known_after(NOT_KNOWN)
        self._deeper(token)
        found = self._made(token, invert, self._whole(self._denied()))
        self.deep -= 1
        return found

    def _compared(self) -> Any:
        left, token = self._sum(), self._here
        if token.text in _COMPARE:
            self._next()
            left = self._made(token, _COMPARE[token.text], *self._sides(token, left, self._sum()))
        elif self._is_word("in") or (self._is_word("not") and self._word_after("in")):
            denied = self._is_word("not")
            self.at += 1 + denied
            values = self._constants()
            left = self._made(token, Expression.is_in, self._whole(left), values)
            left = ~left if denied else left
        return self._known_after(left)

    def _known_after(self, found: Any) -> Any:
        while self._is_word("is"):
            token = self._next()
            denied = self._is_word("not")
            self.at += denied
            if not self._is_word("known"):
                self._refuse("`known` or `not known`")
            self._next()
            found = self._made(token, Expression.is_known, self._whole(found))
            found = ~found if denied else found
        return found

    def _sum(self) -> Any:
        return self._calculated({"+": add, "-": sub}, lambda: self._calculated({"*": mul}, self._single))

    def _calculated(self, signs: dict[str, Callable[[Any, Any], Any]], part: Callable[[], Any]) -> Any:
        found = part()
        while self._here.kind == "sign" and self._here.text in signs:
            token = self._next()
            found = self._made(token, signs[token.text], *self._sides(token, found, part()))
        return found

    def _single(self) -> Any:
        token = self._here
        if token.kind == "name":
            self._next()
            return self._made(token, self.facts.__getitem__, token.text)
        if token.text == "(" and token.kind == "sign":
            self._deeper(self._next())
            found = self.condition()
            self._sign(")")
            self.deep -= 1
            return found
        if token.kind == "word" and token.text in ("yes", "no"):
            self._next()
            return Expression(Literal(token.text == "yes"))
        return self._constant()

    def _constant(self) -> Any:
        negative = self._here.text == "-" and self._here.kind == "sign"
        token = self.tokens[self.at + negative]
        value = token.value
        if token.kind != "constant" or value is None or (negative and type(value) is not int):
            self._refuse("a fact, a constant or a bracket")
        self.at += 1 + negative
        if type(value) is not int:
            return value
        number = -value if negative else value
        return Expression(Literal(number, self._next().text)) if self._here.kind == "name" else number

    def _constants(self) -> list[Scalar]:
        self._sign("(")
        found: list[Any] = []
        while self._here.text != ")" or self._here.kind != "sign":
            if found:
                self._sign(",")
            value = self._constant()
            found.append(value.node if isinstance(value, Expression) else value)
        self._sign(")")
        return found

    def _sides(self, token: Token, left: Any, right: Any) -> tuple[Any, Any]:
        if not isinstance(left, Expression) and not isinstance(right, Expression):
            self._refuse("a fact on one of the sides", token)
        return left, right

    def _whole(self, value: Any) -> Expression:
        return value if isinstance(value, Expression) else Expression(Literal(value))

    def _made(self, token: Token, make: Callable[..., Any], *parts: Any) -> Any:
        """Build a part of the tree; what is wrong with it is told with the place of its operator."""
        try:
            return make(*parts)
        except ExpressionError as error:
            error.params.update(place_of(self.text, token.start))
            raise

    def _deeper(self, token: Token) -> None:
        self.deep += 1
        if self.deep > MAX_DEPTH:
            place = place_of(self.text, token.start)
            raise TooDeep(f"brackets stand at most {MAX_DEPTH} deep", limit=MAX_DEPTH, **place)

    def _next(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _is_word(self, word: str) -> bool:
        return self._here.kind == "word" and self._here.text == word

    def _word_after(self, word: str) -> bool:
        after = self.tokens[self.at + 1]
        return after.kind == "word" and after.text == word

    def _sign(self, sign: str) -> None:
        if self._here.kind != "sign" or self._here.text != sign:
            self._refuse(f"`{sign}`")
        self._next()

    def _refuse(self, expected: str, token: Token | None = None) -> NoReturn:
        here = token or self._here
        refuse(self.text, here.start, found=here.text, expected=expected)
