"""The words of scenarios about the landlord and about the review of an act."""

from prevexp.casework.act_review.commands import ReviewAct
from prevexp.casework.act_review.standing import act_review
from prevexp.casework.landlord import commands
from prevexp.casework.landlord.mediation import mediations_on
from prevexp.casework.landlord.standing import landlord_standing
from prevexp.domain.act_review import NamedValue
from prevexp.domain.act_review import ReviewConclusion
from prevexp.domain.act_review import SeenDocument
from prevexp.domain.events import ProcedureRead
from prevexp.domain.landlord import Initiative
from prevexp.domain.landlord import MediationAnswer
from prevexp.domain.landlord import MediationResult
from prevexp.domain.procedure import Procedure
from prevexp.domain.vocabulary import ActKind
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel

ENTRIES = {"bailleur informé", "contact bailleur", "médiation", "documents", "contrôle"}
_MEDIATION = {"proposée": None, "acceptée": MediationAnswer.ACCEPTED, "refusée": MediationAnswer.DECLINED}


def _inform(note):
    return commands.InformLandlord, {"guarantees": tuple(note["garanties"])}


def _contact(note):
    said = {"channel": Channel(note["canal"]), "outcome": AttemptOutcome(note["issue"])}
    return commands.RecordLandlordContact, said | {"initiative": Initiative(note["de"])}


def _mediate(desk, note):
    if note["dit"] == "proposée":
        return commands.OfferMediation, {}
    number = desk.case.landlord.offers[-1].number if desk.case.landlord.offers else 1
    if note["dit"] in _MEDIATION:
        return commands.AnswerMediation, {"mediation": number, "answer": _MEDIATION[note["dit"]]}
    if note["dit"] == "rencontre":
        return commands.HoldMediationMeeting, {"mediation": number}
    promised = [one.number for one in desk.case.engagement.undertakings]
    place = note.get("demarche")
    said = {"result": MediationResult(note["resultat"]), "undertaking": promised[place - 1] if place else None}
    return commands.EndMediation, {"mediation": number, **said}


def _review(note):
    return ReviewAct, {
        "act_kind": ActKind(note["acte"]),
        "worker": "legal-1",
        "documents": tuple(map(SeenDocument, note["pieces"])),
        "conclusion": ReviewConclusion(note["conclusion"]),
        "grounds": tuple(note.get("retenus", ())),
        "read": tuple(NamedValue(name=name, value=str(value)) for name, value in note.get("lu", {}).items()),
    }


def landlord_played(desk, note):
    """Note one line of a scenario and return what came of it."""
    match note["saisie"]:
        case "bailleur informé":
            kind, said = _inform(note)
        case "contact bailleur":
            kind, said = _contact(note)
        case "médiation":
            kind, said = _mediate(desk, note)
        case "contrôle":
            kind, said = _review(note)
        case "documents":
            shared = {
                "case_id": desk.case.case_id,
                "occurred_on": note["le"],
                "recorded_at": desk.events[0].recorded_at,
            }
            desk.events.append(ProcedureRead(**shared, procedure=Procedure(**note["lu"])))
            return ()
    return desk.say(kind, note["le"], **said)


def landlord_read(case, plan, expected):
    """Return what is read on a day of the landlord and of the review of the commandement de payer."""
    on = expected["le"]
    standing, mediations = landlord_standing(case, plan, on), mediations_on(case, on)
    dues = {str(one.task): one.due_on for one in standing.due}
    reviewed = act_review(case, ActKind.COMMANDEMENT_DE_PAYER, plan, on=on)
    return {
        "bailleur_informe": bool(standing.informed),
        "peut_informer": standing.ground or "non",
        "informer_avant": dues.get("inform_landlord", "rien"),
        "reponse_avant": dues.get("mediation_answer", "rien"),
        "mediation": mediations[-1].state if mediations else "aucune",
        "controle": reviewed.noted.conclusion if reviewed else "aucun",
        "change": [one.check for one in reviewed.changes] if reviewed else [],
    }
