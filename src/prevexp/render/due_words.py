"""What is to be done for a household, told in French: each kind in its own words, by when, and who is to act."""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date

from prevexp.casework.due import Due
from prevexp.casework.due import Task
from prevexp.casework.follow_up import FollowUpState
from prevexp.casework.next_contact import ContactState
from prevexp.domain.engagement_vocabulary import UndertakingKind
from prevexp.domain.landlord import LANDLORD
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.rights import NoticeSubject
from prevexp.domain.rights import PersonRight
from prevexp.domain.vocabulary import Channel

from . import french
from .contract_text import who
from .labels import label

COUNTED: Mapping[Task, tuple[str, str]] = {
    Task.FOLLOW_UP: ("veille sociale", "veilles sociales"),
    Task.DECIDE: ("dossier à décider", "dossiers à décider"),
    Task.APPOINTMENT: ("rendez-vous", "rendez-vous"),
    Task.FIRST_CONTACT: ("premier contact", "premiers contacts"),
    Task.UNDERTAKING: ("démarche à suivre", "démarches à suivre"),
    Task.INSTALMENT: ("échéance de plan à vérifier", "échéances de plan à vérifier"),
    Task.CONTRACT: ("contrat à renouveler ou à terminer", "contrats à renouveler ou à terminer"),
    Task.DECIDE_REOPENING: ("dossier clos de nouveau transmis", "dossiers clos de nouveau transmis"),
    Task.INFORM_LANDLORD: ("bailleur à informer", "bailleurs à informer"),
    Task.MEDIATION_ANSWER: ("médiation sans réponse du bailleur", "médiations sans réponse du bailleur"),
    Task.INFORM: ("personne à informer de ses droits", "personnes à informer de leurs droits"),
    Task.SEND_REFERRAL: ("orientation à envoyer", "orientations à envoyer"),
    Task.REMIND_PARTNER: ("partenaire à relancer", "partenaires à relancer"),
    Task.REMIND_ABOVE: ("responsable d’un partenaire à relancer", "responsables d’un partenaire à relancer"),
    Task.TELL_PARTNER: ("partenaire à prévenir", "partenaires à prévenir"),
    Task.DECIDE_REFERRAL: ("orientation sans suite à décider", "orientations sans suite à décider"),
    Task.ANSWER_RIGHT: ("demande sur ses données à traiter", "demandes sur leurs données à traiter"),
    Task.TELL_RECIPIENT: ("destinataire de données à prévenir", "destinataires de données à prévenir"),
    Task.ERASE: ("dossier à effacer", "dossiers à effacer"),
}
"""What a kind of thing to do is called when it is counted."""


def _first_contact(due: Due, _: date) -> str:
    return f"{label(Channel(due.about or ''))}, depuis le {french.short_day(due.due_on)}"


def _follow_up(due: Due, on: date) -> str:
    in_time = FollowUpState.EXTENDED if due.about else FollowUpState.DUE
    state = FollowUpState.OVERDUE if due.overdue(on) else in_time
    return f"{label(state)}, au plus tard le {french.short_day(due.due_on)}"


def _appointment(due: Due, on: date) -> str:
    noted = ", à noter : ce qui a eu lieu" if due.overdue(on) else ""
    return f"n° {due.number}, le {french.short_day(due.due_on)}{noted}"


def _decide(due: Due, _: date) -> str:
    return label(ContactState(due.about or ""))


def _undertaking(due: Due, on: date) -> str:
    awaited = f" ; attendu : {who_acts(due.waiting_for)}" if due.waiting_for else ""
    return f"{label(UndertakingKind(due.about or ''))} (n° {due.number}){awaited}, {_by(due, on)}"


def _instalment(due: Due, on: date) -> str:
    return f"échéance {due.about} du plan n° {due.number} : noter si elle est payée, {_by(due, on)}"


def _contract(due: Due, on: date) -> str:
    term = "échu depuis le" if due.overdue(on) else "jusqu’au"
    return f"contrat n° {due.number} {term} {french.short_day(due.due_on)} : le renouveler, le terminer ou en signer un"


