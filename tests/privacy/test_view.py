"""What one partner may see of one case: nothing that the matrix, the household and the day do not let out."""

from datetime import date
from typing import NamedTuple

import attrs
import pytest

from prevexp.domain.act_review import ActReview
from prevexp.domain.act_review import Finding
from prevexp.domain.act_review import NamedValue
from prevexp.domain.act_review import NotedCheck
from prevexp.domain.act_review import ReviewConclusion
from prevexp.domain.act_review import SeenDocument
from prevexp.domain.case import Case
from prevexp.domain.case import Identity
from prevexp.domain.contact import Attempt
from prevexp.domain.contact import ChannelSafety
from prevexp.domain.errors import InvalidValue
from prevexp.domain.extra import NOTED
from prevexp.domain.extra import ExtraFact
from prevexp.domain.groups import grouped
from prevexp.domain.sharing import ContactResult
from prevexp.domain.sharing import Direction
from prevexp.domain.sharing import Extract
from prevexp.domain.sharing import FileState
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingPurpose
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import ActKind
from prevexp.domain.vocabulary import AgreementStatus
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import FieldGroup
from prevexp.privacy.facts import seen
from prevexp.privacy.loading import core_matrix
from prevexp.privacy.matrix import Matrix
from prevexp.privacy.permitting import Withholding
from prevexp.privacy.view import Computed
from prevexp.privacy.view import choosable
from prevexp.privacy.view import view
from prevexp.testing.canaries import values_in
from prevexp.testing.households import AGREED_ON
from prevexp.testing.households import addressee
from prevexp.testing.households import agreed_case
from prevexp.testing.households import all_grounds
from prevexp.testing.households import authorised
from prevexp.testing.households import ended
from prevexp.testing.households import word

TODAY = date(2026, 6, 1)
FULL = Matrix(rows=core_matrix().rows, grounds=all_grounds())
ASKED = [(one, purpose) for one in Recipient for purpose in FULL.purposes(one)]
WHOLE = {
    Recipient.CCAPEX: "G4 G5 G6 G9",
    Recipient.JUDGE: "G1 G3 G4 G5 G6 G9",
    Recipient.CONSEIL_DEPARTEMENTAL: "G1 G2 G4 G5 G6 G9",
    Recipient.CAF: "G3 G9",
    Recipient.MSA: "G3 G9",
    Recipient.ADIL: "G1 G3 G4",
    Recipient.PCB: "G1 G2 G5",
    Recipient.SIAO_REHOUSING: "G1 G2 G6",
}
"""The groups that pass whole to each partner of a household that agreed and authorised everything."""


def shown(case, recipient, purpose, on=TODAY, *, identity=None, matrix=FULL, chosen=()):
    return view(case, identity, partner=addressee(recipient), purpose=purpose, on=on, matrix=matrix, chosen=chosen)


def told(found, groups):
    """Return the groups of the canaries in a view, single facts apart."""
    values = values_in((dict(found.facts), dict(found.identity)))
    return {groups[value] for value in values if value in groups} - {FieldGroup.TECHNICAL}


@pytest.mark.parametrize(("recipient", "purpose"), ASKED)
def test_no_value_of_a_group_that_may_not_leave_leaves(canaries, recipient, purpose):
    """Of a case full of canaries, authorised to the utmost, each partner sees its groups and nothing else."""
    case, identity, groups = canaries
    found = shown(case, recipient, purpose, identity=identity)
    allowed = {FieldGroup(group) for group in WHOLE.get(recipient, "").split()}
    assert told(found, groups) == allowed & set(groups.values())
    assert {"case_id", "household_id", "allocation", "channels", "references"}.isdisjoint(found.facts)


def test_the_landlord_learns_nothing_of_the_case(canaries):
    """No field of it, no identity, no reference: the offer and the plan as accepted are all its row names."""
    case, identity, _ = canaries
    found = shown(case, Recipient.LANDLORD, SharingPurpose.MEDIATION, identity=identity)
    assert (found.facts, found.identity, found.groups) == ({}, {}, frozenset())
    assert set(found.extracts) == {Extract.MEDIATION_OFFER, Extract.ACCEPTED_PLAN}


