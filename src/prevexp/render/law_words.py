"""The French words of the law: its vocabularies, its values, its choices. One exhaustive map each (tested)."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from prevexp.domain.vocabulary import ActKind
from prevexp.law.parameters import Factor
from prevexp.law.parameters import Parameter
from prevexp.law.parameters import State
from prevexp.law.parameters import Status
from prevexp.law.parameters import Unit
from prevexp.law.parameters import Value
from prevexp.law.parameters import Version
from prevexp.law.period import Period

from . import french

_FACTORS = {
    Factor.LEASE_CONCLUDED: "date de conclusion du bail",
    Factor.ACT_SERVED: "date de signification de l’acte",
    Factor.ASSIGNATION_SERVED: "date de l’assignation",
    Factor.SEIZURE: "date de la saisine",
    Factor.HEARING: "date de l’audience",
    Factor.DECISION: "date de la décision",
    Factor.DECISION_SERVED: "date de signification de la décision",
    Factor.QUIT_NOTICE_SERVED: "date du commandement de quitter les lieux",
    Factor.EVICTION_DAY: "date de l’expulsion",
    Factor.REQUEST: "date de la demande",
    Factor.REFUSAL: "date du refus",
    Factor.DELAY_EXPIRY: "date d’expiration du délai",
    Factor.DEBT_DAY: "date de la dette",
    Factor.CONSTITUTION: "date de constitution de l’impayé",
    Factor.DUE_DATE: "date d’exigibilité",
    Factor.FILING: "date de dépôt de la demande",
    Factor.LAST_EXCHANGE: "date du dernier échange",
    Factor.ACCOUNTS_CLOSED: "date de clôture de l’exercice",
    Factor.DATA_RECEIVED: "date de réception des données",
    Factor.RIGHT_REQUESTED: "date de réception de la demande",
}
_STATUSES = {Status.TEXT: "texte lu", Status.INFERRED: "déduit", Status.NOT_ESTABLISHED: "non établi"}
_STATES = {
    State.IN_FORCE: "en vigueur",
    State.NO_RULE: "aucune règle",
    State.LOCAL: "fixé dans chaque département",
    State.NOT_KNOWN: "non connu",
}
_UNITS = {
    Unit.PERIOD: "durée",
    Unit.WORKING_DAYS: "jours ouvrés",
    Unit.MONTHS: "mois",
    Unit.TIMES_THE_RENT: "nombre de fois le loyer",
    Unit.CENTS: "euros",
    Unit.TERMS: "échéances",
    Unit.FLAG: "oui ou non",
    Unit.DAY: "date",
    Unit.DAY_OF_YEAR: "jour de l’année",
    Unit.HOURS: "heures",
    Unit.TEXT: "mots",
}
_ACTS = {
    ActKind.COMMANDEMENT_DE_PAYER: "commandement de payer",
    ActKind.ASSIGNATION: "assignation",
    ActKind.COMMANDEMENT_DE_QUITTER_LES_LIEUX: "commandement de quitter les lieux",
    ActKind.CONCOURS_FORCE_PUBLIQUE: "réquisition du concours de la force publique",
}
_ALL: tuple[Mapping[Any, str], ...] = (_FACTORS, _STATUSES, _STATES, _UNITS, _ACTS)
_BY_ENUM: Mapping[type[StrEnum], Mapping[Any, str]] = MappingProxyType({type(next(iter(m))): m for m in _ALL})

LAW_VOCABULARIES = tuple(_BY_ENUM)
"""The enums of the law that have labels here."""

TEXT_VALUES: Mapping[str, str] = MappingProxyType(
    {
        "in-writing": "écrite dans le bail",
        "by-law": "dans tout bail, de par la loi",
        "huissier-de-justice": "huissier de justice",
        "commissaire-de-justice": "commissaire de justice",
        "reproduced-texts": "textes reproduits, FSL et son adresse",
        "six-mentions": "six mentions",
    }
)
"""The values of parameters that are words."""

CHOICES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("renewed-lease", "P2M"): "deux mois, comme le bail d’origine",
        ("renewed-lease", "P6W"): "six semaines, comme un bail nouveau",
        ("art642-on-clause-delay", "yes"): "reporté",
        ("art642-on-clause-delay", "no"): "non reporté",
        ("longest-delay", "longest"): "le plus long des trois",
        ("longest-delay", "law-only"): "celui de la loi seule",
        ("acquisition-day", "next-day"): "lendemain du dernier jour",
        ("acquisition-day", "last-day"): "dernier jour du délai",
        ("backward-months", "strict"): "lecture stricte : un jour plus tôt",
        ("backward-months", "same-day-number"): "lecture souple : le même quantième",
        ("rule-factor", "inferred"): "la date déduite, dite avec le résultat",
        ("rule-factor", "lease"): "la date du bail",
        ("rule-factor", "act"): "la date de l’acte",
        ("rule-factor", "hearing"): "la date de l’audience",
        ("ccapex-signal-thresholds", "unset"): "non connus : demander à la préfecture",
        ("ccapex-signal-thresholds", "set"): "ceux de l’arrêté préfectoral",
        ("d2026-83-effect", "unset"): "non établi : seuils de 2023 gardés",
        ("covid-day", "last-day"): "dernier jour pour payer",
        ("covid-day", "first-effect"): "premier jour d’effet",
        ("aid-base", "with-charges"): "avec les charges",
        ("aid-base", "without-charges"): "sans les charges",
        ("working-days-back", "counted"): "comptés",
        ("working-days-back", "clear"): "francs : un jour plus tôt",
        ("dalo-six-month-area", "both"): "les deux sont dits",
        ("dalo-six-month-area", "three"): "trois mois",
        ("dalo-six-month-area", "six"): "six mois",
        ("fsl-rules", "unset"): "non relevées : demander au département",
        ("code-versions", "flag-stale"): "dernière version lue, signalée à vérifier",
        ("partial-validity", "report-excess"): "le trop réclamé est dit, rien de plus",
    }
)
"""What each choice of an open question means."""

_COUNTED: Mapping[Unit, tuple[str, str]] = {
    Unit.WORKING_DAYS: ("jour ouvré", "jours ouvrés"),
    Unit.MONTHS: ("mois", "mois"),
    Unit.TIMES_THE_RENT: ("fois", "fois"),
    Unit.TERMS: ("échéance", "échéances"),
}
_PIECES: Mapping[str, tuple[str, str]] = {
    "Y": ("an", "ans"),
    "M": ("mois", "mois"),
    "W": ("semaine", "semaines"),
    "D": ("jour", "jours"),
}
_A_LEAP_YEAR = 2000


def law_label(value: StrEnum) -> str:
    """Return the French label of a value of the law; raise KeyError for an enum that has none."""
    return _BY_ENUM[type(value)][value]


def length(period: Period) -> str:
    """Write a period as the law does: 2 mois, 6 semaines, 1 an et 6 mois."""
    pieces = re.findall(r"(\d+)([YMWD])", period.text)
    return french.listed([french.counted(int(number), *_PIECES[unit]) for number, unit in pieces])


def value_words(value: Value | None, unit: Unit) -> str:
    """Write the value of a parameter: 6 semaines, 450,00 €, oui, 31 mars, de 6 h à 21 h."""
    if isinstance(value, Period):
        return length(value)
    if isinstance(value, date):
        return french.day(value)
    if isinstance(value, bool) or value is None:
        return french.answer(value)
    if isinstance(value, int):
        return french.euros(value) if unit is Unit.CENTS else french.counted(value, *_COUNTED[unit])
    if unit is Unit.DAY_OF_YEAR:
        month, day = value.split("-")
        return french.day(date(_A_LEAP_YEAR, int(month), int(day))).removesuffix(f"{french.NBSP}{_A_LEAP_YEAR}")
    return _hours(value) if unit is Unit.HOURS else TEXT_VALUES.get(value, value)


def version_words(parameter: Parameter, version: Version) -> str:
    """Write what a version sets, or that it sets nothing: 2 mois; aucune règle; non connu."""
    if version.state is State.IN_FORCE:
        return value_words(version.value, parameter.unit)
    return law_label(version.state)


def span(first: date | None, last: date | None) -> str:
    """Write the days of a version: depuis le 29/07/2023, jusqu’au 28/07/2023, du … au …, de tout temps relevé."""
    if first and last:
        return f"du {french.short_day(first)} au {french.short_day(last)}"
    if first:
        return f"depuis le {french.short_day(first)}"
    return f"jusqu’au {french.short_day(last)}" if last else "toutes dates"


def _hours(written: str) -> str:
    ends = [end.split(":") for end in written.split("-")]
    start, stop = (
        f"{int(hour)}{french.NBSP}h" + (f"{french.NBSP}{minute}" if minute != "00" else "") for hour, minute in ends
    )
    return f"de {start} à {stop}"
