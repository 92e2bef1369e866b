"""What scenarios say of onward referrals: how a line is noted, and what is read on a day."""

from prevexp.casework.case_day import CaseDay
from prevexp.casework.referral import commands
from prevexp.casework.referral.duties import referrals_due
from prevexp.casework.referral.duties import standings
from prevexp.domain.referral import ReferralEnd
from prevexp.domain.referral import ReferralMeans
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.referral import ReferralReply
from prevexp.domain.referral import RejectionReason

NOTES = {
    "orientation": commands.ProposeReferral,
    "envoi": commands.SendReferral,
    "réponse": commands.NoteReferralAnswer,
    "relance": commands.RemindPartner,
    "retrait": commands.TakeReferralBack,
    "fin dite": commands.TellReferralEnd,
}
"""What a scenario calls a note -> the command."""

WORDS = {
    "demande": ("purpose", ReferralPurpose),
    "moyen": ("means", ReferralMeans),
    "réponse": ("reply", ReferralReply),
    "motif_de_refus": ("reason", RejectionReason),
    "pourquoi": ("reason", ReferralEnd),
    "remplace": ("replaces", str),
    "pour": ("number", str),
}
"""What a scenario calls a field -> the field, and how its value is read; a referral is named by its partner."""


def numbered(case, fields):
    """Return the fields with the number of the last referral to the partner named, in place of the partner."""
    last = {one.partner: one.number for one in case.referrals}
    return {name: last.get(value, value) if name in {"number", "replaces"} else value for name, value in fields.items()}


def seen(case, plan, on):
    """Return what is read on a day: how each referral stands, who is in charge, what is due, what came too late."""
    found = standings(case, plan.referral, on=on)
    return {
        "orientations": {one.referral.partner: one.status.value for one in found},
        "saisis": [one.referral.partner for one in found if one.in_charge],
        "arrivées": [one.referral.partner for one in found if one.received_on],
        "tardives": [one.referral.partner for one in found if one.late],
        "à_faire": [due.task.value for due in referrals_due(CaseDay.of(case, on), plan)],
    }