@pytest.mark.parametrize(("recipient", "purpose"), ASKED)
def test_without_authorisation_or_act_only_the_law_lets_out(canaries, recipient, purpose):
    """The CCAPEX and the département by law, the mayor the need; nobody else has anything."""
    case, identity, groups = canaries
    by_law = {Recipient.CCAPEX, Recipient.CONSEIL_DEPARTEMENTAL, Recipient.MAIRE_CCAS}
    found = shown(attrs.evolve(case, sharing=()), recipient, purpose, identity=identity, matrix=core_matrix())
    assert found.empty is (recipient not in by_law)
    assert FieldGroup.SENSITIVE not in told(found, groups)


@pytest.mark.parametrize(("recipient", "purpose"), ASKED)
@pytest.mark.parametrize("status", [None, AgreementStatus.REFUSED, AgreementStatus.WITHDRAWN])
def test_before_agreement_and_after_refusal_the_ccapex_alone_is_told_the_result(canaries, recipient, purpose, status):
    """Attempted, met or refused; nothing else to it, and nothing to others."""
    case, identity, groups = canaries
    words = () if status is None else (word(), word(status, on=date(2026, 4, 1)))
    found = shown(attrs.evolve(case, agreements=words), recipient, purpose, identity=identity)
    assert told(found, groups) == set()
    expected = {Extract.REFERENCE, Extract.CONTACT_RESULT} if recipient is Recipient.CCAPEX else set()
    assert set(found.extracts) - {Extract.PROTECTED_AGGREGATES} == expected


def test_the_agreement_opens_on_its_day_and_its_end_closes_on_its_own():
    """The day before, the day of the agreement, the day before its withdrawal, the day of it."""
    ended = date(2026, 4, 1)
    case = agreed_case(agreements=(word(), word(AgreementStatus.WITHDRAWN, on=ended)))
    days = (date(2026, 3, 1), AGREED_ON, date(2026, 3, 31), ended)
    states = [shown(case, Recipient.CCAPEX, SharingPurpose.INSTRUCTION, on).state for on in days]
    assert states == [FileState.BEFORE_AGREEMENT, FileState.AGREED, FileState.AGREED, FileState.REFUSED]


def test_nothing_leaves_of_a_closed_case_from_the_day_it_is_closed():
    """The day before, what the table says."""
    case = agreed_case(life=(ended(date(2026, 5, 2)),))
    before = shown(case, Recipient.CCAPEX, SharingPurpose.INSTRUCTION, date(2026, 5, 1))
    after = shown(case, Recipient.CCAPEX, SharingPurpose.INSTRUCTION, date(2026, 5, 2))
    assert (before.empty, after.empty, after.state) == (False, True, FileState.CLOSED)


def test_what_is_authorised_to_one_partner_is_not_to_another():
    """Nor for another group, nor the day before the household says so."""
    case = agreed_case(sharing=authorised("caf", groups=(FieldGroup.DWELLING,), on=date(2026, 4, 1)))
    asked = {"recipient": Recipient.CAF, "purpose": SharingPurpose.BENEFIT_RIGHTS}
    assert shown(case, **asked, on=date(2026, 4, 1)).groups == {FieldGroup.DWELLING}
    assert shown(case, **asked, on=date(2026, 3, 31)).groups == set()
    assert shown(case, Recipient.MSA, SharingPurpose.BENEFIT_RIGHTS).groups == set()


def test_another_purpose_than_the_one_listed_gets_nothing():
    """Data given for an instruction are not given for anything else."""
    found = shown(agreed_case(), Recipient.CCAPEX, SharingPurpose.EVALUATION)
    assert found.empty
    listed = {one.why for one in found.withheld if one.row}
    assert listed == {Withholding.OTHER_PURPOSE}


def test_every_group_either_passes_or_says_why_not():
    """No group is passed over in silence."""
    for recipient, purpose in ASKED:
        found = shown(agreed_case(sharing=()), recipient, purpose)
        groups = {one.item for one in (*found.passing, *found.withheld) if isinstance(one.item, FieldGroup)}
        assert groups == set(FieldGroup) - {FieldGroup.TECHNICAL}


