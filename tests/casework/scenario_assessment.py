"""The words of a scenario about the assessment: what is noted as in the form, what is read of it on a day."""

from prevexp.caseload.assessment_form import _findings
from prevexp.casework.assessment.budget import BudgetRules
from prevexp.casework.assessment.commands import Assess
from prevexp.casework.assessment.summary import BlockKind
from prevexp.casework.assessment.summary import summary
from prevexp.casework.assessment.versions import read_assessment
from prevexp.domain.vocabulary import Place
from prevexp.registry.sections import Section
from prevexp.registry.sections import TomlFile

RULES = BudgetRules(days_a_month=30, source="usage")


def noted(desk, note):
    """Note an assessment: place, workers, and the rest by the words of the form."""
    form = {word: value for word, value in note.items() if word not in {"le", "saisie", "lieu", "par"}}
    file = TomlFile(name="scenario", problems=[])
    findings = _findings(section := Section(file=file, path=(), table=form))
    section.close()
    assert file.problems == []
    return desk.say(Assess, note["le"], place=Place(note["lieu"]), workers=tuple(note["par"]), findings=findings)


def seen(case, on):
    """Return what is read of the assessment on a day, each under the word of a scenario."""
    read = read_assessment(case, on, RULES)
    if read is None:
        return {"version": 0}
    found, budget = read.assessment.findings, read.budget
    operators = {
        fact.of: fact.value
        for block in summary(case, on, RULES)
        if block.kind is BlockKind.PROPOSALS
        for fact in block.facts
    }
    return {
        "version": read.version,
        "fait_a": read.assessment.place,
        "fait_par": list(read.assessment.workers),
        "causes": None if found.causes is None else list(found.causes),
        "maladie": found.health_among_causes,
        "reste_a_vivre": _euros(budget.rest_to_live.rounded),
        "par_jour_et_personne": _euros(budget.rest_per_person_and_day.rounded),
        "effort_pour_mille": _said(budget.effort_net.rounded),
        "a_demander": [gap.of or gap.kind for gap in budget.rest_to_live.gaps],
        "loyers_dus": _euros(read.debt.arrears.rounded) if read.debt else "aucun décompte",
        "decompte": read.debt.check if read.debt else "aucun décompte",
        "operateurs": {kind.value: operator or "à trouver" for kind, operator in operators.items()},
        "payer_le_loyer": found.abilities.pay_rent,
        "entretenir": found.abilities.upkeep,
        "souhait": found.wish,
        "besoins": list(found.needs or ()),
    }


def _euros(cents):
    return "non connu" if cents is None else f"{cents // 100},{cents % 100:02}"


def _said(value):
    return "non connu" if value is None else value
