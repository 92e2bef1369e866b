"""What a terminal shows of an intake, a screening and an allocation, in French. No cell, no name is ever shown."""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from prevexp.caseload.decisions import ScreenedCase
from prevexp.caseload.intake import Intake
from prevexp.caseload.planning import AllocationRound
from prevexp.domain.vocabulary import Outcome
from prevexp.domain.vocabulary import Verdict
from prevexp.eligibility.rules import EligibilityRule

from . import french
from .columns import one_line
from .columns import paragraph
from .columns import table
from .labels import fact_label
from .labels import label

MOST = 12
_NOUNS = {
    Outcome.ACCEPTED: ("dossier nouveau", "dossiers nouveaux"),
    Outcome.UPDATED: ("mis à jour", "mis à jour"),
    Outcome.DUPLICATE: ("sans changement", "sans changement"),
    Outcome.REJECTED: ("rejetée", "rejetées"),
}
_VERDICTS = {
    Verdict.ELIGIBLE: ("éligible", "éligibles"),
    Verdict.TO_CHECK: ("à vérifier", "à vérifier"),
    Verdict.NOT_ELIGIBLE: ("non éligible", "non éligibles"),
}


def counts_line(intake: Intake) -> str:
    """Say in one line what became of the rows and of the cases."""
    lines = french.counted(intake.rows_received, "ligne", "lignes")
    became = [_counted(intake.counts.get(outcome, 0), *words) for outcome, words in _NOUNS.items()]
    decided = [_counted(intake.verdicts.get(verdict, 0), *words) for verdict, words in _VERDICTS.items()]
    return f"{lines} : {', '.join(became)}.\n  Décisions : {', '.join(decided)}."


def intake_text(intake: Intake, rejects: Path | None = None, *, width: int = 80) -> str:
    """Tell an intake: counts, decisions, what changed, what is to be checked, what was rejected and what to do."""
    rows = [row for row in intake.rows_json() if _tells(row)]
    parts = [f"{one_line(intake.file)}, reçu le {french.short_day(intake.received_on)}", counts_line(intake)]
    if intake.repeated:
        parts.append("Ce fichier a déjà été pris en charge : rien n'a changé.")
    if intake.dry_run:
        parts.append("Essai : rien n'a été écrit.")
    if notes := [note for note in intake.notes if note != "already-received"]:
        parts.append(paragraph(f"Toléré : {', '.join(notes)}", width=width))
    parts += _section("Mises à jour", _changes(rows), ("Ligne", "Ce qui a changé"), width)
    parts += _section("À comparer par une personne", _proposals(rows), ("Ligne", "Question"), width)
    parts += _section("Avertissements", _warnings(rows), ("Ligne", "Colonne", "Code"), width)
    parts += _section("Motifs de rejet", _faults(rows), ("Ligne", "Colonne", "Code", "À faire"), width)
    if rejects is not None:
        parts.append(f"Lignes rejetées écrites dans {rejects} : à corriger et à renvoyer.")
    return "\n".join(parts)


def screening_text(screened: Sequence[ScreenedCase], *, on: date, rules: Sequence[EligibilityRule]) -> str:
    """Tell a screening: how many of each verdict, why, and the cases to be checked."""
    counts = Counter(line.verdict for line in screened)
    titles = {rule.id: rule.name for rule in rules}
    reasons = Counter((line.verdict, reason) for line in screened for reason in line.result.reasons)
    told = [
        (label(verdict), titles.get(reason, reason), french.number(number))
        for (verdict, reason), number in sorted(reasons.items(), key=lambda item: (item[0][0], -item[1]))
    ]
    head = ", ".join(_counted(counts[verdict], *words) for verdict, words in _VERDICTS.items())
    parts = [f"Au {french.short_day(on)} : {french.counted(len(screened), 'dossier', 'dossiers')} ; {head}."]
    if told:
        parts += ["", table(("Décision", "Motif (un dossier peut en avoir plusieurs)", "Dossiers"), told)]
    ask = [line for line in screened if line.verdict is Verdict.TO_CHECK]
    rows = [(line.case.reference, ", ".join(titles.get(r, r) for r in line.result.reasons)) for line in ask[:MOST]]
    parts += _section("À vérifier", (rows, len(ask)), ("Dossier", "Question ouverte"), 80)
    parts.append("\nPourquoi un dossier : prevexp explain RÉFÉRENCE")
    return "\n".join(parts)