def _decide_reopening(due: Due, _: date) -> str:
    return f"dit de nouveau par une liste du {french.short_day(due.due_on)} : le rouvrir ou le laisser clos"


def _inform_landlord(due: Due, on: date) -> str:
    first = "demander d’abord au ménage s’il le permet" if due.waiting_for else "garanties mobilisables"
    return f"{first}, {_by(due, on)}"


def _mediation_answer(due: Due, on: date) -> str:
    return f"médiation n° {due.number}, réponse attendue du bailleur, {_by(due, on)}"


def _inform(due: Due, on: date) -> str:
    return f"feuille « Vos données et vos droits », {_by(due, on)}"


def _referral(due: Due, on: date) -> str:
    return f"{label(ReferralPurpose(due.about or ''))} (n° {due.number}), {_by(due, on)}"


def _reminder(due: Due, on: date) -> str:
    return f"{who_acts(due.waiting_for or '')}, {_referral(due, on)}"


def _end_to_tell(due: Due, _: date) -> str:
    return f"{label(ReferralPurpose(due.about or ''))} (n° {due.number}), finie le {french.short_day(due.due_on)}"


def _decide_referral(due: Due, _: date) -> str:
    purpose = label(ReferralPurpose(due.about or ""))
    return f"{purpose} (n° {due.number}), sans suite depuis le {french.short_day(due.due_on)} : trouver qui agit"


def _answer_right(due: Due, on: date) -> str:
    return f"{label(PersonRight(due.about or ''))} (n° {due.number}), réponse {_by(due, on)}"


def _tell_recipient(due: Due, _: date) -> str:
    subject = label(NoticeSubject(due.about or ""))
    return f"{subject} (n° {due.number}), à prévenir depuis le {french.short_day(due.due_on)}"


def _erase(due: Due, _: date) -> str:
    return f"demande n° {due.number}, acceptée le {french.short_day(due.due_on)} ; prévenir d’abord les destinataires"


WORDS: Mapping[Task, Callable[[Due, date], str]] = {
    Task.FIRST_CONTACT: _first_contact,
    Task.FOLLOW_UP: _follow_up,
    Task.DECIDE: _decide,
    Task.APPOINTMENT: _appointment,
    Task.UNDERTAKING: _undertaking,
    Task.INSTALMENT: _instalment,
    Task.CONTRACT: _contract,
    Task.DECIDE_REOPENING: _decide_reopening,
    Task.INFORM_LANDLORD: _inform_landlord,
    Task.MEDIATION_ANSWER: _mediation_answer,
    Task.INFORM: _inform,
    Task.SEND_REFERRAL: _referral,
    Task.REMIND_PARTNER: _reminder,
    Task.REMIND_ABOVE: _reminder,
    Task.TELL_PARTNER: _end_to_tell,
    Task.DECIDE_REFERRAL: _decide_referral,
    Task.ANSWER_RIGHT: _answer_right,
    Task.TELL_RECIPIENT: _tell_recipient,
    Task.ERASE: _erase,
}
"""Kind of thing to do -> how it is told, without its kind."""


def due_words(due: Due, on: date) -> str:
    """Say what is to be done and by when, without its kind."""
    return french.typographic(WORDS[due.task](due, on))


def due_sentence(due: Due, on: date) -> str:
    """Say what is to be done and by when, its kind included."""
    return f"{label(due.task)} : {due_words(due, on)}"


def counted(task: Task, number: int) -> str:
    """Say how many there are of a kind."""
    return french.counted(number, *COUNTED[task])


def who_acts(slug: str) -> str:
    """Name who is to act: household, team, landlord, a body that decides; a partner by its slug."""
    return "le bailleur" if slug == LANDLORD else who(slug)


def _by(due: Due, on: date) -> str:
    late = "en retard, " if due.overdue(on) else ""
    return f"{late}au plus tard le {french.short_day(due.due_on)}"
