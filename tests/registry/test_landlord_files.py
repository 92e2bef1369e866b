"""landlord.toml: the shipped guarantees and delays, what a territory sets, what is refused."""

from datetime import date

import pytest

from prevexp.casework.landlord.plan import InformFrom
from prevexp.domain.errors import PackInvalid
from prevexp.domain.landlord import Guarantee
from prevexp.registry.landlord_files import LANDLORD
from prevexp.registry.landlord_files import default_landlord_plan
from prevexp.registry.reading import read_pack

OWN = """
source = "charte locale, art. 3"
inform_from = "allocation"
inform_within_days = 10
answer_within_days = 20

[[guarantee]]
id = "fonds-local"
label = "fonds local d’aide aux bailleurs"
at_signing = false
since = 2022-01-01
source = "règlement du fonds"
"""


def test_every_guarantee_is_shipped_with_its_source():
    """The vocabulary and the data are one; delays without a published source say that they are assumptions."""
    plan = default_landlord_plan()
    assert set(plan.guarantees) == {one.value for one in Guarantee}
    assert all(entry.source and entry.label is None for entry in plan.guarantees.values())
    assert "hypothèse" in plan.source


def test_a_territory_without_a_file_has_the_default(pack):
    """Nothing must be written to begin."""
    assert read_pack(pack).landlord_plan == default_landlord_plan()
    assert read_pack(pack).work_plan.landlord == default_landlord_plan()


def test_a_territory_sets_its_delays_and_adds_its_own(pack):
    """The shipped guarantees stay; the new one has a label and its first day."""
    (pack / LANDLORD).write_text(OWN, encoding="utf-8")
    plan = read_pack(pack).landlord_plan
    assert (plan.inform_within_days, plan.answer_within_days, plan.inform_from) == (10, 20, InformFrom.ALLOCATION)
    assert set(plan.guarantees) == {*(one.value for one in Guarantee), "fonds-local"}
    own = plan.guarantees["fonds-local"]
    assert (own.label, own.exists(date(2021, 12, 31)), own.exists(date(2022, 1, 1))) == (
        "fonds local d’aide aux bailleurs",
        False,
        True,
    )


@pytest.mark.parametrize(
    "change",
    [
        ('id = "fonds-local"', 'id = "visale"'),
        ('label = "fonds local d’aide aux bailleurs"', ""),
        ('inform_from = "allocation"', 'inform_from = "someday"'),
        ("answer_within_days = 20", "answer_within_days = 400"),
        ("at_signing = false", 'at_signing = "non"'),
        ('source = "règlement du fonds"', 'source = "règlement du fonds"\ncolour = "red"'),
    ],
)
def test_what_does_not_fit_names_its_file(pack, change):
    """A shipped guarantee replaced, no label, a word or a delay that cannot be, a key nobody knows."""
    (pack / LANDLORD).write_text(OWN.replace(*change), encoding="utf-8")
    with pytest.raises(PackInvalid) as caught:
        read_pack(pack)
    assert {problem.file for problem in caught.value.params["problems"]} == {LANDLORD}
