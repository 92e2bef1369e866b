"""What a person must check before relying on a legal result, in French sentences."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping

from prevexp.law.law import Law
from prevexp.law.reasoning import Note
from prevexp.law.reasoning import Remark

from . import french
from .law_results import INPUTS


def to_check(remarks: Iterable[Remark], law: Law) -> list[str]:
    """Return what a person must check before relying on a result, a sentence each."""
    return [french.typographic(_NOTES[remark.note](_about(remark.about, law))) for remark in remarks]


def _about(id_: str, law: Law) -> str:
    """Return the title of the parameter or policy a remark is about; of a named input, its name."""
    known = law.parameters.get(id_) or law.policies.get(id_)
    return f"« {known.title if known else INPUTS.get(id_, id_)} »"


_NOTES: Mapping[Note, Callable[[str], str]] = {
    Note.FACTOR_STRADDLES: lambda about: (
        f"{about} : les dates du dossier enjambent un changement de loi, et le texte ne dit pas laquelle choisit la "
        "version. À faire trancher par un juriste."
    ),
    Note.TEXT_STALE: lambda about: (
        f"{about} : le dernier texte relevé est plus ancien que la date en cause. Vérifier qu’il n’a pas changé."
    ),
    Note.NOT_ESTABLISHED: lambda about: f"{about} : point non établi. À vérifier avant de s’y fier.",
    Note.GOOD_FRIDAY: lambda _: (
        "Le Vendredi saint n’est férié que si la commune a un temple protestant ou une église mixte, ce qui n’est pas "
        "connu : le demander à la mairie."
    ),
    Note.DISPUTED: lambda about: f"{about} : plusieurs lectures se défendent, et le résultat en dépend. Point disputé.",
    Note.OPEN_QUESTION: lambda about: f"{about} : question ouverte ; le résultat suit le choix indiqué.",
    Note.DECREE_2026_83: lambda _: (
        "Acte signifié depuis le 13 février 2026 : le décret 2026-83 a pu rendre le signalement à la CCAPEX "
        "systématique ; son entrée en vigueur n’est pas établie."
    ),
    Note.LEASE_NOT_KNOWN: lambda _: (
        "La date du bail n’est pas connue, et c’est elle qui choisit le délai légal : demander le bail."
    ),
    Note.LEASE_NOT_READ: lambda _: (
        "Le bail n’a pas été lu. Antérieur à l’acte, il relève de la loi de cette date ; il peut prévoir un délai plus "
        "long : demander le bail."
    ),
    Note.CONSTITUTION_NOT_KNOWN: lambda _: (
        "Le jour où l’impayé a été constitué n’est pas connu : le signalement est compté de la date de la dette. "
        "Constitué plus tôt, il est dû plus tôt."
    ),
    Note.STATED_TOO_SHORT: lambda _: (
        "L’acte annonce un délai plus court que celui qui court : irrégularité à signaler à un juriste (contrôle n° 7)."
    ),
    Note.DEBT_BIRTH_NOT_KNOWN: lambda _: (
        "La date de naissance de la dette n’est pas connue : elle est tenue pour antérieure au 12 mars 2020. Née plus "
        "tard, la dette reporterait moins."
    ),
    Note.TRANSITION: lambda about: (
        f"{about} : règle nouvelle ; il n’est pas établi qu’elle vaut pour les dettes nées avant elle."
    ),
    Note.NO_RULE_THEN: lambda about: f"{about} : aucune règle de ce genre à cette date.",
    Note.INPUT_NOT_READ: lambda about: f"L’entrée {about} n’est lue par aucune règle : elle n’a pas compté.",
}

KNOWN_NOTES = frozenset(_NOTES)