def test_a_permission_says_what_it_rests_on():
    """The row with its source, the act of the territory, the day of the household's word."""
    found = shown(agreed_case(), Recipient.ADIL, SharingPurpose.LEGAL_ADVICE)
    by_item = {one.item: one for one in found.passing}
    identity, dwelling = by_item[FieldGroup.IDENTITY], by_item[FieldGroup.DWELLING]
    assert (identity.authorised_on, dwelling.authorised_on) == (AGREED_ON, None)
    assert identity.ground.reference == "acte"
    assert "C26" in dwelling.row.source


def test_the_adil_learns_neither_the_dwelling_s_address_nor_the_landlord_s_name(canaries):
    """Its groups of dwelling and debt are without anything the vault holds; a name only if the household says so."""
    case, identity, _ = canaries
    found = shown(case, Recipient.ADIL, SharingPurpose.LEGAL_ADVICE, identity=identity)
    assert set(found.identity) == {"surname", "first_name", "born_on"}
    unnamed = attrs.evolve(case, sharing=())
    assert shown(unnamed, Recipient.ADIL, SharingPurpose.LEGAL_ADVICE, identity=identity).identity == {}


@pytest.mark.parametrize(
    ("made", "result"),
    [
        ((), ContactResult.NOT_ATTEMPTED),
        (((Channel.LETTER, AttemptOutcome.NO_ANSWER),), ContactResult.ATTEMPTED),
        (((Channel.THIRD_PARTY, AttemptOutcome.MET),), ContactResult.ATTEMPTED),
        (((Channel.PHONE, AttemptOutcome.REACHED),), ContactResult.MET),
        (((Channel.PHONE, AttemptOutcome.REACHED), (Channel.PHONE, AttemptOutcome.REFUSED)), ContactResult.REFUSED),
    ],
)
def test_the_ccapex_is_told_how_far_the_team_came_and_no_more(made, result):
    """Neither the days, nor the channels, nor who went."""
    attempts = tuple(Attempt(attempted_on=date(2026, 2, 10), channel=how, outcome=end) for how, end in made)
    case = agreed_case(agreements=(), sharing=(), attempts=attempts)
    found = shown(case, Recipient.CCAPEX, SharingPurpose.INSTRUCTION)
    assert found.extracts == {Extract.REFERENCE: "99-2026-1", Extract.CONTACT_RESULT: result}
    earlier = shown(case, Recipient.CCAPEX, SharingPurpose.INSTRUCTION, date(2026, 2, 9))
    assert earlier.extracts[Extract.CONTACT_RESULT] is ContactResult.NOT_ATTEMPTED


def test_of_a_group_that_passes_by_hand_only_what_was_picked_leaves(canaries):
    """Nothing unless a person names it; a name of another group is refused."""
    case, identity, groups = canaries
    matrix = read_by_hand("G4")
    asked = {"recipient": Recipient.CCAPEX, "purpose": SharingPurpose.INSTRUCTION, "matrix": matrix}
    assert told(shown(case, **asked, identity=identity), groups) == set()
    found = shown(case, **asked, identity=identity, chosen=("facts.rent_cents",))
    assert found.facts == {"facts": {"rent_cents": case.facts.rent_cents}}
    assert "procedure.hearing_on" in choosable(found.passing)
    with pytest.raises(InvalidValue) as refused:
        shown(case, **asked, chosen=("facts.commune",))
    assert refused.value.params["names"] == ("facts.commune",)


def read_by_hand(group):
    """Return a matrix whose only row lets the CCAPEX have a group by hand."""
    row = core_matrix().rows_for(Recipient.CCAPEX, Direction.SEND)[1]
    return Matrix(rows=(attrs.evolve(row, groups=frozenset(), by_hand=frozenset({FieldGroup(group)})),))


