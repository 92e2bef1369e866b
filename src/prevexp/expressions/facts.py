"""The registry of facts: an immutable set of declared columns, each of which writes an expression."""

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from types import MappingProxyType

from .errors import DuplicateFact
from .errors import InvalidFact
from .errors import UnknownFact
from .errors import did_you_mean
from .errors import missing
from .errors import nearest
from .fact import Fact
from .fact import Row
from .notation import Expression
from .tree import Read


class Facts:
    """The facts a rule may read. `facts.arrears_cents` (or `facts["d62.cap"]`) writes an expression that reads one.

    Raises UnknownFact for a name that is not declared, with the nearest one; DuplicateFact, InvalidFact when built.
    """

    __slots__ = ("_declared",)

    def __init__(self, declared: Iterable[Fact] = ()) -> None:
        by_id: dict[str, Fact] = {}
        for fact in declared:
            if fact.id in by_id:
                raise DuplicateFact(f"the fact {fact.id!r} is declared twice", fact=fact.id)
            if hasattr(type(self), fact.id):
                raise InvalidFact(f"{fact.id!r} is a word of the registry itself: choose another id", fact=fact.id)
            by_id[fact.id] = fact
        object.__setattr__(self, "_declared", MappingProxyType(by_id))

    _declared: Mapping[str, Fact]

    def __getattr__(self, name: str) -> Expression:
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("the registry of facts does not change: use extended()")

    def __getitem__(self, name: str) -> Expression:
        return Expression(Read(self.declared(name)))

    def declared(self, name: str) -> Fact:
        """Return the declaration of a fact. Raises UnknownFact."""
        if name in self._declared:
            return self._declared[name]
        close = nearest(name, self._declared)
        raise UnknownFact(f"no fact is called {name!r}{did_you_mean(close)}", fact=name, nearest=close)

    def extended(self, more: Iterable[Fact]) -> "Facts":
        """Return a registry with these facts as well. Raises DuplicateFact."""
        return Facts((*self, *more))

    def check(self, row: Row) -> None:
        """Accept a row that holds every fact, each None or a value it can take.

        Raises FactMissing, InvalidFactValue.
        """
        for name, fact in self._declared.items():
            if name not in row:
                raise missing(name)
            fact.check(row[name])

    def __contains__(self, name: object) -> bool:
        return name in self._declared

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._declared.values())

    def __len__(self) -> int:
        return len(self._declared)

    def __repr__(self) -> str:
        return f"Facts({', '.join(self._declared)})"
