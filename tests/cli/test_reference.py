"""The reference pages are made from the code; `pytest --update-golden` writes them anew."""

import re
from itertools import groupby
from pathlib import Path

import click
import pytest

from prevexp.casework.refusal import SOURCES
from prevexp.cli.lazy import LazyGroup
from prevexp.cli.running import group
from prevexp.domain import errors
from prevexp.domain import safekeeping_errors
from prevexp.domain.engagement_vocabulary import UndertakingStatus
from prevexp.domain.undertaking_courses import COURSES
from prevexp.domain.vocabulary import FieldGroup
from prevexp.eligibility.facts import facts
from prevexp.evaluation.catalogue import core_indicators
from prevexp.evaluation.facts import WORK_FACTS
from prevexp.evaluation.figures import FIGURES
from prevexp.exchange.faults import ADVICE
from prevexp.exchange.faults import FAULTS
from prevexp.exchange.faults import WARNINGS
from prevexp.exchange.refusals import CAUSES
from prevexp.expressions.writing import to_text
from prevexp.law.loading import national_law
from prevexp.privacy.loading import core_matrix
from prevexp.render.errors import explain_error
from prevexp.render.labels import label
from prevexp.render.law_errors import REASONS
from prevexp.render.law_words import CHOICES
from prevexp.render.law_words import law_label
from prevexp.render.law_words import span
from prevexp.render.law_words import version_words
from prevexp.render.refusals import REFUSALS
from prevexp.render.sharing_matrix import matrix_page
from prevexp.render.sharing_matrix import plain_spaces
from prevexp.testing.conformance import rules_of
from prevexp.testing.storage import StoreConformance
from prevexp.testing.storage.kit import MEANS

pytestmark = pytest.mark.checkout

PAGES = Path(__file__).parents[2] / "docs" / "reference"


def family(kind):
    """Yield an error class and all that descend from it."""
    yield kind
    for child in kind.__subclasses__():
        yield from family(child)


def made_of(kind):
    """Return an error of a class that carries nothing but its kind."""
    if kind is errors.LegalInputRefused:
        return kind("reason")
    if kind is safekeeping_errors.BackupRefused:
        return kind("exists", "…")
    if kind is errors.TransferRefused:
        return kind("…", "Voir « Refused files »", file="…")
    return kind("…", expected=0, actual=0) if kind is errors.StaleVersion else kind("…")


