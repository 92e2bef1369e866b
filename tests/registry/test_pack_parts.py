"""Problems of what a pack says of areas, words and dates, and of what it holds in folders."""

from collections.abc import Callable
from pathlib import Path

import pytest

from prevexp.domain.errors import PackInvalid
from prevexp.registry import read_pack
from prevexp.registry.problems import PackProblem
from prevexp.registry.problems import ProblemCode


def problems(pack: Path) -> tuple[PackProblem, ...]:
    with pytest.raises(PackInvalid) as refused:
        read_pack(pack)
    found: object = refused.value.params["problems"]
    assert isinstance(found, tuple)
    return found


WRONG = {
    "area of nowhere": (
        "partners.toml",
        "asked = true",
        'asked = true\narea = ["993"]',
        "unknown-value",
        7,
        "partner.area",
        "992",
    ),
    "area of nothing": (
        "partners.toml",
        "asked = true",
        "asked = true\narea = []",
        "wrong-type",
        7,
        "partner.area",
        None,
    ),
    "two of one kind in one place": (
        "partners.toml",
        "asked = true",
        """asked = true
area = ["991"]
[[partner]]
slug = "caf2"
kind = "caf"
label = "CAF"
asked = true
area = ["992", "991"]""",
        "contradiction",
        13,
        "partner.area",
        None,
    ),
    "word of a label misspelt": ("labels.toml", "territory =", "teritory =", "unknown-key", 1, "teritory", "territory"),
    "one act on the same days twice": (
        "pack.toml",
        "\n[stages]",
        """
[[basis]]
id = "convention"
kind = "convention"
title = "Convention"
reference = "art. 3"
valid_from = 2022-12-31
source = "invented"

[stages]""",
        "contradiction",
        24,
        "basis.valid_from",
        None,
    ),
    "parameter of the national law": (
        "parameters/val.toml",
        'id = "val.reply"',
        'id = "clause-delay"',
        "contradiction",
        10,
        "parameter.id",
        None,
    ),
    "parameters without a subject": (
        "parameters/val.toml",
        "subject =",
        "sujet =",
        "unknown-key",
        2,
        "sujet",
        "subject",
    ),
    "column of a line misspelt": (
        "scenarios/stade.toml",
        "locataire_nom =",
        "locataire_non =",
        "unknown-key",
        11,
        "ligne.locataire_non",
        "locataire_nom",
    ),
    "verdict that is none": (
        "scenarios/stade.toml",
        '"eligible"',
        '"eligable"',
        "unknown-value",
        19,
        "scenario.alors.verdict",
        "eligible",
    ),
    "scenario that says nothing": (
        "scenarios/stade.toml",
        'alors = [{ le = 2021-07-05, verdict = "eligible", motifs = [] }]',
        "",
        "missing-key",
        17,
        "scenario.alors",
        None,
    ),
    "fact that is none": (
        "scenarios/stade.toml",
        'saisie = "réponse", partenaire = "caf", dit = "suivi"',
        'saisie = "actes lus", lu = { hering_on = 2021-09-01 }',
        "unknown-key",
        24,
        "scenario.puis.lu.hering_on",
        "hearing_on",
    ),
}


@pytest.mark.parametrize("name, old, new, code, line, key, meant", WRONG.values(), ids=WRONG)
def test_a_problem_is_told_with_file_line_key_and_the_nearest_right_name(
    pack: Path,
    change: Callable[[str, str, str], None],
    name: str,
    old: str,
    new: str,
    code: str,
    line: int | None,
    key: str,
    meant: str | None,
) -> None:
    """Whoever wrote the pack finds the place without searching."""
    change(name, old, new)
    assert (name, code, line, key, meant) in {
        (one.file, one.code.value, one.line, one.key, one.nearest) for one in problems(pack)
    }


@pytest.mark.parametrize("name", ["parameters/val.tml", "scenarios/stade.md", "letters/sms.txt"])
def test_a_file_of_another_kind_in_a_folder_of_the_pack_is_refused(pack: Path, name: str) -> None:
    """What stands in a folder of the pack is read or told; a hidden file of an editor is neither."""
    (pack / name).parent.mkdir(exist_ok=True)
    (pack / name).write_text("", encoding="utf-8")
    (pack / "parameters" / ".val.toml.swp").write_text("", encoding="utf-8")
    assert [(one.code, one.file) for one in problems(pack)] == [(ProblemCode.UNKNOWN_FILE, name)]
