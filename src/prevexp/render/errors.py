"""What a caseworker reads when prevexp refuses something: a French sentence and what to do, for each code.

Only params that can name nobody are quoted: territories, versions, problems of a pack; not a reference somebody typed.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from prevexp.domain.errors import KeyUnavailable
from prevexp.domain.errors import LegalInputRefused
from prevexp.domain.errors import PrevexpError
from prevexp.domain.errors import TransferRefused
from prevexp.domain.referral import SendingFailure
from prevexp.domain.safekeeping_errors import BackupRefused
from prevexp.storage.chain import Expected

from .access_labels import JOURNALS
from .french import listed
from .labels import label
from .law_errors import reason_told
from .plugins import refusal_words
from .safekeeping_words import TOLD as SAFEKEEPING
from .safekeeping_words import key_detail
from .safekeeping_words import problem_told


class ToldError(NamedTuple):
    """An error as it is told: stable code, what happened, what to do (may be empty)."""

    code: str
    message: str
    remedy: str


_TOLD: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "prevexp-error": (
            "prevexp a refusé l’opération",
            "Relancer la commande ; si cela persiste, la signaler avec ce code.",
        ),
        "invalid-value": (
            "Une valeur donnée n’est pas possible ici",
            "Corriger la valeur ; `--help` dit ce qui est attendu.",
        ),
        "transfer-refused": (
            "Le fichier ne peut pas être lu comme un transfert : rien n’est enregistré",
            "Demander le fichier à nouveau.",
        ),
        "no-legal-basis": (
            "Aucune désignation ni convention en vigueur ce jour-là ne permet de recevoir la liste",
            "Vérifier le jour de réception ; sinon, inscrire la base et ses dates dans le pack (loi 90-449, art. 7-2).",
        ),
        "unknown-territory": (
            "Ce territoire n’est pas connu",
            "Installer le pack du territoire, ou donner le chemin de son dossier.",
        ),
        "pack-invalid": (
            "Le pack du territoire se contredit ou ne suit pas le format",
            "Corriger les fichiers indiqués, puis relancer.",
        ),
        "replacement-refused": (
            "Deux règles se disputent la même question, ou remplacent une règle qui n’existe pas",
            "Ne garder qu’un remplacement par règle et par jour, puis relancer.",
        ),
        "form-invalid": (
            "Le formulaire ne peut pas être noté : rien n’est écrit",
            "Corriger les lignes indiquées, puis relancer ; ce qui n’est pas connu peut rester absent.",
        ),
        "plugin-fault": (
            "Une extension nécessaire ne peut pas être utilisée",
            "Réinstaller ou mettre à jour l’extension nommée ; les données ne sont pas touchées.",
        ),
        "connector-failed": (
            "L’échange avec le partenaire n’a pas abouti, ou rien ne dit qu’il a abouti",
            "Relancer la commande plus tard : ce qui est arrivé n’est pas renvoyé, le reste part une fois.",
        ),
        "plugins-refused": (
            "Ce qui est dit des extensions ne correspond à rien",
            "Voir `prevexp plugins list` : un nom est celui d’un point d’entrée, d’une distribution ou d’un fichier.",
        ),
        "settings-invalid": (
            "Le fichier de réglages ne peut pas être suivi",
            "Corriger les lignes indiquées, puis relancer.",
        ),
        "lock-differs": (
            "Ce qui est en usage n’est pas ce que dit le verrou : rien n’est fait",
            "Installer les versions du verrou, ou en refaire un : `prevexp plugins lock`.",
        ),
        "law-invalid": (
            "Les données juridiques se contredisent : rien n’est calculé",
            "Corriger les fichiers indiqués (un jour sans version, ou avec deux), puis relancer.",
        ),
        "legal-input-refused": (
            "Ce qui est donné à la règle ne permet pas de compter",
            "Corriger l’entrée en cause ; aucune date n’est rendue tant qu’elle ne tient pas.",
        ),
        "unknown-case": (
            "Aucun dossier ne porte cette référence ni cet identifiant",
            "Vérifier la référence ; `prevexp screen` les donne toutes.",
        ),
        "ambiguous-reference": (
            "Plusieurs dossiers portent cette référence",
            "Désigner le dossier par son identifiant (32 caractères), que donne `prevexp screen --json`.",
        ),
        "stale-version": (
            "Quelqu’un a modifié le dossier entre-temps : rien n’est enregistré",
            "Relire le dossier, puis refaire la saisie si elle est toujours utile.",
        ),
        "store-error": (
            "La base ne peut pas faire ce qui est demandé : rien n’est écrit",
            "Vérifier l’adresse de la base et relancer.",
        ),
        "store-unavailable": (
            "La base ne peut pas être ouverte",
            "Vérifier l’adresse (`sqlite:///nom.db`), le dossier et les droits d’accès.",
        ),
        "store-busy": (
            "Un autre programme occupe la base depuis trop longtemps : rien n’est écrit",
            "Attendre qu’il ait fini, puis relancer.",
        ),
        "store-full": (
            "Le disque est plein : rien de ce qui était confirmé n’est perdu",
            "Libérer de la place, puis relancer.",
        ),
        "store-corrupt": (
            "Ce qui est lu dans la base n’est pas ce qui y a été écrit",
            "Ne plus y écrire ; comparer à une ancre (`prevexp journal verify`), repartir d’une sauvegarde vérifiée.",
        ),
        "store-too-new": (
            "La base a été écrite par une version plus récente de prevexp",
            "Mettre prevexp à jour sur ce poste.",
        ),
        "store-conflict": (
            "Un enregistrement qui devait être nouveau existe déjà : rien n’est écrit",
            "Relancer la commande.",
        ),
        "key-unavailable": (
            "La clé ne peut pas être utilisée : illisible, lisible par d’autres, ou ce n’en est pas une",
            "Donner le bon endroit (`--key`, `--key-file`) ; un fichier de clé a les droits 0600.",
        ),
        **SAFEKEEPING,
        "erased": ("Ce ménage a été effacé : plus rien ne peut être lu à son sujet", ""),
        "in-archive": (
            "Ce dossier est aux archives : il se lit avec un motif, qui est consigné",
            "Le lire avec `prevexp privacy archived`, ou l’en sortir avec `prevexp privacy unarchive`.",
        ),
        "screening-refused": (
            "Les règles d’éligibilité ne permettent pas de décider",
            "Vérifier les règles du pack du territoire.",
        ),
        "no-rule-in-force": (
            "Aucune règle d’éligibilité n’est en vigueur ce jour-là : tout dossier passerait",
            "Vérifier le jour demandé et les dates des règles.",
        ),
        "rule-missing": (
            "Une règle exigée par le territoire n’est pas en vigueur ce jour-là",
            "Vérifier le jour demandé et les dates des règles.",
        ),
        "duplicate-rule": (
            "Deux règles de même nom sont en vigueur le même jour",
            "Fermer l’une des deux par une date de fin.",
        ),
    }
)

KNOWN_CODES = frozenset(_TOLD)
"""The codes that have words of their own."""

_RULES_AT_FAULT = (
    "Une règle ou un indicateur est mal écrit",
    "Transmettre ce code à l’auteur de la règle ; le détail est dans la documentation des expressions.",
)
_EXPRESSIONS = "prevexp.expressions"


def explain_error(error: PrevexpError) -> ToldError:
    """Return code, message and remedy of an error, in French; a refused transfer already speaks French."""
    if isinstance(error, TransferRefused):
        return _refused(error)
    if isinstance(error, LegalInputRefused):
        return ToldError(error.reason, *reason_told(error.reason, error.params))
    if isinstance(error, BackupRefused):
        why, remedy = problem_told(error.reason)
        return ToldError(error.code, f"{_TOLD[error.code][0]} : {why}.", remedy)
    if isinstance(error, KeyUnavailable):
        message, remedy = _of_class(type(error))
        return ToldError(error.code, f"{message}{key_detail(error.params)}.", remedy)
    if type(error).__module__.startswith(_EXPRESSIONS):
        message, remedy = _RULES_AT_FAULT
    else:
        message, remedy = _of_class(type(error))
    return ToldError(error.code, f"{message}{refusal_words(error) or _detail(error.params)}.", remedy)


def _of_class(kind: type[BaseException]) -> tuple[str, str]:
    """Return the words of the nearest class that has some: a plugin's own error is told as what it derives from."""
    codes = (parent.code for parent in kind.__mro__ if issubclass(parent, PrevexpError))
    return next((_TOLD[code] for code in codes if code in _TOLD), _TOLD["prevexp-error"])


