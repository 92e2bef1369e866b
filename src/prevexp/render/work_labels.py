"""The French labels of the vocabularies of casework; `labels` is the door to them."""

from collections.abc import Mapping
from typing import Any

from prevexp.casework.due import Task
from prevexp.casework.follow_up import FollowUpState
from prevexp.casework.next_contact import ContactState
from prevexp.domain.vocabulary import AgreementStatus
from prevexp.domain.vocabulary import FollowUpEnd
from prevexp.domain.vocabulary import HoldReason
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import ProofKind

from . import appointment_words
from . import archive_words
from . import assessment_labels
from . import life_words
from . import paper_words
from .contract_words import CONTRACT_LABELS
from .referral_labels import REFERRAL_LABELS

_PLACES = {
    Place.HOME: "au domicile",
    Place.NEAR_HOME: "près du domicile",
    Place.OFFICE: "au bureau",
    Place.DESK: "en permanence",
    Place.SUB_PREFECTURE: "en sous-préfecture",
    Place.COURT: "au tribunal",
    Place.REMOTE: "à distance",
}
_HOLDS = {
    HoldReason.HOUSEHOLD_ASKED: "à la demande du ménage",
    HoldReason.AWAY: "ménage absent",
    HoldReason.PARTNER_ACTS: "un partenaire intervient",
    HoldReason.TO_CLARIFY: "un point est à éclaircir",
}
_AGREEMENTS = {
    AgreementStatus.GIVEN: "accord donné",
    AgreementStatus.REFUSED: "accord refusé",
    AgreementStatus.WITHDRAWN: "accord retiré",
}
_PROOFS = {
    ProofKind.SIGNED_FORM: "formulaire signé",
    ProofKind.MESSAGE_KEPT: "message conservé",
    ProofKind.WORKER_RECORD: "noté par l’intervenant",
}
_ENDS = {FollowUpEnd.DONE: "faite", FollowUpEnd.LOST: "perdu de vue", FollowUpEnd.CANCELLED: "annulée"}
_FOLLOW_UPS = {
    FollowUpState.DUE: "à faire",
    FollowUpState.OVERDUE: "en retard",
    FollowUpState.DONE: "faite",
    FollowUpState.LOST: "perdu de vue",
    FollowUpState.CANCELLED: "annulée",
    FollowUpState.EXTENDED: "prolongée",
}
_CONTACTS = {
    ContactState.NOT_STARTED: "pas encore attribué",
    ContactState.PLANNED: "prévu",
    ContactState.DUE: "à faire",
    ContactState.HELD: "suspendu",
    ContactState.REACHED: "ménage joint",
    ContactState.REFUSED: "le ménage a refusé : ne plus l’approcher",
    ContactState.OBJECTED: "la personne s’est opposée : ne plus l’approcher",
    ContactState.LIMITED: "traitement limité : ne pas utiliser le dossier",
    ContactState.STOPPED: "ménage parti : à décider",
    ContactState.EXHAUSTED: "plan épuisé : à décider",
    ContactState.NO_CHANNEL: "aucun canal sûr ou utile : à décider",
    ContactState.CLOSED: "dossier clos",
}
_TASKS = {
    Task.FIRST_CONTACT: "premier contact",
    Task.FOLLOW_UP: "veille",
    Task.DECIDE: "à décider",
    Task.APPOINTMENT: "rendez-vous",
    Task.UNDERTAKING: "démarche",
    Task.INSTALMENT: "échéance du plan d’apurement à vérifier",
    Task.CONTRACT: "terme du contrat d’engagement",
    Task.DECIDE_REOPENING: "à rouvrir ?",
    Task.INFORM_LANDLORD: "informer le bailleur",
    Task.MEDIATION_ANSWER: "médiation : réponse du bailleur",
    Task.INFORM: "à informer",
    Task.SEND_REFERRAL: "orientation à envoyer",
    Task.REMIND_PARTNER: "partenaire à relancer",
    Task.REMIND_ABOVE: "relance à adresser au responsable du partenaire",
    Task.TELL_PARTNER: "partenaire à prévenir que l’orientation est terminée",
    Task.DECIDE_REFERRAL: "orientation sans suite : à décider",
    Task.ANSWER_RIGHT: "demande de la personne sur ses données",
    Task.TELL_RECIPIENT: "destinataire de données à prévenir",
    Task.ERASE: "effacement accepté, à faire",
}

WORK_LABELS: tuple[Mapping[Any, str], ...] = (
    _PLACES,
    _HOLDS,
    _AGREEMENTS,
    _PROOFS,
    _ENDS,
    _FOLLOW_UPS,
    _CONTACTS,
    _TASKS,
    *appointment_words.LABELS,
    *CONTRACT_LABELS,
    *life_words.LABELS,
    *assessment_labels.LABELS,
    *paper_words.LABELS,
    *archive_words.LABELS,
    *REFERRAL_LABELS,
)
"""One exhaustive map for each vocabulary."""
