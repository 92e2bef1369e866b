"""Why a check finds what it finds, in French sentences; what was read, as a person writes it."""

from collections.abc import Callable
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from prevexp.law.clocktime import TimeOfDay
from prevexp.law.review.finding import Because
from prevexp.law.review.finding import Why
from prevexp.law.review.review import CheckAnswer

from . import french
from .french import weekday
from .labels import label
from .law_results import INPUTS
from .law_results import result_words
from .law_words import length

Params = Mapping[str, Any]
Told = Callable[[Params], str]


def reason_sentence(reason: Because, read: Params) -> str:
    """Return one reason of a finding as a sentence; `read` holds what was read, by the names of inputs."""
    if reason.why is Why.CONTRARY:
        return french.typographic(_contrary(reason.params, read))
    told = _PLAIN.get(reason.why) or _TOLD[reason.why](reason.params)
    return french.typographic(told)


def read_lines(answer: CheckAnswer) -> list[str]:
    """Return what was read on the documents for an answer: each input with its value, those not seen last."""
    seen = [f"{input_words(name)} : {_value(name, value)}" for name, value in answer.read.items() if value is not None]
    unseen = [input_words(name) for name, value in answer.read.items() if value is None]
    return [*seen, *([f"non vu : {', '.join(unseen)}"] if unseen else [])]


def input_words(name: str) -> str:
    """Return what an input is, in French; a plugin's own input is shown by its name."""
    return INPUTS.get(name, name).removesuffix(", en centimes")


def _value(name: str, value: Any) -> str:
    if isinstance(value, TimeOfDay):
        return _hour(value)
    if isinstance(value, StrEnum):
        return label(value)
    return result_words(name, value, {})


def _hour(at: TimeOfDay) -> str:
    """Write an hour: 6 h, 20 h 45."""
    hour, minute = at.text.split(":")
    return f"{int(hour)}{french.NBSP}h" + (f"{french.NBSP}{minute}" if minute != "00" else "")


def _contrary(said: Params, read: Params) -> str:
    told = [f"{input_words(name)} : {_value(name, read.get(name))}" for name in said["inputs"]]
    return f"À relever : {' ; '.join(told)}."


def _not_seen(said: Params) -> str:
    return f"Non vu : {french.listed([input_words(name) for name in said['inputs']])}."


def _too_short(said: Params) -> str:
    stated = f"L’acte annonce {length(said['stated'])}, jusqu’au {french.day(said['wrong_last_day'])}"
    needed = said["needed"]
    return f"{stated} : moins que {'tout délai possible' if needed is None else length(needed)}."


_PLAIN: Mapping[Why, str] = MappingProxyType(
    {
        Why.AS_REQUIRED: "Ce qui a été lu répond à la règle.",
        Why.NOT_THEN: "La loi de la date de l’acte ne l’exigeait pas.",
        Why.NOT_ESTABLISHED: "Le texte de cette date n’est pas établi.",
        Why.BY_LAW: "À la date du bail, la clause est dans tout bail de par la loi.",
        Why.PERMITTED: "Le juge a permis de signifier à ce moment.",
        Why.NO_OFFICER: "L’acte n’a pas été remis par l’officier compétent.",
        Why.BOUND_ANYWAY: "Conjoint ou partenaire inconnu du bailleur : l’acte signifié au locataire vaut pour lui.",
        Why.RULE_SPARES: "La règle ne vise pas cette situation.",
        Why.DELAY_SUSPENDED: "Le préfet n’a pas été saisi : le délai pour partir ne court pas.",
    }
)
_TOLD: Mapping[Why, Told] = MappingProxyType(
    {
        Why.NOT_SEEN: _not_seen,
        Why.SUNDAY: lambda said: f"Signifié le {weekday(said['day'])}.",
        Why.HOLIDAY: lambda said: f"Signifié un jour férié ({said['holiday']}), le {weekday(said['day'])}.",
        Why.MAYBE_HOLIDAY: lambda said: (
            f"Le {weekday(said['day'])} n’est férié que si la commune a un temple protestant ou une église mixte."
        ),
        Why.OUTSIDE_HOURS: lambda said: (
            f"Signifié à {_hour(said['at'])}, hors des heures permises (de {_hour(said['first'])} à"
            f" {_hour(said['last'])})."
        ),
        Why.OTHER_OFFICER: lambda said: f"À cette date, l’officier compétent est : {label(said['expected'])}.",
        Why.LETTER_LATE: lambda said: (
            f"Lettre envoyée le {french.day(said['sent'])} ; attendue au plus tard le {french.day(said['due'])}."
        ),
        Why.DELAY_LONG_ENOUGH: lambda said: f"Le délai annoncé suffit : il en faut {length(said['needed'])}.",
        Why.DELAY_TOO_SHORT: _too_short,
        Why.OTHER_DEPARTMENT: lambda said: (
            f"L’acte donne le FSL du département {said['stated']} ; le logement est dans le {said['here']}."
        ),
        Why.TERM_LAPSED: lambda said: (
            f"Le terme du {french.day(said['due'])} ne pouvait plus être réclamé après le {french.day(said['last'])}."
        ),
        Why.TERM_NOT_DUE: lambda said: f"Le terme du {french.day(said['due'])} n’était pas échu à la date de l’acte.",
        Why.EXCESS: lambda said: f"Réclamé en trop, {input_words(said['input'])} : {french.euros(said['cents'])}.",
        Why.NOBODY: lambda said: f"Il n’y en a pas : {input_words(said['input'])}.",
        Why.LATE: lambda said: (
            f"Fait le {french.day(said['day'])} ; le dernier jour utile était le {french.day(said['due'])}."
        ),
        Why.IN_TIME: lambda said: (
            f"Fait le {french.day(said['day'])}, à temps : dernier jour utile le {french.day(said['due'])}."
        ),
        Why.TOO_EARLY: lambda said: (
            f"Signifiée le {french.day(said['day'])} ; possible au plus tôt le {french.day(said['earliest'])}."
        ),
        Why.PLUGIN_FAULT: lambda said: (
            f"L’extension « {said['check']} » a échoué ({said['fault']}) : ce contrôle n’a pas été fait."
        ),
    }
)

KNOWN_REASONS = frozenset({Why.CONTRARY, *_PLAIN, *_TOLD})
"""The reasons that have words; a test holds that they are all there are."""