def test_of_a_review_the_act_leaves_and_not_what_was_read_for_it():
    """The lease is of another group than the act, and so is a spouse: neither passes under cover of a review."""
    found = (NamedValue(name="lease_concluded_on", value="2016-06-07"), NamedValue(name="has_spouse", value="true"))
    noted = NotedCheck(check="act-review-17", finding=Finding.DEFECT, computed=Finding.DEFECT)
    review = ActReview(
        on=AGREED_ON,
        number=3,
        act_kind=ActKind.COMMANDEMENT_DE_PAYER,
        served_on=date(2026, 2, 2),
        worker="legal-1",
        documents=(SeenDocument.ACT,),
        known=found,
        read=found,
        checks=(noted,),
        conclusion=ReviewConclusion.LEAD_FOR_ADIL,
    )
    case = agreed_case(act_reviews=(review,))
    for recipient, purpose in ASKED:
        for seen_of in shown(case, recipient, purpose).facts.get("act_reviews", ()):
            assert not {"known", "read", "checks"} & seen_of.keys()
    sent = shown(case, Recipient.CCAPEX, SharingPurpose.INSTRUCTION).facts["act_reviews"]
    assert sent[0]["served_on"] == date(2026, 2, 2)


def test_a_new_field_leaves_only_when_it_says_its_group():
    """A field without a group, one never shared and a technical one stay, whatever is permitted."""

    @attrs.frozen
    class Inside:
        on: date = attrs.field(metadata=grouped(FieldGroup.TECHNICAL))
        told: int = attrs.field(metadata=grouped(FieldGroup.BUDGET))
        forgotten: int
        unsafe: int = attrs.field(metadata=grouped(FieldGroup.BUDGET, shared="never"))

    @attrs.frozen
    class Outside:
        many: tuple[Inside, ...] = attrs.field(metadata=grouped(FieldGroup.SENSITIVE))
        forgotten: tuple[Inside, ...]
        unsafe: tuple[Inside, ...] = attrs.field(metadata=grouped(FieldGroup.BUDGET, shared="never"))
        worker: str = attrs.field(metadata=grouped(FieldGroup.TECHNICAL))

    attrs.resolve_types(Outside, None, {"Inside": Inside})
    one = Inside(on=TODAY, told=1, forgotten=2, unsafe=3)
    thing = Outside(many=(one,), forgotten=(one,), unsafe=(one,), worker="social-1")
    assert seen(thing, lambda *_: True) == {"many": ({"on": TODAY, "told": 1},)}
    assert seen(thing, lambda group, _: group is FieldGroup.STEPS) == {}


def test_what_is_not_known_is_told_apart_from_what_may_not_leave():
    """None stands for the one, absence for the other."""
    found = shown(agreed_case(), Recipient.CCAPEX, SharingPurpose.INSTRUCTION)
    assert found.facts["facts"]["rent_cents"] is None
    assert "commune" not in found.facts["facts"]


def test_a_view_does_not_show_itself():
    """Its repr holds neither a fact nor a name."""
    found = shown(agreed_case(), Recipient.CCAPEX, SharingPurpose.INSTRUCTION)
    assert "156050" not in repr(found)
    assert "case-1" not in repr(found)


def test_no_id_of_prevexp_is_in_a_view(canaries):
    """A partner cannot be told what only the store knows."""
    case, identity, _ = canaries
    names = {field.name for field in attrs.fields(Case)}
    for recipient, purpose in ASKED:
        found = shown(case, recipient, purpose, identity=identity)
        assert set(found.facts) <= names - {"case_id", "household_id", "version", "territory", "known_identity"}


class Piece(NamedTuple):
    """What is told of a case in one piece."""

    kind: FieldGroup
    group: FieldGroup


def test_what_is_told_in_one_piece_passes_by_its_group():
    """The budget whole, the situation only if picked, what is sensitive never to the CCAPEX."""
    pieces = tuple(
        Piece(group, group) for group in (FieldGroup.BUDGET, FieldGroup.SOCIAL_SITUATION, FieldGroup.SENSITIVE)
    )
    asked = {"partner": addressee(Recipient.CCAPEX), "purpose": SharingPurpose.INSTRUCTION, "on": TODAY, "matrix": FULL}
    asked["computed"] = Computed(told=pieces)
    assert view(agreed_case(), None, **asked).told == pieces[:1]
    assert view(agreed_case(), None, **asked, chosen=("G7",)).told == pieces[:2]
    with pytest.raises(InvalidValue):
        view(agreed_case(), None, **asked, chosen=("G8",))


