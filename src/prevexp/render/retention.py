"""How long data are kept, in French: where the households stand, what a purge takes. Counts and case ids, no name."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from prevexp.caseload.purging import Purge
from prevexp.caseload.retaining import Held
from prevexp.caseload.retaining import Retention
from prevexp.privacy.retention import Keeping
from prevexp.privacy.retention import RetentionState

from . import french

KEEPINGS = {
    Keeping.PROCEDURE: "procédure en cours",
    Keeping.CONTRACT: "contrat d’engagement en cours",
    Keeping.REPAYMENT_PLAN: "plan d’apurement en cours",
    Keeping.LIMITATION: "limitation du traitement (RGPD art. 18)",
    Keeping.REQUEST: "demande de la personne sans réponse",
}
STATES = {
    RetentionState.ACTIVE: "en base active",
    RetentionState.ARCHIVED: "aux archives",
    RetentionState.TO_ERASE: "à effacer",
}


def retention_text(found: Retention) -> str:
    """Say how many households stand where, how many are past their day, and which cases they are."""
    lines = [f"Durées de conservation au {french.day(found.on)}"]
    lines += [f"  {words} : {_households(found.in_state(state))}" for state, words in STATES.items()]
    if found.kept_longer:
        lines.append("Gardés au-delà de leur durée :")
        why = Counter(reason for one in found.kept_longer for reason in one.standing.keeping)
        lines += [f"  {KEEPINGS[reason]} : {_households(number)}" for reason, number in sorted(why.items())]
    if not found.to_erase:
        return "\n".join([*lines, "Aucun ménage n’a dépassé sa durée sans motif."])
    lines.append(f"À effacer sans attendre : {_households(len(found.to_erase))} (`prevexp privacy purge`)")
    sources = dict.fromkeys(f"Source : {one.standing.source}" for one in found.to_erase)
    return "\n".join([*lines, *(_line(one) for one in found.to_erase), *sources])


def retention_json(found: Retention) -> dict[str, Any]:
    """Return the same as plain data, household by household."""
    return {
        "on": found.on.isoformat(),
        "states": {str(state): found.in_state(state) for state in RetentionState},
        "overdue": len(found.to_erase),
        "households": [_data(one) for one in found.held],
    }


def purge_text(done: Purge) -> str:
    """Say what a purge took, or would take."""
    head = "Seraient effacés" if done.dry_run else "Effacés"
    lines = [f"{head} au {french.day(done.on)} : {_households(done.households)}, {_cases(len(done.case_ids))}"]
    lines += [f"  {case_id}" for case_id in done.case_ids]
    if done.finished:
        lines.append(f"Effacements interrompus, achevés : {_households(done.finished)}")
    if done.notices:
        lines.append("À prévenir de l’effacement (RGPD art. 19) :")
        partners = Counter(one.partner for one in done.notices)
        lines += [f"  {partner} : {_households(number)}" for partner, number in sorted(partners.items())]
    return "\n".join(lines)


def purge_json(done: Purge) -> dict[str, Any]:
    """Return the same as plain data."""
    return {
        "on": done.on.isoformat(),
        "dry_run": done.dry_run,
        "reason": str(done.reason),
        "households": done.households,
        "cases": list(done.case_ids),
        "finished": done.finished,
        "notices": dict(Counter(one.partner for one in done.notices)),
    }


def notice_rows(done: Purge) -> Iterator[tuple[str, str]]:
    """Yield each partner with a reference it knows a household by: what it is told, and nothing else."""
    for one in done.notices:
        yield from ((one.partner, reference) for reference in one.references)


def _line(one: Held) -> str:
    cases = ", ".join(case.case_id for case in one.cases)
    return f"  {cases} : dernier jour le {french.short_day(one.standing.last_day)}"


def _data(one: Held) -> dict[str, Any]:
    standing = one.standing
    return {
        "cases": [case.case_id for case in one.cases],
        "state": str(standing.state),
        "clock": str(standing.start),
        "since": standing.since.isoformat(),
        "last_day": standing.last_day.isoformat(),
        "last_contact_on": standing.last_contact_on.isoformat() if standing.last_contact_on else None,
        "keeping": [str(reason) for reason in standing.keeping],
        "source": standing.source,
    }


def _households(number: int) -> str:
    return french.counted(number, "ménage", "ménages")


def _cases(number: int) -> str:
    return french.counted(number, "dossier", "dossiers")
