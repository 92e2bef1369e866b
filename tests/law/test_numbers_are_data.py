"""No delay, threshold or day of the law is written in Python: what a law sets stands in the data files only."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import prevexp

pytestmark = pytest.mark.checkout

SOURCE = Path(prevexp.__file__).parent
PATTERNS = ("law/**/*.py", "casework/**/*.py", "render/*law*.py", "render/*deadline*.py")
FREE = {0, 1}  # nothing, and one step: a neighbour in a list or the day after
WRITTEN = re.compile(
    r"\bP\d+[YMWD]"  # a period
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{2}-\d{2}\b"  # a day, a day of the year
    r"|\b\d{1,2}:\d{2}\b"  # an hour
    r"|\b\d[\d\s.,]*(?:€|EUR|euros?|centimes?|cents)"  # an amount
    r"|\b\d+\s(?:jours?|mois|ans?|semaines?|days?|months?|weeks?|years?)\b",
    re.IGNORECASE,
)
WORDS_OF_THE_FORM = "an example of how it is written, shown to whoever wrote it otherwise"
COMPUTUS = "the computus of Easter, an algorithm of 1876"
ALLOWED = {
    ("law/period.py", 12): "months of a year",
    ("law/period.py", 7): "days of a week",
    ("law/period.py", 12_000): "longest period that is read: a slip of the pen beyond",
    ("law/period.py", 100_000): "longest period that is read: a slip of the pen beyond",
    ("law/period.py", "a period is written P2M, P6W, P15D, P3Y or P1Y6M"): WORDS_OF_THE_FORM,
    ("law/calendar.py", 5): "number of Saturday in a week that Python begins with 0",
    ("law/calendar.py", 6): "number of Sunday",
    ("casework/deadline_table.py", 2): "cells a row up to which a table is worth its while",
    ("casework/contact_plan.py", 365): "longest wait between two steps that is read: a slip of the pen beyond",
    ("casework/contact_plan.py", 100): "most attempts that are read: a slip of the pen beyond",
    ("casework/landlord/plan.py", 365): "longest delay that is read: a slip of the pen beyond",
    ("casework/decide.py", 2): "hours by which Paris is ahead of UTC, at most",
    ("law/inputs.py", 1950): "first year in which a date is read: a slip of the pen before",
    ("law/inputs.py", 2101): "first year in which no date is read any more",
    ("law/inputs.py", 0.8): "how like a name must be to be offered as the one that was meant",
    ("law/inputs.py", "2021-04-15"): WORDS_OF_THE_FORM,
    ("law/inputs.py", "P2M, P6W, P15D"): WORDS_OF_THE_FORM,
    ("law/inputs.py", "20:45"): WORDS_OF_THE_FORM,
    ("render/law_errors.py", "20:45"): WORDS_OF_THE_FORM,
    ("render/law_errors.py", "une heure, 20:45"): WORDS_OF_THE_FORM,
    ("law/tables.py", " is a day such as 2023-07-29"): WORDS_OF_THE_FORM,
    ("render/law_errors.py", "2021-04-15"): WORDS_OF_THE_FORM,
    ("render/law_errors.py", "P2M, P6W, P15D"): WORDS_OF_THE_FORM,
    ("render/law_errors.py", "une date, 2021-04-15"): WORDS_OF_THE_FORM,
    ("render/law_errors.py", "une durée, P2M, P6W ou P15D"): WORDS_OF_THE_FORM,
    ("render/law_errors.py", 60): "how much of a long name is quoted",
    ("render/law_errors.py", 8): "how many choices are listed",
    (
        "render/law_pages.py",
        "Une règle en détail : prevexp law show C2. Son état un jour donné : --on 2021-04-15.",
    ): WORDS_OF_THE_FORM,
    ("render/law_pages.py", 14): "width of a column",
    ("render/law_pages.py", 4): "spaces before a paragraph",
    ("render/law_steps.py", " (Cass., avis 25-70.018)."): "number of an opinion",
    (
        "render/law_steps.py",
        " reste le dernier jour utile, même un samedi, un dimanche ou un jour férié (Cass., avis 25-70.018).",
    ): "number of an opinion",
    ("render/law_words.py", "P2M"): "name of a choice, with its words",
    ("render/law_words.py", "P6W"): "name of a choice, with its words",
    ("render/law_words.py", 2000): "a leap year, so that every day of the year has its words",
    **{
        ("law/holidays.py", number): COMPUTUS
        for number in (100, 19, 4, 8, 25, 3, 15, 30, 32, 2, 7, 11, 22, 451, 31, 114)
    },
}


def files() -> list[Path]:
    return sorted({path for pattern in PATTERNS for path in SOURCE.glob(pattern)})


def literals(code: str) -> Iterator[int | float | str]:
    """Yield the numbers and the texts that hold a period, a day, an hour or an amount; docstrings are left out."""
    tree = ast.parse(code)
    told = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    after_assignments = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or node in told or node in after_assignments:
            continue
        value = node.value
        if (type(value) in {int, float} and value not in FREE) or (isinstance(value, str) and WRITTEN.search(value)):
            yield value


def found() -> set[tuple[str, int | float | str]]:
    return {
        (path.relative_to(SOURCE).as_posix(), value)
        for path in files()
        for value in literals(path.read_text(encoding="utf-8"))
    }


def test_no_number_of_a_rule_stands_in_the_code():
    """Numbers, periods, days, hours, amounts outside the data files are mechanics, each with its reason."""
    assert found() - set(ALLOWED) == set()


def test_every_allowed_number_is_still_there():
    """An allowance for what is no longer written would let the next number through."""
    assert set(ALLOWED) - found() == set()


@pytest.mark.parametrize(
    "code",
    [
        "x = 42",
        "x = -2",
        "x = 1.5",
        "def rule(days=42): pass",
        "f(period='P6W')",
        "x = f'P2M{y}'",
        "LIMIT = {'cents': 45_000}",
        "timedelta(days=15)",
        "date(2023, 7, 29)",
        "since = '2023-07-29'",
        "last = '03-31'",
        "hours = '06:00-21:00'",
        "text = 'plus de 450 €'",
        "text = 'six semaines, 42 jours'",
        "class Rule:\n    months: int = 2",
        "match months:\n    case 3: pass",
        "x = [month for month in range(6)]",
    ],
)
def test_a_planted_number_is_found(code):
    """The search sees numbers and periods wherever they are planted."""
    assert list(literals(code))


@pytest.mark.parametrize(
    "code",
    [
        '"""Two months, P2M, since 2023-07-29."""',
        'def rule():\n    """Return 42 days."""',
        'NAME = "x"\n"""P6W is told here."""',
        "x = True",
        "day + 1",
        "found[0]",
        "x = 'art. 24 I'",
    ],
)
def test_what_is_no_number_of_a_rule_is_not_found(code):
    """Docstrings, yes and no, a step of one and the number of an article are no numbers of a rule."""
    assert list(literals(code)) == []


def test_the_search_covers_the_rules_and_the_casework():
    """The files searched are those in which a rule could be written."""
    rooms = Counter(path.relative_to(SOURCE).parts[0] for path in files())
    assert rooms["law"] > 20
    assert rooms["casework"] > 3
    assert rooms["render"] >= 1
