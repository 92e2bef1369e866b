"""The matrix by each cell: partner, direction, purpose, what, state of the file, acts, household's word, day.

The table is the privacy notes, §2, read again and written out by hand: nothing of it comes from `matrix.toml`.
"""

from datetime import date
from datetime import timedelta
from itertools import product
from typing import NamedTuple

import attrs
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.case import Case
from prevexp.domain.case import Identity
from prevexp.domain.errors import InvalidValue
from prevexp.domain.event_types import EVENT_TYPES
from prevexp.domain.groups import entities_in
from prevexp.domain.sharing import Direction
from prevexp.domain.sharing import Extract
from prevexp.domain.sharing import FileState
from prevexp.domain.sharing import GroundKind
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingPurpose
from prevexp.domain.vocabulary import FieldGroup
from prevexp.privacy.loading import core_matrix
from prevexp.privacy.matrix import Matrix
from prevexp.privacy.matrix import Row
from prevexp.privacy.permitting import Question
from prevexp.privacy.permitting import answered
from prevexp.privacy.view import choosable
from prevexp.privacy.view import view
from prevexp.testing.canaries import values_in
from prevexp.testing.households import LONG_AGO
from prevexp.testing.households import addressee
from prevexp.testing.households import agreed_case
from prevexp.testing.households import all_grounds
from prevexp.testing.households import authorised
from prevexp.testing.households import word

CALL, ALUR, SOCIAL, LAW_2023 = date(2021, 4, 1), date(2014, 3, 27), date(2007, 3, 8), date(2023, 7, 29)
OPEN = "before_agreement agreed refused closed"
FIRST, LAST = date(2024, 5, 1), date(2024, 6, 30)
"""The days between which the acts of the territory hold, where it names any."""


class Line(NamedTuple):
    """One line of the table. `act`: the kind of act of the territory it waits for; `asks`: the household's own word."""

    partner: str
    direction: str
    purpose: str
    whole: str
    states: str
    first: date
    by_hand: str = ""
    act: str = ""
    asks: bool = False


