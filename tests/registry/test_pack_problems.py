"""Every problem of a territory pack is told at once, with its place."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.errors import PackInvalid
from prevexp.registry import read_pack
from prevexp.registry.problems import PackProblem
from prevexp.registry.problems import ProblemCode

Change = Callable[[str, str, str], None]


def problems(pack: Path) -> tuple[PackProblem, ...]:
    with pytest.raises(PackInvalid) as refused:
        read_pack(pack)
    found: object = refused.value.params["problems"]
    assert isinstance(found, tuple)
    return found


WRONG = {
    "key misspelt": ("pack.toml", 'edition = "2026.1"', 'editon = "2026.1"', "unknown-key", 4, "editon", "edition"),
    "text for a number": ("capacity.toml", "cases = 120", 'cases = "120"', "wrong-type", 8, "quota.year.cases", None),
    "text for a date": (
        "capacity.toml",
        "starts_on = 2021-07-01",
        'starts_on = "juillet"',
        "wrong-type",
        9,
        "quota.year.starts_on",
        None,
    ),
    "word outside the list": (
        "capacity.toml",
        'criterion = "received-on"',
        'criterion = "recieved-on"',
        "unknown-value",
        22,
        "priority.criterion",
        "received-on",
    ),
    "unknown arrondissement": (
        "capacity.toml",
        'sector = ["991", "992"]',
        'sector = ["991", "992", "99"]',
        "unknown-value",
        39,
        "worker.sector",
        "992",
    ),
    "more than full time": ("capacity.toml", "fte = 0.8", "fte = 1.2", "wrong-type", 32, "worker.fte", None),
    "same worker twice": ("capacity.toml", '"social-2"', '"social-1"', "twice", 36, "worker.id", None),
    "same year twice": ("capacity.toml", "year = 2022", "year = 2021", "contradiction", 2, "quota", None),
    "role without files": ("capacity.toml", "social = 20\n", "", "missing-key", 17, "open_files_per_fte.social", None),
    "end before start": (
        "pack.toml",
        "valid_to = 2022-12-31",
        "valid_to = 2020-12-31",
        "contradiction",
        10,
        "basis",
        None,
    ),
    "stage in two lists": (
        "pack.toml",
        'ask = ["assignation", "inconnu"]',
        'ask = ["assignation", "inconnu", "audience"]',
        "contradiction",
        19,
        "stages",
        None,
    ),
    "API of another level": ("pack.toml", "api = 1", "api = 7", "unknown-value", 5, "api", None),
    "flag as text": ("partners.toml", "asked = true", 'asked = "oui"', "wrong-type", 6, "partner.asked", None),
    "commune of no arrondissement": (
        "communes.csv",
        "Basval,992,",
        "Basval,993,",
        "unknown-value",
        4,
        "arrondissement",
        "992",
    ),
    "commune elsewhere": ("communes.csv", "99002,", "98002,", "wrong-type", 3, "insee", None),
    "commune twice": ("communes.csv", "99002,", "99001,", "twice", 3, "insee", None),
    "population with a space": ("communes.csv", "5000", "5 000", "wrong-type", 2, "population", None),
    "postcode cut": ("communes.csv", "99020", "9902", "wrong-type", 4, "postcodes", None),
    "zone of another list": ("communes.csv", "120,rural", "120,rurale", "unknown-value", 3, "zone", "rural"),
    "row too short": ("communes.csv", ",120,rural", ",120", "wrong-type", 3, "", None),
    "cell without an end": ("communes.csv", "Petitval", "x" * 200_000, "unreadable-file", 3, "", None),
    "column misspelt": ("communes.csv", "postcodes", "postcode", "unknown-key", 1, "postcode", "postcodes"),
    "former code still in use": ("former_communes.csv", "99004,", "99002,", "contradiction", 2, "insee", None),
    "former code leads nowhere": (
        "former_communes.csv",
        ",99003,",
        ",99009,",
        "unknown-value",
        2,
        "current_insee",
        None,
    ),
    "former code with another name": (
        "former_communes.csv",
        "99003,Basval",
        "99003,Bassval",
        "contradiction",
        2,
        "current_name",
        None,
    ),
    "not TOML": ("labels.toml", "territory =", "territory", "unreadable-file", 1, "", None),
    "not JSON": ("aliases.json", '{"empty"', "{empty", "unreadable-file", 1, "", None),
    "aliases in another folder": (
        "transfer.toml",
        '"aliases.json"',
        '"../pack/aliases.json"',
        "missing-file",
        None,
        "",
        "aliases.json",
    ),
    "aliases that are no object": ("aliases.json", '{"empty": ["nc"]}', "[]", "wrong-type", None, "", None),
    "text left empty": ("pack.toml", '"Val-Perdu"', '""', "wrong-type", 3, "name", None),
    "fewer than none": ("capacity.toml", "cases = 120", "cases = -1", "wrong-type", 8, "quota.year.cases", None),
    "numbers for words": ("pack.toml", '["in-territory"]', "[1]", "wrong-type", 8, "requires", None),
    "columns in another order": ("arrondissements.csv", "code,name", "name,code", "contradiction", 1, "", None),
    "numbers for tables": (
        "partners.toml",
        "[[partner]]",
        "partner = [1]\n[other]",
        "wrong-type",
        2,
        "partner",
        None,
    ),
    "two tiles on one place": ("map.toml", "column = 1", "column = 0", "twice", 10, "tile.column", None),
}


@pytest.mark.parametrize("name, old, new, code, line, key, meant", WRONG.values(), ids=WRONG)
def test_a_problem_is_told_with_file_line_key_and_the_nearest_right_name(
    pack: Path, change: Change, name: str, old: str, new: str, code: str, line: int | None, key: str, meant: str | None
) -> None:
    """Whoever wrote the pack finds the place without searching."""
    change(name, old, new)
    found = [(one.code.value, one.line, one.key, one.nearest) for one in problems(pack)]
    assert (code, line, key, meant) in found


def test_all_problems_are_told_in_one_pass(pack: Path, change: Change) -> None:
    """Three mistakes in three files are three lines of one refusal, each with its place."""
    change("pack.toml", "api = 1", 'api = "un"')
    change("communes.csv", "5000", "")
    (pack / "partners.toml").unlink()
    with pytest.raises(PackInvalid) as refused:
        read_pack(pack)
    for line in (
        "- communes.csv, ligne 2, population : valeur d’un autre type ; attendu : nombre entier",
        "- pack.toml, ligne 5, api : valeur d’un autre type ; attendu : nombre entier",
        "- partners.toml : fichier absent",
    ):
        assert line in str(refused.value).splitlines()


def test_a_file_that_would_not_be_read_is_refused(pack: Path) -> None:
    """A misspelt file name would otherwise change nothing, in silence."""
    (pack / "map.toml").rename(pack / "maps.toml")
    assert [(one.code, one.file, one.nearest) for one in problems(pack)] == [
        (ProblemCode.UNKNOWN_FILE, "maps.toml", "map.toml")
    ]


def test_an_arrondissement_no_social_worker_serves_is_named(pack: Path, change: Change) -> None:
    """Every commune has somebody to go there (call C16, C36)."""
    change("capacity.toml", 'sector = ["991", "992"]', 'sector = ["991"]')
    (problem,) = problems(pack)
    assert (problem.code, problem.file) == (ProblemCode.CONTRADICTION, "capacity.toml")
    assert "992 (Basval)" in problem.expected


def test_an_unreadable_file_is_one_problem_and_not_one_per_missing_key(pack: Path) -> None:
    """What a broken file lacks is not listed."""
    (pack / "capacity.toml").write_bytes(b"[quota]\ncarry_over = \xff\n")
    assert [(one.code, one.file, one.line) for one in problems(pack)] == [
        (ProblemCode.UNREADABLE_FILE, "capacity.toml", 2)
    ]


@settings(max_examples=150)
@given(data=st.data())
def test_a_damaged_pack_is_read_or_refused_and_never_breaks_the_reader(
    tmp_path_factory: pytest.TempPathFactory, pack_files: dict[str, str], data: st.DataObject
) -> None:
    """Whatever line of whatever file is lost, doubled or replaced, the answer is a pack or a list of problems."""
    name = data.draw(st.sampled_from(sorted(pack_files)))
    lines = pack_files[name].splitlines(keepends=True)
    index = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(st.sampled_from(lines) | st.text(max_size=20))
    lines[index : index + 1] = data.draw(st.sampled_from([[], [lines[index], lines[index]], [other]]))
    folder = tmp_path_factory.mktemp("damaged")
    for file, text in (pack_files | {name: "".join(lines)}).items():
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_bytes(text.encode("utf-8", errors="surrogatepass"))
    assert outcome(folder)


def outcome(folder: Path) -> object:
    """Return the pack, or the problems for which it is refused."""
    try:
        return read_pack(folder)
    except PackInvalid as refused:
        return refused.params["problems"]
