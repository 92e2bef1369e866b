"""Reads twenty_cases.csv: each line is one case, made of the same dated facts as a caseload's, then asked its facts."""

import csv
from datetime import date
from pathlib import Path

import attrs

from prevexp.domain.act_review import ActReview
from prevexp.domain.act_review import Finding
from prevexp.domain.act_review import NotedCheck
from prevexp.domain.act_review import ReviewConclusion
from prevexp.domain.act_review import SeenDocument
from prevexp.domain.agreement import Agreement
from prevexp.domain.answers import Allocation
from prevexp.domain.assessment import Assessment
from prevexp.domain.assessment import Findings
from prevexp.domain.case import Case
from prevexp.domain.case import ListedFacts
from prevexp.domain.contact import Attempt
from prevexp.domain.engagement import Engagement
from prevexp.domain.engagement import EngagementContract
from prevexp.domain.engagement import Instalment
from prevexp.domain.engagement import RepaymentPlan
from prevexp.domain.engagement_vocabulary import Creditor
from prevexp.domain.landlord import InformationGround
from prevexp.domain.landlord import LandlordInformation
from prevexp.domain.landlord import LandlordParty
from prevexp.domain.landlord import LandlordSide
from prevexp.domain.life import Closure
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import ActKind
from prevexp.domain.vocabulary import AgreementStatus
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.domain.vocabulary import Place
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import Verdict
from prevexp.eligibility.facts import facts as eligibility_facts
from prevexp.evaluation.reading import work_row

FILE = Path(__file__).with_name("twenty_cases.csv")
ON = date(2021, 8, 31)
_YES = {"yes": True, "no": False, "": None}


def lines() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def rows(law) -> list[dict[str, object]]:
    """Return the facts of each case on the day observed."""
    return [_row(line, law) for line in lines()]


def _row(line, law):
    case = case_of(line)
    row: dict[str, object] = dict.fromkeys(fact.id for fact in eligibility_facts)
    row |= {
        "received_on": case.received_on,
        "stage": case.facts.stage,
        "arrears_cents": case.facts.arrears_cents,
        "arrondissement": line["place"] if line["place"] in {"A", "B"} else None,
        "in_territory": {"A": True, "B": True, "outside": False}.get(line["place"]),
        "rural": _YES[line["rural"]],
        "answer_conseil_departemental": line["answer_cd"] or None,
        "answer_caf": line["answer_caf"] or None,
    }
    return row | work_row(case, verdict=Verdict(line["verdict"]), law=law, on=ON)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def case_of(line: dict[str, str]) -> Case:
    """Make the case that a line writes out."""
    received = date.fromisoformat(line["received"])
    arrears = int(line["arrears"]) if line["arrears"] else None
    case = Case(
        case_id=line["case"],
        household_id=line["case"],
        territory="99",
        version=1,
        received_on=received,
        last_listed_on=received,
        month=Month.of(received),
        references=(line["case"],),
        facts=ListedFacts(stage=Stage(line["stage"]), arrears_cents=arrears),
        known_identity=tuple(line["listed"].split()),
    )
    made = {**_contacts(line), **_steps(line), **_end(line)}
    return attrs.evolve(case, **made)


def _contacts(line):
    allocated = _day(line["allocated"])
    attempts = [words.split() for words in line["attempts"].split(" | ") if words]
    said = [(line["agreed"], AgreementStatus.GIVEN), (line["refused"], AgreementStatus.REFUSED)]
    return {
        "allocation": allocated
        and Allocation(
            allocated_on=allocated,
            quota_month=Month.of(allocated),
            rank=1,
            criterion="received-on",
            social_worker="s",
            legal_worker=None,
        ),
        "attempts": tuple(
            Attempt(
                attempted_on=date.fromisoformat(day),
                channel=Channel(channel),
                outcome=AttemptOutcome(outcome),
                place=Place(*place) if place else None,
            )
            for day, channel, outcome, *place in attempts
        ),
        "agreements": tuple(Agreement(on=date.fromisoformat(day), status=status) for day, status in said if day),
    }


def _steps(line):
    assessed, contract, plan = line["assessed"].split(), _day(line["contract"]), _day(line["plan"])
    landlord = _day(line["landlord"])
    return {
        "act_reviews": (_review(*line["act"].split()),) if line["act"] else (),
        "assessments": (_assessment(*assessed),) if assessed else (),
        "engagement": Engagement(
            contracts=(EngagementContract(on=contract, number=1, starts_on=contract, until=date(2022, 6, 1)),)
            if contract
            else (),
            plans=(_plan(plan),) if plan else (),
        ),
        "landlord": LandlordSide(informed=(_informed(landlord),) if landlord else ()),
    }


def _review(day, found):
    return ActReview(
        on=date.fromisoformat(day),
        number=1,
        act_kind=ActKind.COMMANDEMENT_DE_PAYER,
        worker="jurist",
        documents=(SeenDocument.ACT,),
        checks=(
            NotedCheck(
                check="act-review-01",
                finding=Finding.DEFECT if found == "defect" else Finding.OK,
                computed=Finding.OK,
            ),
        ),
        conclusion=ReviewConclusion.LEAD_KEPT if found == "contestable" else ReviewConclusion.NO_REMARK,
    )


def _assessment(day, place):
    return Assessment(on=date.fromisoformat(day), number=1, place=Place(place), workers=("s",), findings=Findings())


def _plan(day):
    parts = (Instalment(due_on=day, cents=5000), Instalment(due_on=date(2021, 12, 1), cents=5000))
    return RepaymentPlan(on=day, number=1, creditor=Creditor.LANDLORD, total_cents=10000, instalments=parts)


def _informed(day):
    return LandlordInformation(
        on=day,
        guarantees=("visale",),
        channel=Channel.LETTER,
        party=LandlordParty.LANDLORD,
        ground=InformationGround.PROCEDURE,
    )


def _end(line):
    if not line["closed"]:
        return {}
    day, reason, outcome = line["closed"].split()
    ended = Closure(on=date.fromisoformat(day), reason=ClosureReason(reason), outcome=ClosureOutcome(outcome))
    return {"life": (ended,)}