TABLE = (
    # CCAPEX: receives G1 to G4, G9 once agreed; is sent the result of the contact, then G4 G5 G6 G9 and the needed G7
    Line("ccapex", "receive", "intake", "G1 G2 G3 G4", OPEN, CALL, act="convention"),
    Line("ccapex", "receive", "intake", "G1 G2 G3 G4", OPEN, LAW_2023, act="designation_pdalhpd"),
    Line("ccapex", "receive", "instruction", "G9", "agreed", CALL, act="convention"),
    Line("ccapex", "receive", "instruction", "G9", "agreed", LAW_2023, act="designation_pdalhpd"),
    Line("ccapex", "send", "instruction", "reference contact_result", "before_agreement agreed refused", ALUR),
    Line("ccapex", "send", "instruction", "G4 G5 G6 G9", "agreed", ALUR, by_hand="G7"),
    # the judge, by the body that the PDALHPD names for the diagnostic (loi 89-462, art. 24 III)
    Line("judge", "send", "dsf", "G1 G3 G4 G5 G6 G9", "agreed", date(2021, 1, 8), "G7", "designation_pdalhpd"),
    # préfet, evaluator: protected aggregates, never a row
    Line("prefet", "send", "evaluation", "protected_aggregates", OPEN, CALL, act="convention"),
    Line("evaluator", "send", "evaluation", "protected_aggregates", OPEN, CALL, act="convention"),
    # the département: by the CASF; G8 only what is picked, and only if the household says so
    Line("conseil_departemental", "receive", "social_support", "social_answer social_referent", OPEN, SOCIAL),
    Line("conseil_departemental", "send", "social_support", "G1 G2 G4 G5 G6 G9", "agreed", SOCIAL, by_hand="G7"),
    Line("conseil_departemental", "send", "social_support", "", "agreed", SOCIAL, by_hand="G8", asks=True),
    # CAF, MSA: receive by law through the CCAPEX; are sent by convention; G3 and G9 if the household says so
    *(
        line
        for fund in ("caf", "msa")
        for line in (
            Line(fund, "receive", "benefit_rights", "social_answer aid_paid arrears_signal", OPEN, date(2019, 9, 1)),
            Line(fund, "send", "benefit_rights", "contact_result plan_status", "agreed", CALL, act="convention"),
            Line(fund, "send", "benefit_rights", "G3 G9", "agreed", CALL, act="convention", asks=True),
        )
    ),
    # Banque de France: status of the filing; the debt of housing if the household says so
    Line("banque_de_france", "receive", "over_indebtedness", "filing_status", "agreed", CALL, act="convention"),
    Line("banque_de_france", "send", "over_indebtedness", "housing_debt", "agreed", CALL, act="convention", asks=True),
    # ADIL: G3 and G4 without a name or an address; the name if the household says so
    Line("adil", "receive", "legal_advice", "advice_result", "agreed", CALL, act="convention"),
    Line("adil", "send", "legal_advice", "G3 G4", "agreed", CALL, act="convention"),
    Line("adil", "send", "legal_advice", "G1", "agreed", CALL, act="convention", asks=True),
    # Point conseil budget: all of it if the household says so, of the debt its total
    Line("pcb", "receive", "budget_advice", "support_result", "agreed", CALL, act="convention"),
    Line("pcb", "send", "budget_advice", "G1 G2 G5 housing_debt", "agreed", CALL, act="convention", asks=True),
    # the landlord: the offer of a mediation and the plan as accepted, if the household says so; nothing else
    Line("landlord", "receive", "mediation", "account lease act_dates", "agreed", CALL, asks=True),
    Line("landlord", "send", "mediation", "mediation_offer accepted_plan", "agreed", CALL, asks=True),
    # the commissaire de justice: days of acts come in, nothing goes out
    Line("commissaire_de_justice", "receive", "procedure", "act_dates", OPEN, date(2025, 4, 16)),
    # SIAO, rehousing; mayor: that there is a need, never which; a health professional: the part of G8 that is picked
    Line("siao_rehousing", "receive", "rehousing", "rehousing_order", "agreed", CALL, act="convention"),
    Line("siao_rehousing", "send", "rehousing", "G1 G2 G6", "agreed", CALL, "G5", "convention", asks=True),
    Line("maire_ccas", "send", "coordination", "coordination_need", "agreed", SOCIAL),
    Line("health_professional", "send", "care", "", "agreed", date(2016, 1, 28), by_hand="G8", asks=True),
)

ACTS = ((), ("convention",), ("designation_pdalhpd",), ("convention", "designation_pdalhpd"))
WORDS = ("nobody", "another", "this")
"""Whom the household authorised: nobody, everybody but this partner, this partner."""


def days_of(lines):
    """Return the day before, on and after each bound that could matter, and days far from all."""
    bounds = {line.first for line in lines} | {FIRST, LAST}
    near = {bound + timedelta(days=shift) for bound in bounds for shift in (-1, 0, 1)}
    return sorted(near | {date(2090, 1, 1)})


def expected(lines, purpose, state, acts, who, on):
    """Return what the table lets pass: what -> whether only by hand."""
    found = {}
    for line in lines:
        in_force = not line.act or (line.act in acts and FIRST <= on <= LAST)
        asked = not line.asks or who == "this"
        if line.purpose == purpose and state in line.states.split() and on >= line.first and in_force and asked:
            found |= dict.fromkeys(line.whole.split(), False) | dict.fromkeys(line.by_hand.split(), True)
    return found