def test_a_single_fact_another_room_finds_is_looked_for_only_where_it_may_pass():
    """The plan for the landlord: drawn for the landlord, never for the ADIL, nor before it is authorised."""
    looked = []
    drawn = {Extract.ACCEPTED_PLAN: lambda: looked.append(1) or "plan"}
    asked = {"on": TODAY, "matrix": FULL, "computed": Computed(drawn=drawn)}
    landlord = {"partner": addressee(Recipient.LANDLORD), "purpose": SharingPurpose.MEDIATION}
    adil = {"partner": addressee(Recipient.ADIL), "purpose": SharingPurpose.LEGAL_ADVICE}
    assert Extract.ACCEPTED_PLAN not in view(agreed_case(), None, **adil, **asked).extracts
    assert view(agreed_case(sharing=()), None, **landlord, **asked).extracts == {}
    assert looked == []
    assert view(agreed_case(), None, **landlord, **asked).extracts[Extract.ACCEPTED_PLAN] == "plan"


@pytest.mark.parametrize(
    ("channel", "blank"),
    [
        (Channel.PHONE, {"phone"}),
        (Channel.SMS, {"phone"}),
        (Channel.EMAIL, {"email"}),
        (Channel.LETTER, {"street"}),
        (Channel.DOOR_NOTICE, {"street"}),
        (Channel.VISIT_PLANNED, {"street"}),
        (Channel.VISIT_UNANNOUNCED, {"street"}),
        (Channel.DESK, set()),
    ],
)
def test_no_partner_is_handed_a_way_to_reach_the_household_that_puts_somebody_at_risk(channel, blank):
    """It reads as not known, as a number nobody gave; the day before, and once it is safe again, it passes."""
    reaching = {name: Secret(name) for name in ("phone", "email", "street", "postcode")}
    noted = (ChannelSafety(on=TODAY, channel=channel, safe=False),)
    safe_again = (*noted, ChannelSafety(on=date(2026, 6, 3), channel=channel, safe=True))
    asked = (Recipient.CONSEIL_DEPARTEMENTAL, SharingPurpose.SOCIAL_SUPPORT)
    for on, expected in (
        (date(2026, 5, 31), set()),
        (TODAY, blank),
        (date(2026, 6, 2), blank),
        (date(2026, 6, 3), set()),
    ):
        found = shown(agreed_case(channels=safe_again), *asked, on=on, identity=Identity(**reaching))
        assert {name for name in reaching if found.identity[name] is None} == expected
        assert "unsafe" not in repr(found)


ADDED = tuple(ExtraFact(on=AGREED_ON, fact=f"d99.{group}", group=group, value=True) for group in sorted(NOTED))


@pytest.mark.parametrize(("recipient", "purpose"), ASKED)
def test_an_added_fact_passes_with_its_group_and_with_no_other(recipient, purpose):
    """What a territory adds leaves as what prevexp has of that group does; with no row for the group, it stays."""
    case = attrs.evolve(agreed_case(sharing=authorised(*Recipient)), extra=ADDED)
    allowed = {f"d99.{group}" for group in WHOLE.get(recipient, "").split()}
    assert set(shown(case, recipient, purpose).extra) == allowed & {one.fact for one in ADDED}


def test_an_added_fact_of_a_group_by_hand_is_picked_by_its_name():
    """It is offered with the fields of its group, and what is taken back reads as not known."""
    gone = ExtraFact(on=TODAY, fact="d99.G4", group=FieldGroup.DEBT_AND_PROCEDURE, value=None)
    case = attrs.evolve(agreed_case(), extra=(*ADDED, gone))
    asked = {"recipient": Recipient.CCAPEX, "purpose": SharingPurpose.INSTRUCTION, "matrix": read_by_hand("G4")}
    assert shown(case, **asked).extra == {}
    assert shown(case, **asked, chosen=("extra.d99.G4",)).extra == {"d99.G4": None}
    with pytest.raises(InvalidValue):
        shown(case, **asked, chosen=("extra.d99.G5",))
