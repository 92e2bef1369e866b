"""calendar.toml, law.toml, parameters/: a territory's holidays, choices of policy, values, those the law leaves it."""

from collections.abc import Mapping
from datetime import date

from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import LegalInputRefused
from prevexp.domain.places import CommuneRegister
from prevexp.law.holidays import Holiday
from prevexp.law.law import Law
from prevexp.law.loading import national_law
from prevexp.law.local import filled
from prevexp.law.parameters import Parameter
from prevexp.law.parameters import Source
from prevexp.law.parameters import State
from prevexp.law.parameters import Status
from prevexp.law.parameters import Version
from prevexp.law.territory_law import TerritoryLaw

from .deadline_files import read_deadlines
from .folder import PackFolder
from .parameter_files import read_own_parameters
from .problems import ProblemCode
from .problems import nearest
from .sections import Section

CALENDAR, LAW = "calendar.toml", "law.toml"
_FIXED = 4  # a leap year, so that every day of the year can be checked


def read_territory_law(folder: PackFolder, department: str, register: CommuneRegister) -> TerritoryLaw | None:
    """Read what a territory adds to the law; both files may be absent: the national law then holds as it is."""
    calendar, top = folder.toml_if_any(CALENDAR), folder.toml_if_any(LAW)
    holidays = _holidays(calendar) if calendar else ()
    temples = _temples(calendar, register) if calendar else {}
    if calendar:
        calendar.close()
    national = national_law()
    policies = _policies(top, national) if top else {}
    local = (*(_local(top, national) if top else ()), *read_own_parameters(folder, national))
    deadlines = read_deadlines(top) if top else ()
    if top:
        top.close()
    if folder.problems:
        return None
    law = national.with_local(*local, holidays=holidays, department=department)
    territory = TerritoryLaw.of(department, law=law, policies=policies, temples=temples)
    try:
        return territory.with_deadlines(deadlines)
    except LegalInputRefused as error:
        assert top is not None  # noqa: S101 - deadlines come from law.toml
        top.report(ProblemCode.CONTRADICTION, "deadline", expected=str(error))
        return None


def _holidays(calendar: Section) -> tuple[Holiday, ...]:
    """Read [[holiday]]: a day of the year that is a public holiday here."""
    found = (_holiday(section) for section in calendar.sections("holiday"))
    return tuple(holiday for holiday in found if holiday is not None)


def _holiday(section: Section) -> Holiday | None:
    name, fixed, article = section.text("name"), section.text("fixed"), section.text("article")
    from_year, to_year = section.whole("from_year", 0), section.whole("to_year", 0)
    try:
        day = date.fromisoformat(f"{_FIXED:04}-{fixed}")
    except ValueError:
        section.report(ProblemCode.WRONG_TYPE, "fixed", expected="jour de l’année, 06-24")
        return None
    return section.build(
        lambda: Holiday(
            name=name,
            month=day.month,
            day=day.day,
            from_year=from_year or None,
            to_year=to_year or None,
            article=article,
        )
    )


def _temples(calendar: Section, register: CommuneRegister) -> Mapping[str, bool]:
    """Read [temples]: which communes are known to have a Protestant temple or a mixed church, or none."""
    if "temples" not in calendar.table:
        return {}
    section = calendar.section("temples")
    section.text("source")
    known = dict.fromkeys(section.texts("with"), True) | dict.fromkeys(section.texts("without"), False)
    section.close()
    for insee in known.keys() - register.communes.keys():
        section.report(ProblemCode.UNKNOWN_VALUE, "with", expected=f"commune du registre, pas {insee}")
    return known


def _policies(top: Section, law: Law) -> Mapping[str, str]:
    """Read [policies]: a choice for each open question the territory settles otherwise than by default."""
    if "policies" not in top.table:
        return {}
    section = top.section("policies")
    section.text("source")
    chosen: dict[str, str] = {}
    for name in section.table.keys() - {"source"}:
        choice = section.text(name)
        if name not in law.policies:
            section.report(ProblemCode.UNKNOWN_KEY, name, nearest_to=nearest(name, law.policies))
            continue
        try:
            chosen[name] = law.policies[name].chosen(choice)
        except LegalInputRefused:
            section.report(ProblemCode.UNKNOWN_VALUE, name, expected=", ".join(law.policies[name].choices))
    top.faulty |= section.faulty
    return chosen


def _local(top: Section, law: Law) -> tuple[Parameter, ...]:
    """Read [[value]]: what a prefectoral order set while the law left it to the département."""
    orders: dict[str, list[Version]] = {}
    for section in top.sections("value"):
        id_ = section.text("parameter")
        known = law.parameters.get(id_)
        if known is None or all(version.state is not State.LOCAL for version in known.versions):
            open_ = [p.id for p in law.parameters.values() if any(v.state is State.LOCAL for v in p.versions)]
            section.report(ProblemCode.UNKNOWN_VALUE, "parameter", expected=", ".join(open_))
        version = _version(section)
        if version is not None:
            orders.setdefault(id_, []).append(version)
        top.faulty |= section.faulty
    found = []
    for id_, versions in orders.items():
        try:
            found.append(filled(law.parameters[id_], versions))
        except InvalidValue as error:
            top.report(ProblemCode.CONTRADICTION, "value", expected=str(error))
    return tuple(found)


def _version(section: Section) -> Version | None:
    valid_from, valid_to = section.day("from"), section.day("to")
    value, article, source = section.whole("value"), section.text("article"), section.text("source")
    reviewed_on = section.day("reviewed_on")
    return section.build(
        lambda: Version(
            valid_from=valid_from,
            valid_to=valid_to,
            state=State.IN_FORCE,
            value=value,
            article=article,
            sources=(Source(key="local", title=article, address=source),),
            status=Status.TEXT,
            reviewed_on=reviewed_on,
        )
    )