def sharing_of(recipient, who):
    """Return the household's words."""
    others = [one for one in Recipient if one is not recipient]
    return authorised(*{"nobody": [], "another": others, "this": [recipient]}[who], on=LONG_AGO)


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("recipient", Recipient)
def test_each_cell_is_as_the_notes_say(recipient, direction):
    """Every purpose of the partner and one that is not its own; frozen and erased files included."""
    lines = [line for line in TABLE if (line.partner, line.direction) == (recipient, direction)]
    purposes = {SharingPurpose(line.purpose) for line in lines}
    purposes |= {next(one for one in SharingPurpose if one not in purposes)}
    grounds = all_grounds(FIRST, LAST)
    matrices = {
        acts: Matrix(rows=core_matrix().rows, grounds=tuple(one for one in grounds if one.kind in acts))
        for acts in ACTS
    }
    cases = {who: agreed_case(agreements=(word(on=LONG_AGO),), sharing=sharing_of(recipient, who)) for who in WORDS}
    known = ACTS if any(line.act for line in lines) else (ACTS[0], ACTS[-1])
    asked_of = WORDS if any(line.asks for line in lines) else (WORDS[0], WORDS[-1])
    for purpose, state, acts, who, on in product(purposes, FileState, known, asked_of, days_of(lines)):
        asked = {"partner": addressee(recipient), "purpose": purpose, "on": on, "state": state, "direction": direction}
        passing, _ = answered(Question(case=cases[who], matrix=matrices[acts], **asked))
        found = {one.item.value: one.by_hand for one in passing}
        assert found == expected(lines, purpose, state, acts, who, on), (purpose, state, acts, who, on)


def test_the_table_speaks_of_every_partner_and_nothing_passes_beside_it():
    """No partner of the matrix is left out of the table, and no purpose of a row is unknown to it."""
    told = {(line.partner, line.direction, line.purpose) for line in TABLE}
    assert {line.partner for line in TABLE} == set(Recipient)
    assert {(row.partner, row.direction, row.purpose) for row in core_matrix().rows} == told


some_groups = st.frozensets(st.sampled_from(FieldGroup), max_size=4)


often_sensitive = some_groups | st.just(frozenset({FieldGroup.SENSITIVE}))


@st.composite
def rows(draw, partner):
    """Draw any row that a territory could add for a partner: what the matrix refuses is no row."""
    try:
        return Row(
            partner=partner,
            direction=Direction.SEND,
            groups=draw(some_groups),
            by_hand=draw(often_sensitive),
            extracts=draw(st.frozensets(st.sampled_from(Extract), max_size=2)),
            states=draw(st.sampled_from([frozenset({FileState.AGREED}), frozenset(FileState)])),
            authorisation=draw(st.booleans()),
            purpose=SharingPurpose.SOCIAL_SUPPORT,
            basis=draw(st.sampled_from(GroundKind)),
            valid_from=LONG_AGO,
            source="inventée",
        )
    except InvalidValue:
        return None


@settings(deadline=None, max_examples=150)
@given(
    widened=st.sampled_from(Recipient).flatmap(
        lambda partner: st.tuples(st.just(partner), st.lists(rows(partner), min_size=1, max_size=6))
    ),
    told=some_groups,
)
def test_no_territory_can_let_out_what_nobody_may(canaries, widened, told):
    """No G8 without the household's word on it to that partner; never the mark of an unsafe channel, nor an id.

    Whatever rows are added, with all picked that may be.
    """
    partner, added = widened
    case, identity, groups = canaries
    case = attrs.evolve(case, sharing=authorised(partner, groups=tuple(told), on=LONG_AGO))
    matrix = Matrix(rows=(*core_matrix().rows, *filter(None, added)), grounds=all_grounds())
    asked = {"partner": addressee(partner), "purpose": SharingPurpose.SOCIAL_SUPPORT, "on": date(2026, 6, 1)}
    offered = choosable(view(case, identity, **asked, matrix=matrix).passing)
    found = view(case, identity, **asked, matrix=matrix, chosen=offered)
    values = list(values_in((dict(found.facts), dict(found.identity), dict(found.extra))))
    assert FieldGroup.SENSITIVE not in found.groups or FieldGroup.SENSITIVE in told
    assert not [value for value in values if value in groups and groups[value] is None]
    assert "channels" not in found.facts
    assert not {"case_id", "household_id"} & found.facts.keys()


def test_there_is_no_place_for_the_number_of_the_social_security():
    """No field of a case, of who it is about or of an event could hold one (décret 2019-341): nothing can send it."""
    names = {
        field.name
        for root in (Case, Identity, *EVENT_TYPES.values())
        for entity in entities_in(root)
        for field in attrs.fields(entity)
    }
    assert not [name for name in names if {"nir", "nia", "insee", "secu", "social_security"} & set(name.split("_"))]
