"""How a legal result was reached, in French sentences a jurist can check: steps of the count, points to check."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from prevexp.law.counting import Step
from prevexp.law.counting import StepCode
from prevexp.law.law import Law
from prevexp.law.period import Period
from prevexp.law.reasoning import Note
from prevexp.law.reasoning import Remark
from prevexp.law.reasoning import Ruling

from . import french
from .french import weekday
from .law_results import result_line
from .law_words import law_label
from .law_words import length
from .law_words import version_words
from .review_words import reason_sentence

Params = Mapping[str, Any]

_DAY = timedelta(days=1)


def explained(ruling: Ruling, law: Law) -> list[str]:
    """Return a ruling in sentences: each step in its order, then each value."""
    policies = {str(policy.id): policy.title for policy in law.policies.values()}
    steps = [step_sentence(step) for step in ruling.steps]
    return [*steps, *(result_line(name, value, policies) for name, value in ruling.values.items())]


def step_sentence(step: Step) -> str:
    """Return one step of a computation as a sentence."""
    return french.typographic(_STEPS[step.code](step.params))


def to_check(remarks: Iterable[Remark], law: Law) -> list[str]:
    """Return what a person must check before relying on a result, a sentence each."""
    return [french.typographic(_NOTES[remark.note](_about(remark.about, law))) for remark in remarks]


def _about(id_: str, law: Law) -> str:
    """Return the title of the parameter or policy a remark is about; of a named input, its name."""
    known = law.parameters.get(id_) or law.policies.get(id_)
    return f"« {known.title if known else id_} »"


def _version(said: Params) -> str:
    parameter, version, day = said["parameter"], said["version"], said.get("day")
    text = f"« {parameter.title} » : {version_words(parameter, version)} ({version.article})."
    if day is None:
        return text
    inferred = ", critère déduit" if parameter.factor_inferred else ""
    return f"{text} Version choisie par la {law_label(said['factor'])}, le {french.day(day)}{inferred}."


def _period_ends(said: Params) -> str:
    period, day = said.get("period"), said["day"]
    if period is None:
        return f"Il est prorogé jusqu’au premier jour ouvrable suivant, le {weekday(day)} à vingt-quatre heures."
    weeks = f", soit {french.days(period.days)}," if "W" in period.text else ""
    return f"Le délai de {length(period)}{weeks} mène au {weekday(day)}."


def _moved(said: Params) -> str:
    day, holiday = said["day"], said.get("holiday")
    if holiday:
        return f"Le {weekday(day)} est férié ({holiday}) : le délai n’y expire pas (CPC, art. 642)."
    return f"Un délai n’expire pas un {french.WEEKDAYS[day.weekday()]}, ici le {french.day(day)} (CPC, art. 642)."


def _no_such_day(said: Params) -> str:
    return (
        f"Ce mois n’a pas de {said['number']} : le délai de mois expire le dernier jour du mois, "
        f"le {french.day(said['day'])} (CPC, art. 641)."
    )


def _working_days(said: Params) -> str:
    number = french.counted(said["number"], "jour ouvré", "jours ouvrés")
    way = "à rebours " if said.get("back") else ""
    return f"Comptés {way}du lundi au vendredi, hors jours fériés, {number} mènent au {weekday(said['day'])}."


def _no_enforcement(said: Params) -> str:
    holiday = said.get("holiday")
    why = f", jour férié ({holiday})" if holiday else ""
    return (
        f"Le {weekday(said['day'])}{why} : aucune mesure d’exécution un dimanche ou un jour férié, "
        "sauf permission du juge (CPCE, art. L.141-1)."
    )


def _threshold(said: Params) -> str:
    times = said.get("times")
    how = f", soit {times} fois le montant mensuel retenu" if times is not None else ""
    return f"Le seuil est de {french.euros(said['cents'])}{how}."


def _compared(said: Params) -> str:
    first, second = said["first"], said["second"]
    if isinstance(first, Period) and isinstance(second, Period):
        return f"La loi permet de {length(first)} à {length(second)}."
    return f"Dernière échéance : {french.day(first)} ; limite : {french.day(second)}."


def _covid(said: Params) -> str:
    return (
        f"Le délai expirait le {french.day(said['due'])}, dans la période protégée : les {french.days(said['days'])} "
        f"écoulés depuis le {french.day(said['since'])} sont comptés de nouveau à partir du "
        f"{french.day(said['resumes'])} et mènent au {french.day(said['day'])} (ordonnance 2020-306, art. 4)."
    )


def _truce(said: Params) -> str:
    return (
        f"Le {french.day(said['day'])} tombe dans la trêve hivernale, qui dure jusqu’au "
        f"{french.day(said['ends'])} inclus (CPCE, art. L.412-6)."
    )


_STEPS: Mapping[StepCode, Callable[[Params], str]] = {
    StepCode.NOT_COUNTED: lambda said: (
        f"Le {french.day(said['day'])}, point de départ du délai, ne compte pas (règle du CPC, art. 640 et 641)."
    ),
    StepCode.PERIOD_ENDS: _period_ends,
    StepCode.NO_SUCH_DAY: _no_such_day,
    StepCode.MOVED: _moved,
    StepCode.NOT_MOVED: lambda said: (
        f"Un délai compté à rebours n’est jamais reporté : le {weekday(said['day'])} reste le dernier jour utile, "
        "même un samedi, un dimanche ou un jour férié (Cass., avis 25-70.018)."
    ),
    StepCode.EFFECT: lambda said: (
        f"Le délai court jusqu’à la fin du {french.day(said['day'] - _DAY)} ; "
        f"le {french.day(said['day'])} est le premier jour après lui."
    ),
    StepCode.EVE_IS_FIRST: lambda said: (
        f"Le délai se compte à rebours depuis l’audience du {french.day(said['day'])} ; le premier jour compté est "
        f"la veille, le {french.day(said['eve'])} (Cass., avis 25-70.018)."
    ),
    StepCode.ENDS_AS_DAY_BEGINS: lambda said: (
        f"Ce délai s’achève au début de ce jour : l’acte doit être fait au plus tard la veille, "
        f"le {french.day(said['day'])}."
    ),
    StepCode.SAME_DAY_NUMBER: lambda said: (
        f"Lecture souple : le jour de même quantième, le {french.day(said['day'])}, est encore à temps."
    ),
    StepCode.WORKING_DAYS: _working_days,
    StepCode.SKIPPED: lambda said: f"Le {french.day(said['day'])} est férié ({said['holiday']}) : il n’est pas compté.",
    StepCode.VERSION: _version,
    StepCode.LONGEST: lambda said: (
        f"Le délai le plus long de la loi, du bail et de l’acte est retenu : {length(said['period'])}."
    ),
    StepCode.COVID: _covid,
    StepCode.TRUCE: _truce,
    StepCode.NO_ENFORCEMENT: _no_enforcement,
    StepCode.THRESHOLD: _threshold,
    StepCode.COMPARED: _compared,
    StepCode.NOT_KNOWN: lambda said: (
        f"La {law_label(said['about'])} n’est pas connue, et c’est elle qui choisit la version de la loi."
    ),
    StepCode.SUSPENDED: lambda _: (
        "Le préfet n’a pas été saisi du commandement : le délai est suspendu (CPCE, art. L.412-5)."
    ),
    StepCode.FOUND: lambda said: reason_sentence(said["because"], said["read"]),
    StepCode.SAID: lambda said: str(said.get("text", "Retenu tel que déclaré.")),
}

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
    Note.DISPUTED: lambda about: f"{about} : les juridictions n’ont pas toutes la même lecture. Point disputé.",
    Note.DECREE_2026_83: lambda _: (
        "Acte signifié depuis le 13 février 2026 : le décret 2026-83 a pu rendre le signalement à la CCAPEX "
        "systématique ; son entrée en vigueur n’est pas établie."
    ),
    Note.LEASE_NOT_KNOWN: lambda _: (
        "La date du bail n’est pas connue, et c’est elle qui choisit le délai légal : demander le bail."
    ),
    Note.NO_RULE_THEN: lambda about: f"{about} : aucune règle de ce genre à cette date.",
    Note.INPUT_NOT_READ: lambda about: f"L’entrée {about} n’est lue par aucune règle : elle n’a pas compté.",
}

KNOWN_STEPS = frozenset(_STEPS)
KNOWN_NOTES = frozenset(_NOTES)
