"""Reads the form of an assessment (TOML, amounts in euros): all of its problems are found in one pass.

An absent key is not known. A kind of resource or charge takes an amount, a list of amounts (two wages), or "?" where it
is there and its amount is not known. No problem repeats what stands in the file.
"""

from pathlib import Path

from ..casework.assessment.commands import Assess
from ..casework.assessment.facts import Duty
from ..domain.assessment import MOST_PERSONS
from ..domain.assessment import Charge
from ..domain.assessment import Composition
from ..domain.assessment import DebtAccount
from ..domain.assessment import DebtLine
from ..domain.assessment import DwellingState
from ..domain.assessment import Findings
from ..domain.assessment import MonthlyBudget
from ..domain.assessment import Recommendation
from ..domain.assessment import Resource
from ..domain.assessment import TenantAbilities
from ..domain.assessment_vocabulary import HEALTH_RESOURCES
from ..domain.assessment_vocabulary import AbilityLevel
from ..domain.assessment_vocabulary import ArrearsCause
from ..domain.assessment_vocabulary import ChargeKind
from ..domain.assessment_vocabulary import DebtLineKind
from ..domain.assessment_vocabulary import DwellingSign
from ..domain.assessment_vocabulary import HouseholdWish
from ..domain.assessment_vocabulary import MeasureKind
from ..domain.assessment_vocabulary import Need
from ..domain.assessment_vocabulary import RentResumed
from ..domain.assessment_vocabulary import ResourceKind
from ..domain.errors import FormInvalid
from ..domain.vocabulary import Place
from ..registry.problems import PackProblem
from ..registry.problems import ProblemCode
from ..registry.sections import LONGEST_TOML
from ..registry.sections import Section
from ..registry.sections import TomlFile
from . import form_values as form


def read_assessment_form(path: str | Path) -> Assess:
    """Return the command a filled form says. Raises FormInvalid, with every problem in `params["problems"]`."""
    file = TomlFile(name=Path(path).name, problems=[])
    command = _command(_top(Path(path), file))
    if command is None or file.problems:
        problems = tuple(sorted(file.problems, key=lambda problem: (problem.line or 0, problem.key)))
        raise FormInvalid(f"{len(problems)} problems in the form", problems=problems)
    return command


