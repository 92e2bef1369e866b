"""What the data protection officer is given says what the software does."""

from datetime import date

import attrs
import pytest

from prevexp.domain.case import Case
from prevexp.domain.case import ListedFacts
from prevexp.domain.sharing import Direction
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingGround
from prevexp.domain.vocabulary import FieldGroup
from prevexp.privacy.loading import core_matrix
from prevexp.privacy.matrix import Matrix
from prevexp.registry import load_territory
from prevexp.render.data_register import fields_by_group
from prevexp.render.data_register import impact_skeleton
from prevexp.render.data_register import register_entry
from prevexp.render.data_register_words import CONTENTS
from prevexp.render.labels import label
from prevexp.render.sharing_matrix import matrix_json
from prevexp.render.sharing_matrix import matrix_text


@pytest.fixture(scope="module")
def pack():
    return load_territory("62")


def test_every_field_of_a_case_stands_in_the_register(pack):
    """A field that is added appears in the entry by itself: nothing is processed that the register does not say."""
    told = register_entry(pack)
    assert [field.name for field in attrs.fields(Case) if f"`{field.name}`" not in told and field.name != "facts"] == []
    columns = [field.metadata["column"] for field in attrs.fields(ListedFacts)]
    assert [column for column in columns if f"`{column}`" not in told] == []


def test_every_group_of_data_has_its_row_with_what_is_in_it():
    """A group without a field would be a promise without a thing."""
    assert all(listed or noted for listed, noted in fields_by_group().values())
    assert set(fields_by_group()) == set(FieldGroup)


def test_every_group_is_said_in_words_and_none_is_named_twice(pack):
    """Whoever reads no names of fields knows what is in it; the names stand in the annex."""
    assert CONTENTS.keys() == set(FieldGroup)
    table, _, annex = register_entry(pack).partition("## Annexe")
    for group in FieldGroup:
        assert f"| {group.value} {label(group)} | {CONTENTS[group]} |" in table
        assert f"\n| {group.value} | " in annex
    assert "`health_among_causes`" not in table


def test_what_needs_the_household_s_word_is_marked_in_the_register(pack):
    """Sensitive data are no recipient's by law alone: picked by hand, and only if the household says so."""
    told = register_entry(pack)
    lines = [line for line in told.splitlines() if "données sensibles (" in line]
    assert len(lines) == 2
    assert all("données sensibles (choisi à la main, si le ménage l’autorise)" in line for line in lines)


def test_a_permission_says_until_when_and_by_which_act_of_the_territory():
    """What waits for an act that nobody named is told as off; one that is named with its days."""
    rows = core_matrix().rows_for(Recipient.ADIL, Direction.SEND)
    ended = attrs.evolve(rows[0], valid_to=date(2026, 12, 31))
    act = SharingGround(
        kind=ended.basis, recipient=Recipient.ADIL, reference="convention 12", valid_from=date(2024, 1, 1)
    )
    off = " ".join(matrix_text(Matrix(rows=(ended,)), partner=Recipient.ADIL).split())
    on = " ".join(matrix_text(Matrix(rows=(ended,), grounds=(act,)), partner=Recipient.ADIL).split())
    assert "depuis 2021-04-01 jusqu’au 2026-12-31" in off
    assert "aucun acte du territoire n’est nommé : rien ne passe" in off
    assert "acte : convention 12, depuis 2024-01-01" in on
    assert "aucun acte" not in on


def test_every_partner_that_may_be_sent_something_is_a_recipient_in_the_register(pack):
    """Who receives is said by the matrix, and by nothing else."""
    told = register_entry(pack)
    for partner in Recipient:
        sends = bool(pack.matrix.rows_for(partner, Direction.SEND))
        assert (f"\n| {label(partner)} |" in told) is sends


def test_the_impact_assessment_names_the_fifteen_threats_and_what_is_left_to_the_controller(pack):
    """What the software cannot know is marked, not invented."""
    told = impact_skeleton(pack)
    assert "| 15 |" in told
    assert "| 16 |" not in told
    assert told.count("**à compléter**") >= 15


@pytest.mark.parametrize("partner", Recipient)
def test_the_matrix_of_a_terminal_fits_eighty_columns_and_holds_every_row(partner):
    """Whoever reads it sees each permission whole."""
    matrix = core_matrix()
    told = matrix_text(matrix, partner=partner)
    assert max(map(len, told.splitlines())) <= 80
    permissions = [line for line in told.splitlines() if line.startswith(("  envoyer : ", "  recevoir : "))]
    assert len(permissions) == len([row for row in matrix.rows if row.partner is partner])


def test_the_matrix_as_data_has_every_row():
    """What a program reads is what the officer reads."""
    assert len(matrix_json(core_matrix())) == len(core_matrix().rows)
