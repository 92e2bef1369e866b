"""The account of what is owed, added up again: a total that differs from its lines is told, costs stand apart.

Costs of an act are no rent: what is owed as rent and charges is counted without them (loi 89-462 art. 24; call C07).
"""

from enum import StrEnum
from fractions import Fraction

import attrs

from ...domain.assessment import DebtAccount
from ...domain.assessment import DebtLine
from ...domain.assessment_vocabulary import DebtLineKind
from ...domain.groups import Veiled
from .figure import Figure
from .figure import FigureKind
from .figure import Gap
from .figure import GapKind
from .figure import Operation
from .figure import Term

_TAKEN_OFF = frozenset({DebtLineKind.AID_RECEIVED, DebtLineKind.PAYMENT})


class DebtCheck(StrEnum):
    """How the total that is claimed compares with the lines."""

    SAME = "same"
    COSTS_INCLUDED = "costs_included"
    DIFFERENT = "different"
    NOT_KNOWN = "not_known"


@attrs.frozen(kw_only=True)
class DebtReading(Veiled):
    """What the lines come to: rent and charges owed, costs apart, and how the total that is claimed compares.

    `difference_cents` is what is claimed less the arrears of the lines; both are needed to know it.
    """

    account: DebtAccount
    arrears: Figure
    costs: Figure
    check: DebtCheck
    difference_cents: int | None


def debt_of(account: DebtAccount) -> DebtReading:
    """Add up the lines of an account and compare."""
    arrears = _added(account, FigureKind.ARREARS)
    costs = _added(account, FigureKind.COSTS)
    owed, beside, said = arrears.rounded, costs.rounded, account.total_said_cents
    known = owed is not None and beside is not None and said is not None
    return DebtReading(
        account=account,
        arrears=arrears,
        costs=costs,
        check=_compared(said, owed, beside) if known else DebtCheck.NOT_KNOWN,
        difference_cents=said - owed if said is not None and owed is not None else None,
    )


def _compared(said: int | None, owed: int | None, costs: int | None) -> DebtCheck:
    if said == owed:
        return DebtCheck.SAME
    return DebtCheck.COSTS_INCLUDED if said == (owed or 0) + (costs or 0) else DebtCheck.DIFFERENT


def _added(account: DebtAccount, kind: FigureKind) -> Figure:
    """Add up the costs, or all lines but the costs."""
    wanted = [line for line in account.lines if (line.kind is DebtLineKind.COSTS) is (kind is FigureKind.COSTS)]
    terms = tuple(_term(line) for line in sorted(wanted, key=lambda line: line.on))
    gaps = [Gap(kind=GapKind.AMOUNT, of=term.of) for term in terms if term.value is None]
    if account.complete is not True:
        gaps.append(Gap(kind=GapKind.OTHER_LINES))
    known = sum((_signed(term) for term in terms), Fraction(0))
    return Figure(kind=kind, terms=terms, gaps=tuple(dict.fromkeys(gaps)), known_part=known)


def _term(line: DebtLine) -> Term:
    operation = Operation.SUBTRACT if line.kind in _TAKEN_OFF else Operation.ADD
    value = None if line.amount_cents is None else Fraction(line.amount_cents)
    return Term(operation=operation, of=line.kind, value=value)


def _signed(term: Term) -> Fraction:
    value = term.value or Fraction(0)
    return -value if term.operation is Operation.SUBTRACT else value