def _top(path: Path, file: TomlFile) -> Section:
    """Return the top table; of a file that is no TOML the parser chokes on, only that is told."""
    with path.open("rb") as source:
        content = source.read(LONGEST_TOML + 1)
    try:
        if len(content) <= LONGEST_TOML:
            return file.read(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        pass
    file.problems.append(PackProblem(code=ProblemCode.UNREADABLE_FILE, file=file.name, expected="TOML en UTF-8"))
    return file.read(None)


def _command(top: Section) -> Assess | None:
    on, place, workers = top.day("on"), form.needed(top, "place", Place), form.slugs(top, "workers")
    findings = _findings(top)
    if findings is None:
        top.close()
        return None
    return top.build(lambda: Assess(on=on, place=place, workers=workers, findings=findings))


def _findings(top: Section) -> Findings | None:
    causes, needs = form.words(top, "causes", ArrearsCause), form.words(top, "needs", Need)
    wish = form.word(top, "wish", HouseholdWish)
    household, budget, debt = _household(_table(top, "household")), _budget(top), _debt(top)
    abilities, dwelling = _abilities(_table(top, "abilities")), _dwelling(_table(top, "dwelling"))
    measures = _measures(top)
    if household is None or budget is None or abilities is None or dwelling is None:
        return None
    return Findings(
        household=household,
        budget=budget,
        debt=debt,
        causes=None if causes is None else tuple(one for one in causes if one is not ArrearsCause.HEALTH),
        health_among_causes=None if causes is None else ArrearsCause.HEALTH in causes,
        abilities=abilities,
        dwelling=dwelling,
        needs=needs,
        wish=wish,
        recommendations=measures,
    )


def _table(top: Section, key: str) -> Section:
    """Return a table, an empty one if there is none: then nothing of it is known."""
    if key in top.table:
        return top.section(key)
    top.seen.add(key)
    return Section(file=top.file, path=(key,), table={})


def _household(section: Section) -> Composition | None:
    adults = form.number(section, "adults", 1, MOST_PERSONS)
    couple = form.yes_no(section, "couple")
    children = form.number(section, "children", 0, MOST_PERSONS)
    young = form.number(section, "children_under_14", 0, MOST_PERSONS)
    if couple and adults == 1:
        section.report(ProblemCode.CONTRADICTION, "couple", expected="deux adultes ou plus pour un couple")
    if children is not None and young is not None and young > children:
        section.report(ProblemCode.CONTRADICTION, "children_under_14", expected="au plus le nombre d’enfants")
    return section.build(lambda: Composition(adults=adults, couple=couple, children=children, children_under_14=young))


def _budget(top: Section) -> MonthlyBudget | None:
    comes_in, goes_out = _table(top, "resources"), _table(top, "charges")
    resources = tuple(Resource(kind=k, monthly_cents=c) for k, c in form.amounts(comes_in, ResourceKind))
    charges = tuple(Charge(kind=k, monthly_cents=c) for k, c in form.amounts(goes_out, ChargeKind))
    all_in, all_out = form.yes_no(comes_in, "complete"), form.yes_no(goes_out, "complete")
    repayment = form.euros(goes_out, "repayment_possible")
    comes_in.close()
    goes_out.close()
    if comes_in.faulty or goes_out.faulty:
        return None
    return MonthlyBudget(
        resources=tuple(one for one in resources if one.kind not in HEALTH_RESOURCES),
        health_resources=tuple(one for one in resources if one.kind in HEALTH_RESOURCES),
        resources_complete=all_in,
        charges=charges,
        charges_complete=all_out,
        repayment_cents=repayment,
    )


def _debt(top: Section) -> DebtAccount | None:
    if "debt" not in top.table:
        top.seen.add("debt")
        return None
    section = top.section("debt")
    account_on, said = section.day("account_on"), form.euros(section, "total_said")
    complete, resumed = form.yes_no(section, "complete"), form.word(section, "rent_resumed", RentResumed)
    lines = tuple(line for one in section.sections("line") if (line := _line(one)))
    for one in section.sections("line") if "account_on" not in section.faulty else ():
        if type(one.table.get("on")) is type(account_on) and one.table["on"] > account_on:
            one.report(ProblemCode.CONTRADICTION, "on", expected="au plus tard le jour du décompte")
            section.faulty.add("line")
    return section.build(
        lambda: DebtAccount(
            account_on=account_on, total_said_cents=said, lines=lines, complete=complete, rent_resumed=resumed
        )
    )


def _line(section: Section) -> DebtLine | None:
    on, kind, amount = section.day("on"), form.needed(section, "kind", DebtLineKind), form.euros(section, "amount")
    return section.build(lambda: DebtLine(on=on, kind=kind, amount_cents=amount))


def _abilities(section: Section) -> TenantAbilities | None:
    levels = {duty.value: form.word(section, duty.value, AbilityLevel) for duty in Duty}
    known = {name: level for name, level in levels.items() if level is not None}
    return section.build(lambda: TenantAbilities(**known))


def _dwelling(section: Section) -> DwellingState | None:
    signs, overcrowded = form.words(section, "signs", DwellingSign), form.yes_no(section, "overcrowded")
    suitable, accessible = form.yes_no(section, "suitable"), form.yes_no(section, "accessible")
    return section.build(
        lambda: DwellingState(signs=signs, overcrowded=overcrowded, suitable=suitable, accessible=accessible)
    )


def _measures(top: Section) -> tuple[Recommendation, ...]:
    found: list[Recommendation] = []
    for section in top.sections("measure"):
        measure = _measure(section)
        if measure in found:
            section.report(ProblemCode.TWICE, "kind")
        elif measure is not None:
            found.append(measure)
    return tuple(found)


def _measure(section: Section) -> Recommendation | None:
    kind, operator = form.needed(section, "kind", MeasureKind), form.slug(section, "operator")
    return section.build(lambda: Recommendation(kind=kind, operator=operator))
