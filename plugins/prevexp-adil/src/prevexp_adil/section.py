"""The part of the bilan on the review of acts: made of published numbers only."""

from prevexp.evaluation.sections import Passage
from prevexp.evaluation.sections import PlainTable
from prevexp.evaluation.sections import SectionContext

_METHOD = (
    "Un contrôle est une piste pour le juriste, jamais un jugement sur l’acte. Les délais sont en jours calendaires ; "
    "une audience dont la date n’est pas connue est comptée à part."
)
_SHOWN = ("I13", "adil.checked-in-30-days", "adil.days-to-check", "adil.hearing-within-45-days")


def acts(context: SectionContext) -> Passage:
    """Return the part: what is counted, and the values as they may be shown."""
    titles = {one.id: one.title for one in context.indicators.indicators}
    found = [context.indicators.result(name) for name in _SHOWN if name in titles]
    rows = tuple((titles[one.indicator], (one.value, one.n, one.not_known)) for one in found)
    return Passage(
        title="Le contrôle des actes",
        paragraphs=(_METHOD,),
        tables=(
            PlainTable(
                caption="Contrôle des actes",
                heading="Indicateur",
                columns=("Valeur", "n", "Non connu"),
                rows=rows,
            ),
        ),
    )
