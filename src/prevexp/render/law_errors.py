"""Why a rule of law was not computed, in French: what is wrong, what was expected, the nearest name, what to do.

Names, days and slugs are quoted, cut short if they are long; values are not.
"""

import re
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType

from prevexp.domain.vocabulary import ActKind

from . import french
from .law_results import INPUTS
from .law_words import law_label

_LONGEST_NAME = 60
_MOST_CHOICES = 8
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FORMS: Mapping[str, str] = {
    "2021-04-15": "une date, 2021-04-15",
    "P2M, P6W, P15D": "une durée, P2M, P6W ou P15D",
    "20:45": "une heure, 20:45",
    "12 (cents)": "un nombre entier (une somme est en centimes)",
    "true, false": "true ou false",
    "text": "un texte",
    "object": "un objet d’entrées nommées",
    "choices": "un objet, question et choix",
}
"""What an input should look like, as the law names it -> in French."""
_CHECK_DATES = "Vérifier les deux dates sur les actes ; aucune date n’est rendue tant qu’elles se contredisent."
_RESEND = "Corriger cette ligne et la renvoyer ; les autres ont été traitées."
_INPUTS_ARE = "`prevexp law show`, suivi de la règle, donne ses entrées."

REASONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "unknown-territory": ("Ce département n’existe pas", "Donner son numéro : 01, 2A, 971."),
        "unknown-rule": ("Cette règle n’est pas connue", "`prevexp law show` donne la liste des règles."),
        "nothing-to-compute": (
            "Cette règle ne fixe ni délai ni seuil : il n’y a rien à calculer",
            "`prevexp law show` donne la liste de celles qui se calculent.",
        ),
        "unknown-input": ("Cette entrée n’est pas connue", f"Corriger son nom. {_INPUTS_ARE}"),
        "missing-input": (
            "Une entrée nécessaire manque",
            "La demander ; sans elle, le résultat n’est pas connu. " + _INPUTS_ARE,
        ),
        "impossible-date": ("Cette date n’existe pas ou sort des années admises", "Vérifier la date sur l’acte."),
        "wrong-type": ("Cette entrée n’a pas la forme attendue", "Écrire null si la valeur n’est pas connue."),
        "negative-amount": (
            "Un nombre négatif n’a pas de sens ici",
            "Vérifier le nombre ; les sommes sont en centimes.",
        ),
        "act-before-lease": ("L’acte est antérieur au bail", _CHECK_DATES),
        "renewal-before-lease": ("Le renouvellement est antérieur au bail", _CHECK_DATES),
        "hearing-before-lease": ("L’audience est antérieure au bail", _CHECK_DATES),
        "seizure-before-lease": ("La saisine ou le signalement est antérieur au bail", _CHECK_DATES),
        "seizure-before-quit-notice": (
            "Le préfet aurait été saisi avant le commandement de quitter les lieux",
            _CHECK_DATES,
        ),
        "claim-before-due": ("La somme aurait été demandée avant d’être due", _CHECK_DATES),
        "hearing-before-assignation": ("L’audience est antérieure à l’acte qui y conduit", _CHECK_DATES),
        "assignation-before-commandement": ("L’assignation est antérieure au commandement de payer", _CHECK_DATES),
        "notification-before-assignation": ("La notification au préfet est antérieure à l’assignation", _CHECK_DATES),
        "letter-before-service": ("La lettre est antérieure à la signification qu’elle annonce", _CHECK_DATES),
        "judgment-before-hearing": ("Le jugement est antérieur à l’audience", _CHECK_DATES),
        "service-before-judgment": ("La décision a été signifiée avant d’être rendue", _CHECK_DATES),
        "leaving-before-judgment": ("Le commandement de quitter les lieux est antérieur au jugement", _CHECK_DATES),
        "answer-before-request": ("La réponse est antérieure à la demande", _CHECK_DATES),
        "act-before-debt": ("L’acte est antérieur à la dette qu’il réclame", _CHECK_DATES),
        "debt-before-lease": ("La dette est antérieure au bail", _CHECK_DATES),
        "no-check-for-act": ("Aucun contrôle ne porte sur un acte de cette nature", "Voir un juriste pour cet acte."),
        "act-kind-mismatch": (
            "Cette règle ne s’applique pas à un acte de cette nature",
            "Choisir la règle de cet acte.",
        ),
        "unknown-policy": ("Cette question ouverte n’existe pas", "`prevexp law policies` les donne toutes."),
        "unknown-choice": ("Ce choix n’existe pas pour cette question", "`prevexp law policies` donne les choix."),
        "deadline-twice": ("Deux échéances portent le même nom", "Renommer l’une des deux : les noms sont préfixés."),
        "unknown-parameter": ("Ce paramètre n’existe pas", "`prevexp law show` les donne tous."),
        "read-before-served": (
            "L’acte aurait été signifié après le jour de sa lecture",
            "Vérifier la date de l’acte et le jour de lecture (--on).",
        ),
        "rule-twice": ("Deux règles portent le même identifiant", "Désinstaller l’une des deux extensions."),
        "not-utf8": ("La ligne n’est pas du texte UTF-8", _RESEND),
        "not-json": ("La ligne n’est pas du JSON", _RESEND),
        "not-an-object": ("La ligne n’est pas un objet JSON", _RESEND),
        "key-twice": ("Une clé est donnée deux fois : laquelle vaut n’est pas dit", _RESEND),
        "missing-key": ("Une clé nécessaire manque", _RESEND),
        "wrong-key-type": ("Une clé n’a pas la forme attendue", _RESEND),
        "not-finite": ("NaN et Infinity ne sont pas des nombres", f"Écrire null pour « non connu ». {_RESEND}"),
        "number-too-large": ("Un nombre est trop grand pour être une somme ou une durée", _RESEND),
        "too-deep": ("Les objets sont imbriqués trop profondément", _RESEND),
        "too-many-keys": ("Il y a trop d’entrées", _RESEND),
        "line-too-long": ("La ligne est trop longue (en octets)", _RESEND),
    }
)
"""Reason of a LegalInputRefused -> what happened, what to do."""


