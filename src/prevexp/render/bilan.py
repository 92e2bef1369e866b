"""The bilan as a page: French, self-contained, without script, made to be printed and to be read by everybody."""

from prevexp.evaluation.bilan import Bilan
from prevexp.evaluation.figures import definitions_of_the_bilan

from . import french
from .bilan_pictures import funnel_of
from .bilan_pictures import has_map
from .bilan_pictures import map_of
from .bilan_pictures import months_of
from .bilan_summary import cards_of
from .bilan_summary import sentences_of
from .bilan_tables import has_cases
from .bilan_tables import view_of
from .passages import passage_view
from .plugins import fault_words
from .templating import fill
from .templating import picture

_ADDED = ("complements", "Compléments")
_CONTENTS = (
    ("essentiel", "L’essentiel"),
    ("parcours", "Parcours"),
    ("mois-et-lieux", "Mois et territoire"),
    ("decisions", "Décisions"),
    ("listes", "Listes"),
    ("methode", "Méthode"),
)


def bilan_html(bilan: Bilan) -> str:
    """Return the bilan as one HTML page; the same bilan gives the same bytes."""
    scope = bilan.scope
    period = french.period(scope.first, scope.last)
    return fill(
        "bilan.html.j2",
        title=f"Bilan {period} – {scope.territory}",
        scope=scope,
        period=period,
        observed_on=french.day(scope.observed_on),
        generated_on=french.day(scope.generated_on),
        contents=(*_CONTENTS[:-1], *((_ADDED,) if bilan.passages or bilan.missing else ()), _CONTENTS[-1]),
        cards=cards_of(bilan),
        sentences=sentences_of(bilan),
        masked=french.counted(bilan.masked, "effectif est masqué", "effectifs sont masqués") if bilan.masked else "",
        tables={str(table.id): view_of(table, scope) for table in bilan.tables},
        pictures=_pictures(bilan),
        has_map=has_map(bilan),
        indicators=_definitions(),
        passages=[passage_view(one) for one in bilan.passages],
        missing=bilan.missing,
        without_erased=bilan.without_erased,
        fault_words=fault_words,
    )


def _pictures(bilan: Bilan) -> dict[str, object]:
    """Return the pictures by the table they show; of an empty period there is nothing to draw."""
    if not has_cases(bilan):
        return {}
    drawn = {"funnel": funnel_of(bilan), "by-month": months_of(bilan), "by-arrondissement": map_of(bilan)}
    return {name: picture(svg) for name, svg in drawn.items()}


def _definitions() -> list[dict[str, str]]:
    return [
        {
            "id": one.id,
            "name": one.title,
            "definition": one.definition,
            "clauses": one.clause,
        }
        for one in definitions_of_the_bilan()
    ]
