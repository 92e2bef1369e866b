"""How a computed figure is told: what it is, what was read and in which order, or what is to be asked."""

from collections.abc import Iterator
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import attrs

from prevexp.casework.assessment.figure import Figure
from prevexp.casework.assessment.figure import FigureKind
from prevexp.casework.assessment.figure import Gap
from prevexp.casework.assessment.figure import GapKind
from prevexp.casework.assessment.figure import Operation
from prevexp.casework.assessment.figure import Term
from prevexp.casework.assessment.figure import Unit
from prevexp.casework.assessment.figure import rounded

from . import french
from .labels import label

DEFINITIONS: Mapping[FigureKind, str] = {
    FigureKind.RESOURCES: "tout ce qui entre dans un mois ordinaire, aide au logement comprise",
    FigureKind.CHARGES: "tout ce qui est dû chaque mois ; nourriture et habillement n’en sont pas",
    FigureKind.REST_TO_LIVE: "ressources moins charges ; la nourriture et l’habillement se paient avec",
    FigureKind.REST_PER_PERSON: "reste à vivre, par personne du ménage",
    FigureKind.REST_PER_PERSON_AND_DAY: "le même, par jour",
    FigureKind.EFFORT_NET: "loyer et charges moins l’aide au logement, sur les ressources hors aide",
    FigureKind.EFFORT_GROSS: "loyer et charges sans déduire l’aide, sur les ressources hors aide",
    FigureKind.EFFORT_WITH_ENERGY: "loyer, charges, énergie et eau moins l’aide, sur les ressources hors aide",
    FigureKind.ARREARS: "lignes de loyer et de charges, moins aides et paiements, sans les frais",
    FigureKind.COSTS: "frais d’acte ou autres : ils ne sont pas du loyer",
}
"""What each figure is."""

_GAPS: Mapping[GapKind, str] = {
    GapKind.AMOUNT: "montant : {of}",
    GapKind.OTHER_RESOURCES: "si d’autres ressources entrent, et lesquelles",
    GapKind.OTHER_CHARGES: "si d’autres charges sont dues, et lesquelles",
    GapKind.PERSONS: "nombre d’adultes et d’enfants",
    GapKind.NO_RESOURCE: "aucune ressource hors aide au logement : ce taux n’a pas de sens",
    GapKind.AID_ABOVE_RENT: "l’aide dépasse le loyer : l’un des deux est à vérifier",
    GapKind.OTHER_LINES: "si le décompte a d’autres lignes, et lesquelles",
}
_NO_QUESTION = frozenset({GapKind.NO_RESOURCE, GapKind.AID_ABOVE_RENT})
MINUS = "\u2212"
_SIGNS = {Operation.ADD: "+", Operation.SUBTRACT: MINUS, Operation.DIVIDE: "÷"}


@attrs.frozen(kw_only=True)
class FigureTold:
    """A figure as it is told; `steps` and `asked` are lines, either may be empty."""

    title: str
    value: str
    definition: str
    steps: tuple[str, ...]
    asked: tuple[str, ...]


def told(figure: Figure) -> FigureTold:
    """Return a figure in French."""
    return FigureTold(
        title=capitalised(label(figure.kind)),
        value=_value(figure),
        definition=DEFINITIONS[figure.kind],
        steps=tuple(_steps(figure.terms)),
        asked=tuple(map(gap_words, figure.gaps)),
    )


def gap_words(gap: Gap) -> str:
    """Say what is to be asked, or why there is no answer."""
    words = _GAPS[gap.kind].format(of=label(gap.of) if gap.of is not None else "")
    return words if gap.kind in _NO_QUESTION else f"à demander : {words}"


def amount(cents: int) -> str:
    """Write an amount that may be below zero."""
    return french.euros(cents) if cents >= 0 else f"{MINUS}{french.euros(-cents)}"


def share(per_mille: int) -> str:
    """Write a share given per mille as a percentage with one decimal: 32,4 %."""
    return f"{french.decimal(Decimal(per_mille) / 10)}{french.NARROW}%"


def capitalised(words: str) -> str:
    """Return words with a capital at their beginning; the rest stays as it is (AAH, CAF)."""
    return words[:1].upper() + words[1:]


def valued(value: Fraction | int | None, unit: Unit | None) -> str:
    """Write a value with its unit, `non connu` for None."""
    if value is None:
        return french.NOT_KNOWN
    match unit:
        case Unit.CENTS:
            return amount(rounded(Fraction(value), Unit.CENTS))
        case Unit.SHARE:
            return share(int(value))
        case _:
            return french.number(int(value))


def _value(figure: Figure) -> str:
    if figure.rounded is not None:
        return valued(figure.rounded, figure.unit)
    if figure.known_part:
        return f"{french.NOT_KNOWN} ; connu à ce jour : {amount(rounded(figure.known_part, Unit.CENTS))}"
    return french.NOT_KNOWN


def _steps(terms: tuple[Term, ...]) -> Iterator[str]:
    for place, term in enumerate(terms):
        sign = "" if place == 0 and term.operation is Operation.ADD else f"{_SIGNS[term.operation]} "
        yield f"{sign}{label(term.of)} : {valued(term.value, term.unit)}"
