"""What a coordinator reads of the key of a store: which one it needs, where it is, and what is lost without it."""

from collections.abc import Iterator
from collections.abc import Mapping

from prevexp.caseload.keys import KeysShown
from prevexp.domain.errors import KeyUnavailable
from prevexp.domain.safekeeping_errors import KeyMissing
from prevexp.storage.port import CaseStatus
from prevexp.storage.rotation import Rotation
from prevexp.storage.survey import Survey

from .french import counted

_STATUSES = {CaseStatus.WAITING: "en attente", CaseStatus.ALLOCATED: "attribués", CaseStatus.CLOSED: "clos"}
_PRIVATE = 0o600
_CANNOT = (
    "Perdu sans la clé : tout le contenu (noms, adresses, dettes, contacts, accords, diagnostics, plans, notes),",
    "la recherche d'un ménage par son nom ou sa référence, et toute saisie nouvelle. Personne ne peut refaire la clé :",
    "ni l'auteur du logiciel, ni l'hébergeur. Chercher la copie de secours, y compris dans un autre service ;",
    "une sauvegarde de la base ne suffit pas, elle demande la même clé. Si la clé est perdue pour de bon, les",
    "dossiers se reconstituent depuis les listes de la CCAPEX, et la perte se déclare au délégué à la protection",
    "des données (violation de disponibilité, RGPD art. 33 : 72 heures).",
)


def keys_page(shown: KeysShown) -> str:
    """Return what is to be said of the key of a store."""
    lines = [*_needed(shown.survey), *_found(shown), *unfinished(shown.survey)]
    if not shown.opens and shown.survey.needed is not None:
        lines += ["", *_without(shown.survey)]
    return "\n".join(lines)


def unfinished(seen: Survey) -> Iterator[str]:
    """Yield a line for each other master key that is needed: a change of key that was cut short, or damage."""
    for key_id, households in seen.others.items():
        whose = counted(households, "ménage demande", "ménages demandent") if households else "la base demande aussi"
        if key_id:
            yield (
                f"Attention : {whose} une autre clé, {key_id} : changement de clé interrompu. "
                "Le relancer : prevexp keys rotate, avec les deux clés."
            )
        else:
            whose = counted(households, "ménage a", "ménages ont") if households else "la base a"
            yield f"Attention : {whose} une clé altérée, que rien n'ouvre : repartir d'une sauvegarde."


def verified_keys(seen: Survey) -> Iterator[str]:
    """Yield what `verify` says of keys without having one."""
    if seen.needed:
        held = counted(seen.households.get(seen.needed, 0), "ménage la demande", "ménages la demandent")
        yield f"Clé maîtresse : {seen.needed} ({held})."
    yield from unfinished(seen)


def rotation_told(done: Rotation, *, place: str, key_id: str) -> str:
    """Return what a change of the master key did."""
    lines = [f"{counted(done.changed, 'clé réenveloppée', 'clés réenveloppées')} sous la clé maîtresse {key_id}."]
    for other, households in done.left.items():
        told = counted(households, "ménage reste", "ménages restent")
        lines.append(f"Attention : {told} sous la clé {other}, qui n'a pas été donnée : relancer avec elle.")
    if done.damaged:
        told = counted(done.damaged, "ménage a", "ménages ont")
        lines.append(f"Attention : {told} une clé altérée, que rien n'ouvre : voir une sauvegarde.")
    lines.append(
        f"Désormais, ouvrir la base avec --key {place} (ou PREVEXP_KEY). L'ancienne clé n'ouvre plus la base ;"
    )
    lines.append("elle ouvre encore les sauvegardes d'avant : la garder aussi longtemps qu'elles, puis la détruire.")
    lines.append(f"Copie de secours : prevexp keys copy FICHIER --key {place}")
    return "\n".join(lines)


def _needed(seen: Survey) -> Iterator[str]:
    if seen.needed is None:
        yield "La base n'a pas encore de clé : elle est vide."
        return
    held = counted(seen.households.get(seen.needed, 0), "ménage", "ménages")
    gone = f", {counted(seen.erased, 'ménage effacé', 'ménages effacés')}" if seen.erased else ""
    yield f"Clé maîtresse demandée : {seen.needed or 'illisible'} ({held}{gone})."


def _found(shown: KeysShown) -> Iterator[str]:
    where = f"Cherchée dans {shown.place} : " if shown.place else "Clé donnée : "
    if isinstance(shown.problem, KeyMissing):
        yield f"{where}elle n'y est pas."
    elif isinstance(shown.problem, KeyUnavailable):
        yield f"{where}elle ne peut pas être utilisée ({shown.problem})."
    elif shown.opens or shown.survey.needed is None:
        yield f"{where}{shown.given}, c'est elle." if shown.survey.needed else f"{where}{shown.given}."
    else:
        yield f"{where}{shown.given}, c'est une autre : elle n'ouvre pas cette base."
    if shown.mode is not None:
        told = "lisible par son propriétaire seul" if shown.mode == _PRIVATE else "à ramener à 0600"
        yield f"Droits du fichier : {shown.mode:04o}, {told}."
    if shown.beside:
        yield "Attention : la clé est dans le dossier de la base ; qui vole l'une vole l'autre."
    if shown.opens:
        yield "Copie de secours, à garder ailleurs que la base et ses sauvegardes : prevexp keys copy FICHIER"


def _without(seen: Survey) -> Iterator[str]:
    """Yield what can still be read without the key, and what cannot."""
    cases = counted(seen.cases, "dossier", "dossiers")
    yield f"Lisible sans la clé : {cases}, {counted(seen.events, 'événement', 'événements')} (contenu scellé) ;"
    yield f"  par état : {_counts({_STATUSES[CaseStatus(one)]: many for one, many in seen.statuses.items()})} ;"
    yield f"  par mois d'entrée : {_counts(seen.months)} ; par territoire : {_counts(seen.territories)} ;"
    yield "  la chaîne du journal : prevexp verify dit si rien n'a été changé ni coupé."
    yield from _CANNOT


def _counts(counted_: Mapping[str, int]) -> str:
    return ", ".join(f"{one} {many}" for one, many in counted_.items()) or "aucun"
