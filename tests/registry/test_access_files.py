"""access.toml: how long a territory keeps the lines of its access journal."""

from datetime import date
from pathlib import Path

import pytest

from prevexp.domain.errors import PackInvalid
from prevexp.privacy.access_keeping import keeping_on
from prevexp.registry import read_pack
from prevexp.registry.access_files import default_access_keeping

OWN = """
[[kept]]
months = 9
valid_from = 2024-01-01
source = "décision du 12 décembre 2023"

[[kept]]
months = 12
valid_from = 2021-01-01
source = "décision de 2021"
"""


def test_a_territory_without_a_word_keeps_them_as_long_as_comes_with_prevexp(pack: Path) -> None:
    """A year."""
    assert read_pack(pack).access_keeping == default_access_keeping()


def test_a_territory_keeps_them_for_less_from_a_day_on(pack: Path) -> None:
    """The version of the day holds, whatever the order in the file; the file is part of the pack's fingerprint."""
    before = read_pack(pack).fingerprint
    (pack / "access.toml").write_text(OWN, encoding="utf-8")
    found = read_pack(pack)
    days = (date(2023, 12, 31), date(2024, 1, 1))
    assert [keeping_on(found.access_keeping, day).months for day in days] == [12, 9]
    assert found.fingerprint != before


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("= 9", "= 6", "contradiction"),
        ("= 9", "= 13", "contradiction"),
        ("= 9", '= "9"', "wrong-type"),
        ("2024-01-01", "2021-01-01", "contradiction"),
        ("source", "origine", "missing-key"),
        (OWN, "", "contradiction"),
    ],
)
def test_what_is_wrong_is_told(pack: Path, old: str, new: str, code: str) -> None:
    """Fewer than 7 months or more than 12, twice from one day, nothing at all: the pack is refused."""
    (pack / "access.toml").write_text(OWN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackInvalid) as refused:
        read_pack(pack)
    assert code in {problem.code for problem in refused.value.params["problems"]}
