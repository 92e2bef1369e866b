"""A territory pack is read from data files, and every problem in it is told at once."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.domain.errors import PackInvalid
from prevexp.domain.values import Month
from prevexp.domain.vocabulary import PartnerKind
from prevexp.domain.vocabulary import Stage
from prevexp.domain.vocabulary import WorkerRole
from prevexp.programme.ranking import Criterion
from prevexp.registry import read_pack
from prevexp.registry.problems import PackProblem
from prevexp.registry.problems import ProblemCode


def change(pack: Path, name: str, old: str, new: str) -> None:
    """Replace one passage of a file of the pack."""
    text = (pack / name).read_text(encoding="utf-8")
    assert old in text
    (pack / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(pack: Path) -> tuple[PackProblem, ...]:
    with pytest.raises(PackInvalid) as refused:
        read_pack(pack)
    found: object = refused.value.params["problems"]
    assert isinstance(found, tuple)
    return found


def test_a_pack_becomes_typed_data(pack: Path) -> None:
    """Communes, team, quota, rules, partners and basis are objects of the domain."""
    read = read_pack(pack)
    assert (read.department, read.name, read.valid_from) == ("99", "Val-Perdu", date(2021, 4, 1))
    assert read.register.arrondissement_of("99002") == "991"
    assert read.register.communes["99001"].postcodes == {"99000", "99010"}
    assert [name for name, commune in read.register.communes.items() if commune.rural] == ["99002"]
    assert read.register.former["99004"].current_name == "Basval"
    assert read.team.with_role(WorkerRole.SOCIAL)[0].fte == Decimal("0.8")
    assert read.quota.quota_of(Month(2021, 7), allocated={}).left == 10
    assert read.quota.quota_of(Month(2021, 6), allocated={}).left == 0
    assert read.allocation.open_files_per_fte == {WorkerRole.SOCIAL: 20}
    assert [step.criterion for step in read.allocation.priorities] == [Criterion.RECEIVED_ON]
    assert read.entry_stage is Stage.SIGNALEMENT
    assert read.stages.ask == {Stage.ASSIGNATION, Stage.NOT_KNOWN}
    assert [(partner.slug, partner.kind) for partner in read.partners] == [("caf", PartnerKind.CAF)]
    assert read.transfer.aliases == {"empty": ["nc"]}
    assert [(tile.arrondissement, tile.column) for tile in read.tiles] == [("991", 0), ("992", 1)]


@pytest.mark.parametrize(
    "day, in_force",
    [
        (date(2021, 3, 31), False),
        (date(2021, 4, 1), True),
        (date(2022, 12, 31), True),
        (date(2023, 1, 1), False),
    ],
)
def test_a_basis_holds_from_its_first_to_its_last_day(pack: Path, day: date, *, in_force: bool) -> None:
    """Lists may be received on the first and the last day of the convention, not the day before or after."""
    assert (read_pack(pack).basis_on(day) is not None) is in_force


def test_a_basis_without_an_end_still_holds(pack: Path) -> None:
    """An end that is not known is no end."""
    change(pack, "pack.toml", "valid_to = 2022-12-31\n", "")
    assert read_pack(pack).basis_on(date(2040, 1, 1)) is not None


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
    "two tiles on one place": ("map.toml", "column = 1", "column = 0", "twice", 10, "tile.column", None),
}


@pytest.mark.parametrize("name, old, new, code, line, key, meant", WRONG.values(), ids=WRONG)
def test_a_problem_is_told_with_file_line_key_and_the_nearest_right_name(
    pack: Path, name: str, old: str, new: str, code: str, line: int | None, key: str, meant: str | None
) -> None:
    """Whoever wrote the pack finds the place without searching."""
    change(pack, name, old, new)
    found = [(one.code.value, one.line, one.key, one.nearest) for one in problems(pack)]
    assert (code, line, key, meant) in found


def test_all_problems_are_told_in_one_pass(pack: Path) -> None:
    """Three mistakes in three files are three lines of one refusal, each with its place."""
    change(pack, "pack.toml", "api = 1", 'api = "un"')
    change(pack, "communes.csv", "5000", "")
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


def test_an_arrondissement_no_social_worker_serves_is_named(pack: Path) -> None:
    """Every commune has somebody to go there (call C16, C36)."""
    change(pack, "capacity.toml", 'sector = ["991", "992"]', 'sector = ["991"]')
    (problem,) = problems(pack)
    assert (problem.code, problem.file) == (ProblemCode.CONTRADICTION, "capacity.toml")
    assert "992 (Basval)" in problem.expected


def test_an_unreadable_file_is_one_problem_and_not_one_per_missing_key(pack: Path) -> None:
    """What a broken file lacks is not listed."""
    (pack / "capacity.toml").write_bytes(b"[quota]\ncarry_over = \xff\n")
    assert [(one.code, one.file, one.line) for one in problems(pack)] == [
        (ProblemCode.UNREADABLE_FILE, "capacity.toml", 2)
    ]


def test_what_people_may_leave_out_may_be_missing(pack: Path) -> None:
    """Labels, map and former communes are optional."""
    for name in ("labels.toml", "map.toml", "former_communes.csv"):
        (pack / name).unlink()
    read = read_pack(pack)
    assert (dict(read.labels), read.tiles, dict(read.register.former)) == ({}, (), {})


def test_a_change_of_one_figure_changes_the_fingerprint(pack: Path) -> None:
    """A run can say which pack it used, even if nobody raised the edition."""
    before = read_pack(pack).fingerprint
    assert read_pack(pack).fingerprint == before
    change(pack, "capacity.toml", "cases = 120", "cases = 121")
    assert read_pack(pack).fingerprint != before


def test_a_pack_of_another_departement_than_its_plugin_says_is_refused(pack: Path) -> None:
    """The number the plugin announces and the one in pack.toml are the same."""
    with pytest.raises(PackInvalid, match="98, que le plugin annonce"):
        read_pack(pack, department="98")


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
        (folder / file).write_bytes(text.encode("utf-8", errors="surrogatepass"))
    assert outcome(folder)


def outcome(folder: Path) -> object:
    """Return the pack, or the problems for which it is refused."""
    try:
        return read_pack(folder)
    except PackInvalid as refused:
        return refused.params["problems"]
