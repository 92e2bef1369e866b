"""sharing.toml: the acts of a territory, what it takes from the matrix, what it adds with a reason."""

from datetime import date
from pathlib import Path

import pytest

from prevexp.domain.errors import PackInvalid
from prevexp.domain.sharing import Direction
from prevexp.domain.sharing import GroundKind
from prevexp.domain.sharing import Recipient
from prevexp.domain.vocabulary import FieldGroup
from prevexp.privacy.loading import core_matrix
from prevexp.registry import read_pack

OWN = """
[[convention]]
partner = "adil"
reference = "convention du 3 mars 2022"
valid_from = 2022-03-03
valid_to = 2024-03-02

[[designation]]
partner = "judge"
reference = "PDALHPD 2023-2028, fiche 4"
valid_from = 2023-09-01

[[narrow]]
partner = "conseil_departemental"
remove_groups = ["G5", "G8"]
source = "charte locale, art. 2"

[[widen]]
partner = "conseil_departemental"
groups = ["G3"]
states = ["agreed"]
authorisation = true
purpose = "housing_fund"
legal_basis = "loi 90-449, art. 6"
reference_text = "règlement intérieur du FSL, 2024"
decided_by = "comité responsable du plan"
valid_from = 2024-01-01
"""


ADDED = """groups = ["G3"]
states = ["agreed"]
authorisation = true"""


def test_a_territory_without_the_file_has_the_core_and_the_acts_of_its_lists(pack: Path) -> None:
    """The convention under which it receives lists is its one ground."""
    matrix = read_pack(pack).matrix
    assert matrix.rows == core_matrix().rows
    assert [(one.kind, one.recipient) for one in matrix.grounds] == [(GroundKind.CONVENTION, Recipient.CCAPEX)]


def test_a_territory_names_takes_and_adds(pack: Path) -> None:
    """Acts with their days, groups taken away, a row with who decided it."""
    (pack / "sharing.toml").write_text(OWN, encoding="utf-8")
    matrix = read_pack(pack).matrix
    adil = matrix.rows_for(Recipient.ADIL, Direction.SEND)[0]
    days = (date(2022, 3, 2), date(2022, 3, 3), date(2024, 3, 2), date(2024, 3, 3))
    assert [matrix.grounded(adil, on) for on in days] == [False, True, True, False]
    known, added = matrix.rows_for(Recipient.CONSEIL_DEPARTEMENTAL, Direction.SEND)
    assert {FieldGroup.BUDGET, FieldGroup.SENSITIVE}.isdisjoint(known.items)
    assert (added.decided_by, added.authorisation) == ("comité responsable du plan", True)
    assert "art. 6" in added.source
    assert "FSL" in added.source


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('partner = "adil"', 'partner = "adyl"', "adil"),
        ('partner = "adil"', 'partner = "landlord"', "attend cet acte"),
        ('reference = "convention du 3 mars 2022"\n', "", "reference"),
        ("valid_to = 2024-03-02", "valid_to = 2021-03-02", "valid_to"),
        ('"G5", "G8"', '"G55"', "remove_groups"),
        ('source = "charte locale, art. 2"\n', "", "source"),
        ('partner = "conseil_departemental"\nremove', 'partner = "commissaire_de_justice"\nremove', "à restreindre"),
        ('legal_basis = "loi 90-449, art. 6"\n', "", "legal_basis"),
        ('reference_text = "règlement intérieur du FSL, 2024"\n', "", "reference_text"),
        ('decided_by = "comité responsable du plan"\n', "", "decided_by"),
        ("valid_from = 2024-01-01", "", "valid_from"),
        ('groups = ["G3"]', 'groups = ["G8"]', "by hand only"),
        (ADDED, ADDED.replace('groups = ["G3"]', 'by_hand = ["G8"]').replace("true", "false"), "G8 needs one"),
        (ADDED, ADDED.replace("agreed", "refused").replace("true", "false"), "only the CCAPEX"),
        ("authorisation = true", "authorisation = true\nnote = 1", "note"),
    ],
)
def test_what_a_territory_may_not_say_is_a_problem_of_its_pack(pack: Path, right: str, wrong: str, said: str) -> None:
    """Unknown words, acts nobody waits for, a widening without its reason, sensitive data without authorisation."""
    assert right in OWN
    (pack / "sharing.toml").write_text(OWN.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(PackInvalid) as refused:
        read_pack(pack)
    assert said in str(refused.value)
    assert all(problem.file == "sharing.toml" for problem in refused.value.params["problems"])
