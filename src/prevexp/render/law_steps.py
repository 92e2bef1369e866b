"""How a legal result was reached, in French sentences a jurist can check: steps of the count, points to check."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from prevexp.law.counting import Step
from prevexp.law.counting import StepCode
from prevexp.law.law import Law
from prevexp.law.parameters import Status
from prevexp.law.period import Period
from prevexp.law.reasoning import Note
from prevexp.law.reasoning import Ruling

from . import french
from .french import weekday
from .law_results import INPUTS
from .law_results import NOTHING
from .law_results import moot
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
    spent = any(remark.note is Note.NO_RULE_THEN for remark in ruling.remarks) and "ask" not in ruling.values
    lines = [
        result_line(name, NOTHING if value is None and (spent or moot(name, ruling.values)) else value, policies)
        for name, value in ruling.values.items()
    ]
    return [*steps, *lines]


def step_sentence(step: Step) -> str:
    """Return one step of a computation as a sentence."""
    return french.typographic(_STEPS[step.code](step.params))


def _version(said: Params) -> str:
    parameter, version, day = said["parameter"], said["version"], said.get("day")
    text = f"« {parameter.title} » : {version_words(parameter, version)} ({version.article})."
    if version.status is Status.INFERRED:
        text += f" Version déduite ({version.note})." if version.note else " Version déduite."
    if day is None:
        return text
    inferred = ", critère déduit" if parameter.factor_inferred else ""
    if said.get("stand_in") == "lease_renewed_on":
        return f"{text} Version que choisirait le renouvellement du bail, le {french.day(day)}."
    if said.get("stand_in"):
        unknown = f"La {law_label(said['factor'])} n’est pas connue"
        instead = f"{INPUTS[said['stand_in']]}, le {french.day(day)}"
        return f"{text} {unknown} ; une autre date du dossier choisit la version ({instead})."
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
    times, of = said["times"], said["of"]
    if times is None:
        return f"Le seuil est de {french.euros(said['cents'])}."
    sums = [f"{_PARTS[name]} ({french.euros(cents)})" for name, cents in of]
    base = f"[{' '.join(sums)}]" if len(sums) > 1 else sums[0]
    return f"Le seuil est de {french.euros(said['cents'])}, soit {times} fois {base}."


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


def _covid_day(said: Params) -> str:
    read = "dernier jour pour payer" if said["last"] else "premier jour d’effet"
    return (
        f"Le {french.day(said['day'])} est lu comme le {read} (question ouverte) : "
        f"la clause ne prend effet que le {french.day(said['effect'])}."
    )


def _plan_by(said: Params) -> str:
    return (
        "Pour agir à temps, le plus court des délais plausibles est compté aussi, sans report : "
        f"{length(said['period'])}, jusqu’au {french.day(said['day'])}."
    )


def _truce(said: Params) -> str:
    return (
        f"Le {french.day(said['day'])} tombe dans la trêve hivernale, qui dure jusqu’au "
        f"{french.day(said['ends'])} inclus (CPCE, art. L.412-6)."
    )


_PARTS = {
    "rent_cents": "le loyer hors charges",
    "charges_cents": "plus les charges",
    "housing_aid_cents": "moins l’aide",
}
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
    StepCode.COVID_DAY: _covid_day,
    StepCode.PLAN_BY: _plan_by,
    StepCode.KEPT: lambda said: (
        f"Le {weekday(said['day'])} n’est pas un jour ouvré, mais cette fin n’est pas reportée : "
        "l’article 642 du CPC n’est pas appliqué à ce délai."
    ),
    StepCode.ACQUIRED: lambda said: (
        f"La clause est tenue pour acquise le dernier jour du délai, le {french.day(said['day'])}, "
        "comme certaines juridictions (question ouverte)."
    ),
    StepCode.SEIZED: lambda said: (
        f"Le préfet a été saisi le {french.day(said['day'])} : le délai, suspendu jusque-là, court de ce jour "
        "(CPCE, art. L.412-5)."
    ),
    StepCode.CUT: lambda said: f"Le juge a réduit ce délai à {length(said['period'])} (CPCE, art. L.412-1).",
    StepCode.JUDGE_TIME: lambda said: (
        f"Le juge a accordé un délai pour partir jusqu’au {french.day(said['day'])} (CPCE, art. L.412-3)."
    ),
    StepCode.REHOUSED: lambda _: "Le relogement est assuré : la trêve hivernale ne protège pas (CPCE, art. L.412-6).",
    StepCode.RENEWED: lambda said: (
        f"Le délai d’un bail renouvelé depuis est une question ouverte : {length(said['period'])}, selon le choix fait."
    ),
    StepCode.NO_SERVICE: lambda said: (
        f"On ne signifie ni un dimanche ni un jour férié (CPC, art. 664) : du {weekday(said['first'])}, "
        f"l’assignation est remise au {weekday(said['day'])}."
    ),
    StepCode.PREMATURE: lambda _: (
        "Assigner avant la fin du délai de la clause rend l’action irrecevable (jurisprudence)."
    ),
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

KNOWN_STEPS = frozenset(_STEPS)
