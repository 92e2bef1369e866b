"""The French words of facts that a territory or a plugin adds to a case."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

from prevexp.caseload.extra_facts import ExtraTold
from prevexp.casework.refusal import RefusalCode
from prevexp.domain.extra_events import ExtraFactNoted

from . import french
from .fact_words import fact_value

EVENTS: Mapping[type[object], str] = {ExtraFactNoted: "fait noté"}
"""Event class -> what happened."""

DETAILS: Mapping[type[object], Callable[[Any], str]] = {
    ExtraFactNoted: lambda event: event.fact if event.value else f"{event.fact} : retiré, non connu",
}
"""Event class -> what stands in brackets after it. The value is told with its label where the fact is declared."""

REFUSALS: Mapping[RefusalCode, tuple[str, str]] = {
    RefusalCode.NO_SUCH_FACT: (
        "Ni le territoire ni une extension ne déclare le fait {fact}",
        "Peut-être : {known}. Un fait se déclare dans `facts.toml` ou par une extension.",
    ),
    RefusalCode.FACT_IS_COMPUTED: (
        "Le fait {fact} est calculé par une extension : il ne se note pas",
        "Corriger ce dont il est calculé.",
    ),
    RefusalCode.FACT_VALUE_WRONG: (
        "Le fait {fact} ne prend pas cette valeur",
        "Donner l’une de celles-ci : {expected}.",
    ),
    RefusalCode.BROADER_WORD_MISSING: (
        "Ce mot de {fact} précise « {broader} », que le dossier ne dit pas ce jour-là",
        "Noter d’abord « {broader} », puis ce qui le précise ; ou corriger le mot.",
    ),
    RefusalCode.FACT_NOT_NOTED: (
        "Rien n’était noté de {fact} le {on} : il n’y a rien à retirer",
        "Vérifier le jour et l’identifiant du fait.",
    ),
}
"""Code -> what is told, and what to do."""


def extra_lines(told: tuple[ExtraTold, ...]) -> Iterator[str]:
    """Yield a line for each fact that was added to a case; one whose plugin is gone is kept, and said to be so."""
    for one in told:
        since = f", noté le {french.short_day(one.noted.on)}"
        if one.fact is None:
            yield f"{one.noted.fact} : inconnu (greffon absent), la valeur reste gardée{since}"
        else:
            yield f"{one.fact.question} {fact_value(one.fact, one.noted.value)}{since}"
