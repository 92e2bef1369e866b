"""retention.toml: how long a territory keeps data."""

from datetime import date
from pathlib import Path

import pytest

from prevexp.domain.errors import PackInvalid
from prevexp.privacy.loading import core_retention
from prevexp.privacy.retention import RetentionStage
from prevexp.registry import read_pack

SHORTER = '[[shorter]]\nstage = "active"\nperiod = "P18M"\nvalid_from = 2027-01-01\nsource = "avis du délégué"\n'
LONGER = (
    '[[longer]]\nstage = "archive"\nperiod = "P10Y"\nvalid_from = 2027-01-01\nlegal_basis = "RGPD art. 6-1-e"\n'
    'reference_text = "arrêté du 3 mars 2026"\ndecided_by = "préfet"\n'
)
ACTIVE, ARCHIVE = RetentionStage.ACTIVE, RetentionStage.ARCHIVE


def test_a_territory_without_durations_has_those_that_come_with_prevexp(pack: Path) -> None:
    """Two years in the active base, five in the archive."""
    rules = read_pack(pack).retention
    assert rules == core_retention()
    assert [rules.duration(one, date(2026, 1, 1)).period.text for one in (ACTIVE, ARCHIVE)] == ["P2Y", "P5Y"]


def test_a_territory_has_its_own_durations_from_their_day_on(pack: Path) -> None:
    """Shorter by its word, longer by a text and a name; the day before, the usual ones hold."""
    before = read_pack(pack).fingerprint
    (pack / "retention.toml").write_text(SHORTER + LONGER, encoding="utf-8")
    read = read_pack(pack)
    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert [read.retention.duration(ACTIVE, day).period.text for day in days] == ["P2Y", "P18M"]
    assert [read.retention.duration(ARCHIVE, day).period.text for day in days] == ["P5Y", "P10Y"]
    assert read.retention.duration(ARCHIVE, days[1]).source == "RGPD art. 6-1-e ; arrêté du 3 mars 2026"
    assert read.fingerprint != before


@pytest.mark.parametrize(
    ("text", "old", "new", "key"),
    [
        (SHORTER, "P18M", "P25M", "period"),
        (SHORTER, '"P18M"', '"18 mois"', None),
        (SHORTER, '"active"', '"always"', "stage"),
        (SHORTER, "source", "sources", "sources"),
        (LONGER, 'decided_by = "préfet"\n', "", "decided_by"),
        (LONGER, "reference_text", "reference", "reference_text"),
    ],
)
def test_what_is_wrong_in_the_durations_is_told_with_its_key(
    pack: Path, text: str, old: str, new: str, key: str | None
) -> None:
    """A longer duration without its text or its name, or one that only says it is shorter: the pack is refused."""
    assert old in text
    (pack / "retention.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackInvalid) as refused:
        read_pack(pack)
    problems = refused.value.params["problems"]
    assert {problem.file for problem in problems} == {"retention.toml"}
    assert key is None or key in {str(problem.key).rpartition(".")[2] for problem in problems}


def test_a_territory_names_who_reads_its_archive(pack: Path) -> None:
    """Nobody named: it is not prevexp's to say. Named: they and no others."""
    assert read_pack(pack).retention.may_read_archive("anybody")
    (pack / "retention.toml").write_text('archive_readers = ["w1"]\n' + SHORTER, encoding="utf-8")
    rules = read_pack(pack).retention
    assert (rules.may_read_archive("w1"), rules.may_read_archive("w2"), rules.may_read_archive("")) == (
        True,
        False,
        False,
    )
