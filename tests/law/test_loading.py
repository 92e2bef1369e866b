"""Legal data that contradict themselves are refused, every problem at once, with file and parameter."""

from importlib.resources import files

import pytest

from prevexp.domain.errors import LawInvalid
from prevexp.law.loading import SUBJECTS
from prevexp.law.loading import read_law

GOOD = """
subject = "Essai"
reviewed_on = 2026-11-25

[[parameter]]
id = "essai"
rules = ["C2"]
title = "Un délai"
unit = "period"
factor = "act-served"
versions = [
  { to = 2023-07-28, value = "P2M", article = "art. 1", source = "L89" },
  { from = 2023-07-29, value = "P6W", article = "art. 1", source = "L89" },
]
"""
FIRST = '  { to = 2023-07-28, value = "P2M", article = "art. 1", source = "L89" },\n'
SECOND = '  { from = 2023-07-29, value = "P6W", article = "art. 1", source = "L89" },\n'


@pytest.fixture(scope="module")
def shipped():
    """Return the texts of the shipped files, by name."""
    names = (*SUBJECTS, "sources", "holidays", "policies")
    folder = files("prevexp.law") / "data"
    return {name: (folder / f"{name}.toml").read_text(encoding="utf-8") for name in names}


def problems_of(texts):
    with pytest.raises(LawInvalid) as refused:
        read_law(texts)
    return refused.value.params["problems"]


def test_every_data_file_is_read(shipped):
    """The folder holds the files that are read and no other, so none is forgotten."""
    there = {entry.name for entry in (files("prevexp.law") / "data").iterdir() if entry.name.endswith(".toml")}
    assert there == {f"{name}.toml" for name in shipped}