def _refused(error: TransferRefused) -> ToldError:
    remedy = str(error.params.get("remedy") or _TOLD[TransferRefused.code][1])
    message = str(error).removesuffix(remedy).strip() or f"{_TOLD[TransferRefused.code][0]}."
    return ToldError(error.reason, message, remedy)


def _detail(params: Mapping[str, object]) -> str:
    """Return what the params add: which territory, which problems, which versions, how many cases."""
    match params:
        case {"problems": tuple() | list() as problems} if problems:
            return " :" + "".join(f"\n    {problem}" for problem in problems)
        case {"territory": str() as territory, "installed": tuple() as installed}:
            known = listed([str(name) for name in installed]) if installed else "aucun"
            return f" : {territory} (installés : {known})"
        case {"territory": str() as territory, "fault": object() as fault}:
            return f" : territoire {territory}, {fault}"
        case {"territory": str() as territory, "received_on": str() as day}:
            return f" : territoire {territory}, liste reçue le {day}"
        case {"journal": str() as journal, "position": object() as position, "expected": str() as expected}:
            where = f", rang {position}" if position != "" else ""
            return f" : {JOURNALS[journal]}{where} ; attendu là : {label(Expected(expected))}"
        case {"expected": int() as expected, "actual": int() as actual}:
            return f" : version {expected} attendue, version {actual} trouvée"
        case {"missing": tuple() as rules} | {"rules": tuple() as rules} if rules:
            return f" : {listed([str(rule) for rule in rules])}"
        case {"known": tuple() as known} if known:
            return f" ; possibles : {listed([str(name) for name in known])}"
        case {"cases": tuple() | list() as cases}:
            return f" : {len(cases)}"
    return _detail_of_plugin(params)


def _detail_of_plugin(params: Mapping[str, object]) -> str:
    """Return what the params add about a plugin: which connector failed how, which fault it was."""
    match params:
        case {"connector": str() as connector, "partner": str() as partner, "reason": str() as reason}:
            return f" : {partner}, {connector} ({label(SendingFailure(reason))})"
        case {"fault": object() as fault}:
            return f" : {fault}"
    return ""
