"""Onward referrals on the terminal: how they stand, what is due, what went by file, what came back."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date

from prevexp.caseload.answering import AnswersReceived
from prevexp.caseload.exchanging import Dispatch
from prevexp.caseload.exchanging import Moved
from prevexp.caseload.sendings import NotSent
from prevexp.casework.due import Due
from prevexp.casework.referral.duties import next_reminder
from prevexp.casework.referral.plan import ReferralPlan
from prevexp.casework.referral.standing import Standing
from prevexp.casework.referral.standing import last_day_of_wait
from prevexp.domain.referral import ReferralPurpose
from prevexp.exchange.answers import AnswerFault
from prevexp.exchange.answers import AnswerOutcome

from . import french
from .columns import paragraph
from .exchange_words import ANSWER_FAULTS
from .exchange_words import MOTIONS
from .exchange_words import NOT_SENT
from .exchange_words import OUTCOMES
from .labels import label
from .refusals import refusal_told


def referrals_text(standings: Sequence[Standing], plan: ReferralPlan, *, on: date) -> str:
    """Say how each referral of a case stands on a day: status, receipt, what comes next, late answers."""
    if not standings:
        return f"Aucune orientation au {french.short_day(on)}."
    return "\n".join(line for stand in standings for line in _standing(stand, plan))


def due_text(found: Iterable[tuple[str, Due]], *, on: date) -> str:
    """List what is due on a day, by the reference of its case."""
    lines = [_due(reference, due, on) for reference, due in found]
    return "\n".join(lines) if lines else f"Rien à faire pour les orientations au {french.short_day(on)}."


def dispatch_text(done: Dispatch, references: Mapping[str, str], *, dry_run: bool) -> str:
    """Say what went to a partner, what had gone before, and what stays with the team and why."""
    went = french.counted(len(done.sent), "ligne nouvelle", "lignes nouvelles")
    lines = [f"{done.partner}, {french.short_day(done.on)} : {went}{' (à blanc)' if dry_run else ''}."]
    if done.file is not None:
        lines.append(f"Fichier : {done.file}")
    lines += [f"  {references[one.case_id]}, n° {one.number} : {MOTIONS[one.motion]}" for one in done.sent]
    if done.already:
        words = "ligne partie plus tôt, notée à son jour", "lignes parties plus tôt, notées à leur jour"
        lines.append(f"{french.counted(len(done.already), *words)}.")
    lines += [_left(references[one.case_id], one) for one in done.left]
    return "\n".join(map(french.typographic, lines))


def answers_text(received: AnswersReceived) -> str:
    """Say what became of a partner's file: counts, then each line refused with what to do."""
    counts = received.counts
    told = [french.counted(counts[one.value], *OUTCOMES[one]) for one in AnswerOutcome if counts[one.value]]
    lines = [f"{received.file} ({received.partner}) : {', '.join(told) or 'aucune réponse'}."]
    for one in received.lines:
        if one.code is None:
            continue
        wrong, remedy = ANSWER_FAULTS[AnswerFault(one.code)]
        where = f"ligne {one.line}" + (f", {one.column}" if one.column else "")
        lines.append(f"  {where} [{one.code}] : {wrong}. {remedy}")
    return "\n".join(map(french.typographic, lines))


def _standing(stand: Standing, plan: ReferralPlan) -> list[str]:
    referral = stand.referral
    since = french.short_day(stand.since)
    lines = [f"n° {referral.number}, {referral.partner} : {label(referral.purpose)} ; {label(stand.status)} le {since}"]
    if stand.sent_on is not None:
        arrived = f"arrivée le {french.short_day(stand.received_on)}" if stand.received_on else "arrivée non connue"
        lines.append(f"  envoyée le {french.short_day(stand.sent_on)}, {arrived}")
    if stand.last_word is not None and stand.last_word.reason is not None:
        lines.append(f"  motif : {label(stand.last_word.reason)}")
    coming, last = next_reminder(stand, plan), last_day_of_wait(stand, plan)
    if coming is not None:
        lines.append(f"  {label(coming.task)} le {french.short_day(coming.due_on)}")
    elif last is not None:
        lines.append(f"  attente jusqu’au {french.short_day(last)} compris")
    if stand.ended_on is not None and stand.end is not None:
        told = f", dit au partenaire le {french.short_day(stand.told_on)}" if stand.told_on else ""
        to_tell = ", à dire au partenaire" if stand.to_tell else ""
        lines.append(f"  terminée le {french.short_day(stand.ended_on)} ({label(stand.end)}{told}{to_tell})")
    lines += [f"  réponse tardive, sans effet : {label(one.reply)} le {french.short_day(one.on)}" for one in stand.late]
    return list(map(french.typographic, lines))


def _due(reference: str, due: Due, on: date) -> str:
    late = f", en retard depuis le {french.short_day(due.due_on)}" if due.overdue(on) else ""
    about = label(ReferralPurpose(due.about)) if due.about else ""
    partner = f", {due.waiting_for}" if due.waiting_for else ""
    words = french.typographic(f"{reference}, n° {due.number}{partner} ({about}) : {label(due.task)}{late}")
    return paragraph(words)


def _left(reference: str, one: Moved) -> str:
    if one.refusal is None:
        why, remedy = NOT_SENT[NotSent(one.left or "")]
        why = f"{why}."
    else:
        _, why, remedy = refusal_told(one.refusal)
    return f"  reste : {reference}, n° {one.number} [{one.left}] : {why} {remedy}"
