"""What is said in French of an assessment that was made, or that is refused. Nothing of what it holds is repeated."""

from collections.abc import Callable
from collections.abc import Mapping
from typing import Any

from prevexp.casework.refusal import RefusalCode
from prevexp.domain.assessment_events import AssessmentMade

from .labels import label

EVENTS: Mapping[type[object], str] = {AssessmentMade: "diagnostic réalisé"}
"""Event class -> what happened."""

DETAILS: Mapping[type[object], Callable[[Any], str]] = {
    AssessmentMade: lambda event: ", ".join((label(event.place), *event.workers)),
}
"""Event class -> what stands in brackets after it: where and by whom, and nothing of what was found."""

REFUSALS: Mapping[RefusalCode, tuple[str, str]] = {
    RefusalCode.ASSESSMENT_BY_NOBODY: (
        "Un diagnostic est fait par quelqu’un : aucun intervenant n’est nommé",
        'Nommer qui l’a fait, par exemple `workers = ["social-1", "legal-1"]`.',
    ),
    RefusalCode.ASSESSMENT_EMPTY: (
        "Ce diagnostic ne dit rien",
        "Noter au moins ce qui est connu ; ce qui ne l’est pas peut rester vide.",
    ),
    RefusalCode.ASSESSMENT_KNOWN: (
        "Ce diagnostic du {on} est déjà noté, à l’identique",
        "Rien n’est à faire ; pour une nouvelle version, changer le jour ou le contenu.",
    ),
    RefusalCode.ACCOUNT_TO_COME: (
        "Le décompte est daté du {account_on}, après le diagnostic du {on}",
        "Corriger le jour du décompte, ou celui du diagnostic.",
    ),
}
"""Code -> what is told, and what to do."""