def reason_told(reason: str, params: Mapping[str, object]) -> tuple[str, str]:
    """Return the message and the remedy of a refusal; one of a plugin's own reasons has general words."""
    message, remedy = REASONS.get(reason, (f"La règle ne peut pas être calculée ({reason})", _INPUTS_ARE))
    params = _with_nearest(params)
    details = "".join(told(params[name]) for name, told in _DETAILS.items() if params.get(name) is not None)
    days = [
        f"{INPUTS[name]}, {french.day(date.fromisoformat(value))}"
        for name, value in params.items()
        if name in INPUTS and isinstance(value, str) and _DAY.fullmatch(value)
    ]
    return french.typographic(f"{message}{details}{' : ' if days else ''}{' ; '.join(days)}."), remedy


def _with_nearest(params: Mapping[str, object]) -> Mapping[str, object]:
    """Return the params with the nearest of the names expected, where there are too many of them to be listed."""
    name, expected = params.get("name"), params.get("expected")
    if not isinstance(expected, tuple) or len(expected) <= _MOST_CHOICES or "nearest" in params:
        return params
    return {**params, "nearest": next(iter(get_close_matches(str(name), map(str, expected), n=1)), None)}


def _name(value: object) -> str:
    words = INPUTS.get(str(value))
    return f" : « {_short(value)} »{f' ({words})' if words else ''}"


def _expected(value: object) -> str:
    choices = [value] if isinstance(value, str) or not isinstance(value, Iterable) else list(value)
    if len(choices) > _MOST_CHOICES:
        return ""
    return f" ; attendu : {', '.join(_FORMS.get(str(one)) or _short(one) for one in choices)}"


def _act(value: object) -> str:
    words = law_label(value) if isinstance(value, ActKind) else _short(value)
    return f", nature de l’acte : {words}"


def _most(value: object) -> str:
    return f" ; au plus {french.number(value)}" if isinstance(value, int) else ""


def _short(value: object) -> str:
    """Return a name on one line, without signs that no name has."""
    text = re.sub(r"[^\w ,.:+()'’-]", "?", str(value))
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}…"


_DETAILS = {
    "rule": _name,
    "territory": _name,
    "name": _name,
    "key": _name,
    "act_kind": _act,
    "nearest": lambda value: f" ; le plus proche : « {_short(value)} »",
    "instead": lambda value: f" ; voir {french.listed(list(value))}" if value else "",
    "expected": _expected,
    "most": _most,
}