def commands_page():
    """Return the page of the commands: their help, as the terminal shows it."""
    parts = ["# Commands", "", "Made from the program; `prevexp COMMAND --help` says the same.", ""]
    whole = click.Context(group, info_name="prevexp", **group.context_settings)
    for name, command in commands_of(group):
        context = click.Context(command, whole, name, max_content_width=80, terminal_width=80)
        parts += [f"## {name}", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(parts)


def commands_of(found, before=""):
    """Yield the commands of a group with their full names, those of its groups included."""
    for name in found.listed:
        command = found.get_command(click.Context(found), name)
        yield f"{before}{name}", command
        if isinstance(command, LazyGroup):
            yield from commands_of(command, f"{before}{name} ")


def codes_page():
    """Return the page of the codes: exit codes, what rejects or warns of a row, what refuses a file, errors."""
    parts = ["# Codes", "", "Made from the program. No message ever holds the content of a cell.", ""]
    parts += ["## Exit codes", ""]
    parts += ["| Code | Meaning |", "|---|---|"]
    meanings = {
        0: "ok",
        1: "findings: rows rejected, a question not computed, a command refused",
        2: "usage",
        3: "unreadable data or store; nothing was stored",
    }
    meanings |= {4: "plugin or pack fault", 70: "internal error", 130: "interrupted"}
    parts += [f"| {code} | {meaning} |" for code, meaning in meanings.items()]
    for title, codes in (("Faults: the row is rejected", FAULTS), ("Warnings: the row is taken", WARNINGS)):
        parts += ["", f"## {title}", "", "| Code | Attendu | Remède |", "|---|---|---|"]
        parts += [f"| `{code}` | {ADVICE[code].expected} | {ADVICE[code].remedy} |" for code in sorted(codes)]
    parts += ["", "## Refused files: nothing is stored", "", "| Code | Message | Remède |", "|---|---|---|"]
    causes = sorted(CAUSES.values(), key=lambda cause: (cause.reason, cause.message))
    parts += [f"| `{cause.reason}` | {cause.message} | {cause.remedy} |" for cause in causes]
    parts += ["", "## Questions of law: no result", "", "| Code | Message | Remède |", "|---|---|---|"]
    parts += [f"| `{reason}` | {message} | {remedy} |" for reason, (message, remedy) in sorted(REASONS.items())]
    parts += [
        "",
        "## Refused commands: nothing is noted",
        "",
        "| Code | Message | Remède | Source |",
        "|---|---|---|---|",
    ]
    refusals = sorted(REFUSALS.items())
    parts += [
        f"| `{code}` | {re.sub(r'{.+?}', '…', message)} | {re.sub(r'{.+?}', '…', remedy)} | {SOURCES[code]} |"
        for code, (message, remedy) in refusals
    ]
    parts += ["", "## Errors", "", "| Code | Class | Message |", "|---|---|---|"]
    modules = {errors.__name__, safekeeping_errors.__name__}
    kinds = [kind for kind in family(errors.PrevexpError) if kind.__module__ in modules]
    for kind in kinds:
        parts += [f"| `{kind.code}` | `{kind.__name__}` | {explain_error(made_of(kind)).message} |"]
    return "\n".join([*parts, ""])


def law_page():
    """Return the page of the law: each dated value with its versions and where they were read; what is left open."""
    law = national_law()
    parts = ["# The law as dated data", "", "Made from the data files; `prevexp law show RULE` says the same."]
    parts += ["Not legal advice: a result is a lead for a jurist. An address says where a text was read.", ""]
    for subject, parameters in groupby(law.parameters.values(), key=lambda one: one.subject):
        parts += [f"## {subject}", ""]
        for one in parameters:
            parts += [f"### {', '.join(one.rules)}: `{one.id}`", "", f"{one.title}. {factor_of(one)}", ""]
            parts += ["| Jours | Valeur | Texte | État | Revu | Source |", "|---|---|---|---|---|---|"]
            parts += [version_row(one, version) for version in one.versions] + [""]
    parts += ["## Questions left open", ""]
    for policy in law.policies.values():
        choices = [f"`{choice}` {CHOICES[policy.id, choice]}" for choice in policy.choices]
        parts += [f"- **{policy.id}**: {policy.title}. {' ; '.join(choices)}. Défaut `{policy.default}` : {policy.why}"]
    parts += ["", "## Sources", "", "| Clé | Texte ou page | Adresse |", "|---|---|---|"]
    parts += [f"| {source.key} | {source.title} | {source.address} |" for source in law.sources.values()]
    return "\n".join([*parts, ""])


def factor_of(parameter):
    """Return which date picks the version, and whether the text says so."""
    inferred = " (déduit)" if parameter.factor_inferred else ""
    return f"Version choisie par la {law_label(parameter.factor)}{inferred}."


def version_row(parameter, version):
    """Return a version as a row."""
    read = f" ; relevé jusqu’en {version.read_until.year}" if version.read_until else ""
    text = f"{version.article} ({version.note})" if version.note else version.article
    cells = (
        span(version.valid_from, version.valid_to),
        version_words(parameter, version),
        text,
        f"{law_label(version.status)}{read}",
        version.reviewed_on.isoformat(),
        " ".join(source.key for source in version.sources),
    )
    return f"| {' | '.join(cells)} |".replace("\u00a0", " ").replace("\u202f", " ")


def sharing_page():
    """Return the page of the sharing matrix: what each partner may be sent, or the team receive; then what never."""
    parts = [
        "# The sharing matrix",
        "",
        "Made from `matrix.toml`. Unlisted means never; what a territory changes is in",
    ]
    parts += ["its `sharing.toml`. Groups: " + ", ".join(f"{one.value} {label(one)}" for one in FieldGroup) + ".", ""]
    return plain_spaces("\n".join(parts)) + "\n" + matrix_page(core_matrix())


def undertakings_page():
    """Return the page of the undertakings: each kind with its statuses, what may follow, what came of it."""
    parts = [
        "# Undertakings",
        "",
        "Made from the program. Every kind begins `planned` and may, until it is over, end as",
    ]
    parts += ["`given_up` or `no_longer_needed`. The column *Suite* leaves these two out.", ""]
    for kind, course in COURSES.items():
        parts += [f"## {kind}", "", f"{label(kind)} ; décide : {label(course.body)}.", ""]
        parts += ["| État | Se lit | Suite | Montant | Attend | Résultat |", "|---|---|---|---|---|---|"]
        parts += [status_row(course, status) for status in UndertakingStatus if status in course.statuses] + [""]
    return "\n".join(parts)


def status_row(course, status):
    """Return a status of a course as a row."""
    dropped = {UndertakingStatus.GIVEN_UP, UndertakingStatus.NO_LONGER_NEEDED}
    after = [f"`{one}`" for one in UndertakingStatus if one in course.following[status] - dropped]
    waits = label(course.body) if status in course.pending else "" if status in course.final else "qui s’est engagé"
    amount = "oui" if status in course.amounts else ""
    return (
        f"| `{status}` | {label(status)} | {', '.join(after)} | {amount} | {waits} | {label(course.result(status))} |"
    )


def indicators_page():
    """Return the page of the indicators: what each counts, in words and as it is computed, and the facts they read."""
    parts = ["# Indicators", "", "Made from the program. *not known* stands apart from yes and no in all of them;", ""]
    parts[-2] += " a number of 1 to 10 households is never shown."
    parts += ["How they are counted and masked: [how-to](../how-to/indicators.md).", ""]
    for one in core_indicators():
        parts += [f"## {one.id}", "", f"**{one.title}.** {one.definition[0].upper()}{one.definition[1:]}.", ""]
        parts += ["| | |", "|---|---|", *definition_rows(one), ""]
    parts += [
        "## Numbers that are not counted over cases",
        "",
        "| | Name | Definition | Clauses |",
        "|---|---|---|---|",
    ]
    parts += [f"| {one.id} | {one.title} | {one.definition} | {one.clause} |" for one in FIGURES]
    parts += ["", "## Facts", "", "Indicators read these, and those of eligibility.", ""]
    parts += ["| Fact | Kind | Data | Question | What it holds |", "|---|---|---|---|---|"]
    parts += [fact_row_of(fact) for fact in WORK_FACTS]
    return "\n".join([*parts, ""])


def facts_page():
    """Return the page of the facts that a rule may read: what each holds, its question, whom to ask, its group."""
    parts = [
        "# Facts that a rule may read",
        "",
        "Made from the program. What nobody told is *not known*; so are the words of",
    ]
    parts[-1] += " that column."
    used = {group for fact in facts for group in fact.data_categories}
    groups = ", ".join(f"{group} {label(group)}" for group in FieldGroup if group in used)
    parts += [f"`cents` are whole cents: 5 000 € is written `5_000_00`. Groups: {groups}."]
    parts += ["", "| Fact | Kind | Not known | Question | Whom to ask | Group |", "|---|---|---|---|---|---|"]
    parts += [rule_fact_row(fact) for fact in facts]
    parts += [
        "",
        "A territory or a plugin adds [facts of its own](../plugin/facts.md). Indicators read these, and what",
    ]
    parts += ["the work on a case says of it: [the facts of indicators](indicators.md#facts), which no rule reads."]
    return plain_spaces("\n".join([*parts, ""]))


def rule_fact_row(fact):
    """Return a fact of eligibility as a row."""
    gaps = ", ".join(f"`{word}`" for word in fact.not_known)
    return (
        f"| `{fact.id}` | {kind_of(fact)} | {gaps} | {fact.question} | {fact.ask} | {', '.join(fact.data_categories)} |"
    )


def definition_rows(one):
    """Return the definition of an indicator as rows."""
    written = {
        "population": one.population,
        "numerator": one.numerator,
        "denominator": one.denominator,
        "placed by": one.placed_on,
    }
    said = {
        "statistic": str(one.statistic),
        "mode": str(one.mode),
        **{name: f"`{to_text(tree.node)}`" for name, tree in written.items() if tree is not None},
        "unit": one.unit,
        "breakdowns": ", ".join(f"`{name}`" for name in one.breakdowns),
        "source": f"{one.source}{f', {one.clause}' if one.clause else ''}",
        "version": one.version,
    }
    return [f"| {name} | {value} |" for name, value in said.items() if value]


def fact_row_of(fact):
    """Return a fact as a row."""
    groups = ", ".join(str(group) for group in fact.data_categories)
    return f"| `{fact.id}` | {kind_of(fact)} | {groups} | {fact.question} | {fact.description} |"


def kind_of(fact):
    """Return the type of a fact with its unit and its words."""
    words = f" {', '.join(f'`{value}`' for value in fact.values)}" if fact.values else ""
    return f"{fact.dtype}{f' ({fact.unit})' if fact.unit else ''}{words}"


def storage_kit_page():
    """Return the page of the storage kit: every rule with its meaning, its fix and the capability it needs."""
    rules = rules_of(StoreConformance)
    parts = ["# The storage kit", "", "Made from the kit; `prevexp conformance storage URL` runs it. A rule without a"]
    parts += ["capability is a base rule: no backend is one that fails it, and none can leave it out.", ""]
    parts += ["| Number | A failure means that this does not hold | Look here first | Needs |", "|---|---|---|---|"]
    parts += [f"| {one.number} | {one.meaning} | {one.fix} | {one.capability or ''} |" for one in rules.values()]
    parts += [
        "",
        "## Capabilities",
        "",
        "What a backend lacks by its nature it does not declare; those rules are skipped",
    ]
    parts += ["and counted. In brackets what the kit then asks for.", "", "| Capability | Says |", "|---|---|"]
    parts += [f"| `{capability}` | {means} |" for capability, means in MEANS.items()]
    parts += ["", "## Not tried, because", "", "| Number | Of | Because |", "|---|---|---|"]
    parts += [f"| {number} | {whose} | {why} |" for number, whose, why in NOT_TRIED]
    return "\n".join([*parts, ""])


NOT_TRIED = (
    ("ST-03", "all", "Decimal: no event holds one; amounts are whole cents"),
    ("ST-24, ST-50 to ST-52, ST-74, ST-75, killed in ST-76", "memory", "it lives in one process and has no file"),
    ("ST-47, bounded memory", "memory, filetree", "they hold a batch, and their content, in memory by nature"),
    ("ST-49", "all, in every run", "it takes minutes: `--million` tries it"),
    ("ST-51", "SQLite", "a power cut is played by `tests/torture`, which follows SQLite's writes"),
    ("ST-53, ST-57", "memory", "there is no file"),
    ("ST-55", "all", "each of them is at its first version"),
    ("ST-64, ST-73", "memory", "it leaves no bytes"),
    ("ST-64, ST-73", "PostgreSQL", "a server keeps logs and free space of its own; its tests say what is left where"),
)
"""What the kit cannot try of the stores of this repository: number, store, reason."""


MADE = {
    "facts.md": facts_page,
    "indicators.md": indicators_page,
    "storage-kit.md": storage_kit_page,
    "commands.md": commands_page,
    "codes.md": codes_page,
    "law.md": law_page,
    "sharing.md": sharing_page,
    "undertakings.md": undertakings_page,
}


@pytest.mark.parametrize("name", MADE)
def test_the_reference_says_what_the_program_says(request, name):
    """The committed page equals the one made from the code."""
    page, text = PAGES / name, MADE[name]()
    if request.config.getoption("--update-golden"):
        page.write_text(text, encoding="utf-8")
    assert page.read_text(encoding="utf-8") == text