def round_line(round_: AllocationRound) -> str:
    """Say in one line how many cases were taken and how many wait."""
    taken, waiting = len(round_.plan.allocated), len(round_.plan.waiting)
    places = french.counted(round_.quota.left, "place libre", "places libres")
    return f"Attribution : {_counted(taken, 'dossier pris', 'dossiers pris')}, {waiting} en attente ({places} ce mois)."


def allocation_text(round_: AllocationRound) -> str:
    """Tell an allocation: the quota, who is taken by whom, who waits with which rank and why."""
    quota = round_.quota
    parts = [f"Au {french.short_day(round_.on)} :", paragraph(round_line(round_))]
    parts.append(f"Quota du mois {quota.base}, report {quota.carried:+}, déjà pris {quota.used}.")
    taken = [
        (str(one.rank), round_.references[one.case_id], one.social_worker, _criterion(str(one.criterion)))
        for one in round_.plan.allocated
    ]
    parts += _section("Pris", (taken[:MOST], len(taken)), ("Rang", "Dossier", "Intervenant", "Critère"), 80)
    waiting = [(str(one.rank), round_.references[one.case_id], label(one.reason.code)) for one in round_.plan.waiting]
    parts += _section("En attente", (waiting[:MOST], len(waiting)), ("Rang", "Dossier", "Motif"), 80)
    return "\n".join(parts)


def _criterion(slug: str) -> str:
    from prevexp.programme.plan import ReasonCode
    from prevexp.programme.ranking import Criterion

    return label(Criterion(slug)) if slug in set(Criterion) else label(ReasonCode(slug))


def _counted(number: int, one: str, several: str) -> str:
    return f"{french.number(number)} {one if number <= 1 else several}"


Told = tuple[Sequence[tuple[str, ...]], int]


def _section(title: str, told: Told, header: tuple[str, ...], width: int) -> list[str]:
    rows, total = told
    if not total:
        return []
    more = [f"… et {total - len(rows)} de plus (--json les donne toutes)"] if total > len(rows) else []
    return ["", f"{title} ({total})", table(header, rows, width=width), *more]


def _tells(row: dict[str, Any]) -> bool:
    return bool(row.get("faults") or row.get("warnings") or row.get("changed") or row.get("same_case_proposed"))


def _changes(rows: Iterable[dict[str, Any]]) -> Told:
    told = [
        (str(row["line"]), ", ".join(_change(change) for change in row.get("changes", row["changed"])))
        for row in rows
        if row.get("changed")
    ]
    return told[:MOST], len(told)


def _change(change: str | dict[str, Any]) -> str:
    if isinstance(change, str):
        return change
    if "after" not in change:
        return f"{change['column']} : modifié"
    before, after = (_value(change["column"], change[side]) for side in ("before", "after"))
    return f"{change['column']} : {before} → {after}"


def _value(column: str, value: object) -> str:
    if value is None:
        return french.NOT_KNOWN
    if column.endswith("_eur") and isinstance(value, int):
        return french.euros(value)
    text = str(value)
    return french.short_day(date.fromisoformat(text)) if column.startswith("date_") else fact_label(text)


def _proposals(rows: Iterable[dict[str, Any]]) -> Told:
    told = [
        (
            str(row["line"]),
            f"peut-être le dossier de {row['same_case_proposed']['file']}, ligne {row['same_case_proposed']['line']}",
        )
        for row in rows
        if row.get("same_case_proposed")
    ]
    return told[:MOST], len(told)


def _warnings(rows: Iterable[dict[str, Any]]) -> Told:
    told = [(str(row["line"]), w["column"] or "", w["reason"]) for row in rows for w in row.get("warnings", ())]
    return told[:MOST], len(told)


def _faults(rows: Iterable[dict[str, Any]]) -> Told:
    told = [
        (str(row["line"]), f["column"] or "", f["reason"], f["remedy"] or "")
        for row in rows
        for f in row.get("faults", ())
    ]
    return told[:MOST], len(told)