def test_the_good_file_is_read(shipped):
    """The file that the cases below spoil is read as it stands."""
    law = read_law({**shipped, "essai": GOOD})
    assert [version.article for version in law.parameters["essai"].versions] == ["art. 1", "art. 1"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("from = 2023-07-29", "from = 2023-07-30", "no version from 2023-07-29 to 2023-07-29"),
        ("from = 2023-07-29", "from = 2023-07-28", "version 2 overlaps the one before"),
        (SECOND, "", "no version from 2023-07-29 on"),
        (FIRST, "", "no version before 2023-07-29"),
        ("from = 2023-07-29", "from = 2023-07-29, to = 2022-01-01", "version 2 ends before it starts"),
        ('unit = "period"', 'unit = "fortnights"', "'fortnights' is not a valid Unit"),
        ('factor = "act-served"', 'factor = "some-day"', "'some-day' is not a valid Factor"),
        ('factor = "act-served"', 'factor = "act-served"\nrivals = ["some-day"]', "'some-day' is not a valid Factor"),
        ('"P6W", article = "art. 1", source = "L89"', '"P6W", article = "art. 1", source = "L90"', "version 2: 'L90'"),
        ('"P6W", article = "art. 1"', '"P6W", artcle = "art. 1"', "version 2: unknown keys ['artcle']"),
        ('title = "Un délai"', 'title = "Un délai"\nfactor_infered = true', "unknown keys ['factor_infered']"),
        ('"P6W", article = "art. 1"', '"P6W", article = " "', "version 2: article is a text"),
        (', source = "L89" },\n]', " },\n]", "version 2: 'source' is missing"),
        ('source = "L89" },\n]', 'source = "" },\n]', "version 2: source is a text"),
        ('value = "P6W"', 'value = "six weeks"', "version 2: a period is written"),
        ('value = "P6W"', "value = 42", "version 2: a period is written"),
        ('unit = "period"', 'unit = "cents"', "version 1: a value of unit cents is of type int"),
        ('unit = "period"', 'unit = "flag"', "version 1: a value of unit flag is of type bool"),
        ('unit = "period"', 'unit = "day"', "version 1: a value of unit day is of type date"),
        ('unit = "period"', 'unit = "day-of-year"', "version 1: "),
        ('unit = "period"', 'unit = "hours"', "version 1: "),
        ('value = "P6W"', 'state = "no-rule", value = "P6W"', "a version in force has a value, and only such a one"),
        ('value = "P6W", ', "", "a version in force has a value, and only such a one"),
        ('value = "P6W"', 'state = "abolished"', "'abolished' is not a valid State"),
        ('value = "P6W"', 'status = "certain", value = "P6W"', "'certain' is not a valid Status"),
        ("from = 2023-07-29", 'from = "2023-07-29"', "version 2: from is a day"),
        ("from = 2023-07-29", "from = 2023-07-29T00:00:00", "version 2: from is a day"),
        ("from = 2023-07-29", "from = 2023-07-29, read_until = 2025", "version 2: read_until is a day"),
        ("reviewed_on = 2026-11-25", "", "'reviewed_on' is missing"),
        ("reviewed_on = 2026-11-25", 'reviewed_on = "hier"', "version 1: reviewed_on is a day"),
        ('subject = "Essai"', "", "'subject' is missing"),
        ('factor = "act-served"', "", "'factor' is missing"),
        ('factor = "act-served"', 'factor = "act-served"\nfactor_inferred = "yes"', "factor_inferred"),
        ('id = "essai"', 'id = "clause-delay"', "stands twice"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_file_and_parameter(shipped, old, new, problem):
    """One slip in the good file gives a problem that names the file, the parameter and what is wrong."""
    assert old in GOOD
    found = problems_of({**shipped, "essai": GOOD.replace(old, new)})
    assert any(told.startswith("essai: ") and problem in told for told in found), found
    assert all(told.startswith(("essai: essai", "essai: clause-delay")) for told in found)


@pytest.mark.parametrize(
    ("unit", "good", "bad"),
    [
        ("cents", "45000", "450.0"),
        ("cents", "0", "-1"),
        ("months", "3", "true"),
        ("flag", "true", "1"),
        ("day", "2020-06-23", '"2020-06-23"'),
        ("day", "2020-06-23", "2020-06-23T12:00:00"),
        ("day-of-year", '"02-29"', '"02-30"'),
        ("day-of-year", '"11-01"', '"1er novembre"'),
        ("hours", '"06:00-21:00"', '"21:00-06:00"'),
        ("hours", '"06:00-21:00"', '"06:00"'),
        ("text", '"by-law"', "7"),
    ],
)
def test_the_unit_says_what_a_value_may_be(shipped, unit, good, bad):
    """A value of the right type for its unit is read; one of another type or impossible is refused."""
    head = GOOD[: GOOD.index("versions")].replace('"period"', f'"{unit}"')
    texts = [f'{head}versions = [{{ value = {value}, article = "a", source = "L89" }}]' for value in (good, bad)]
    assert read_law({**shipped, "essai": texts[0]}).parameters["essai"].versions[0].value is not None
    assert len(problems_of({**shipped, "essai": texts[1]})) == 1


def test_all_problems_are_told_in_one_pass(shipped):
    """Two bad versions, a bad policy and a bad holiday are four problems, told at once."""
    spoilt = {
        **shipped,
        "essai": GOOD.replace('"P6W"', '"6 weeks"').replace('"P2M"', '"2 months"'),
        "policies": shipped["policies"].replace('default = "longest"', 'default = "shortest"'),
        "holidays": shipped["holidays"].replace('fixed = "07-14"', 'fixed = "07-32"'),
    }
    found = problems_of(spoilt)
    assert sorted(told.split(":")[0] for told in found) == ["essai", "essai", "holidays", "policies", "policies"]
    assert "policies: longest-delay: is not there" in found


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        ("sources", 'address = "https://acta.fr/?p=78"', "", "sources: ACTA: 'address' is missing"),
        ("policies", 'id = "covid-day"', 'id = "covid-night"', "'covid-night' is not a valid PolicyId"),
        ("policies", 'id = "covid-day"', 'id = "aid-base"', "aid-base: stands twice"),
        ("holidays", 'basis = "national"', 'basis = "nationale"', "'nationale' is missing or not known"),
        ("holidays", 'fixed = "07-14"', 'fixed = "07-14"\neaster = 3', "either fixed or counted from Easter"),
        ("holidays", 'departments = ["974"]', 'departments = ["9740"]', "unknown départements ['9740']"),
        ("holidays", 'where = "temple"\nbasis', 'where = "church"\nbasis', "where is temple"),
        ("holidays", 'source = "HOL977"', 'source = "HOL000"', "unknown source HOL000"),
        ("clause", "versions = [", "versions = ", "clause: "),
        ("sources", "[L89]", "[L89", "sources: "),
    ],
)
def test_the_tables_are_checked_as_well(shipped, name, old, new, problem):
    """Sources, policies and holidays, and the writing of each file, are checked like the parameters."""
    assert old in shipped[name]
    assert any(problem in told for told in problems_of({**shipped, name: shipped[name].replace(old, new, 1)}))


@pytest.mark.parametrize("name", ["sources", "holidays", "policies"])
def test_a_missing_table_is_named(shipped, name):
    """Without sources, holidays or policies there is no law to read."""
    assert problems_of({key: text for key, text in shipped.items() if key != name}) == [
        f"{name}: is not there or cannot be read"
    ]
