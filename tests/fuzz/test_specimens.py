"""What the fuzz once found, each as small as it can be: read or refused, never another exception, never without end."""

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from prevexp.caseload.assessment_form import read_assessment_form
from prevexp.cli.review_act import _from_file
from prevexp.domain.errors import ConnectorFailed
from prevexp.domain.errors import FormInvalid
from prevexp.domain.errors import InvalidValue
from prevexp.domain.errors import LockDiffers
from prevexp.domain.errors import SettingsInvalid
from prevexp.domain.paper import LetterKind
from prevexp.exchange.aliases import Aliases
from prevexp.exchange.aliases import AliasesInvalid
from prevexp.exchange.fileconnector import _SENT_COLUMNS
from prevexp.exchange.fileconnector import _receipt_lines
from prevexp.registry import Registry
from prevexp.registry.folder import PackFolder
from prevexp.registry.letter_checks import template_problems
from prevexp.registry.locking import Lock
from prevexp.registry.problems import MOST_PROBLEMS
from prevexp.registry.problems import PackProblem
from prevexp.registry.problems import ProblemCode
from prevexp.registry.rows import CsvFile
from prevexp.registry.sections import TomlFile
from prevexp.registry.settings import Settings
from prevexp.storage.codec import Codec
from prevexp.storage.codec import slug_of
from prevexp_connector_http.client import _read_json
from prevexp_connector_http.settings import HttpSettings

from .mutation import CANARY

DEEP = "[" * 3_000 + "]" * 3_000
DIGITS = "9" * 5_000
PLUGIN = {"plugin": "a", "distribution": "a", "version": "1", "digest": "", "api": 1}


def lock_file(path: Path) -> None:
    Lock.read(path).require(Lock.from_json({"plugins": [PLUGIN]}))


READERS: dict[str, tuple[Callable[[Path], object], type[Exception]]] = {
    "form": (read_assessment_form, FormInvalid),
    "review": (_from_file, click.UsageError),
    "settings": (lambda path: Settings.read(path).of("connector-http", HttpSettings), SettingsInvalid),
    "lock": (lock_file, LockDiffers),
    "aliases": (Aliases.from_file, AliasesInvalid),
    "event": (lambda path: Codec().decode(path.read_bytes()), InvalidValue),
    "identity": (lambda path: Codec().decode_identity(path.read_bytes()), InvalidValue),
    "slug": (lambda path: slug_of(path.read_bytes()), InvalidValue),
    "partner's answer": (lambda path: _read_json(path.read_bytes()), ConnectorFailed),
    "receipt": (lambda path: list(_receipt_lines(path, _SENT_COLUMNS)), InvalidValue),
}
SPECIMENS = [
    *((reader, f"a = {DIGITS}") for reader in ("form", "review", "settings")),
    *((reader, f"a = {'[' * 3_000}") for reader in ("form", "review", "settings")),
    *((reader, "a = 1e99999999999999999999") for reader in ("form", "review", "settings")),
    *((reader, DEEP) for reader in ("lock", "aliases", "event", "identity", "slug", "partner's answer")),
    ("lock", json.dumps({"plugins": [], "rules": []})),
    ("lock", json.dumps({"plugins": [], "rules": {"a": 1}})),
    ("lock", json.dumps({"plugins": [], "prevexp": 1})),
    ("lock", json.dumps({"plugins": [PLUGIN | {"digest": 1}]})),
    ("slug", '{"type":"case-received'),
    ("slug", '{"type":"\udcff","data":{}}'),
    ("receipt", ""),
    ("receipt", "ligne,date\nA,2021-05-04\n"),
    ("receipt", "ligne,date,fichier\nA,2021-05-04\n"),
    ("receipt", 'ligne,date,fichier\n"A,2021-05-04,envoi.csv\n'),
]


@pytest.mark.parametrize("reader, text", SPECIMENS, ids=lambda one: one[:24])
def test_what_a_parser_chokes_on_is_refused(reader: str, text: str, tmp_path: Path) -> None:
    """Depth, digits, exponents, texts cut short, values of another type: the error of the reader's own kind."""
    path = tmp_path / "specimen"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    read, refused = READERS[reader]
    with pytest.raises(refused):
        read(path)


@pytest.mark.parametrize("text", [DEEP, f"[{DIGITS}]", '{"a": '], ids=["depth", "digits", "cut short"])
def test_a_json_file_of_a_pack_that_the_parser_chokes_on_is_a_problem(text: str, tmp_path: Path) -> None:
    """One problem of that file; the others are looked at all the same."""
    (tmp_path / "aliases.json").write_text(text, encoding="utf-8")
    folder = PackFolder(root=tmp_path, known=frozenset({"aliases.json"}))
    assert folder.json_object("aliases.json") == {}
    assert [problem.code for problem in folder.problems] == [ProblemCode.UNREADABLE_FILE]


@pytest.mark.parametrize("text", ["{{" + "(" * 3_000, "{{ " + DIGITS + " }}", "{% if a %}" * 3_000])
def test_a_template_that_the_parser_chokes_on_is_a_problem(text: str) -> None:
    """Brackets, digits and conditions without end: a template that cannot be read."""
    assert [problem.code for problem in template_problems(LetterKind.SMS, "sms.j2", text)] == [
        ProblemCode.UNREADABLE_FILE
    ]


def test_the_type_of_an_event_that_nobody_knows_is_not_told() -> None:
    """It is a text that somebody else wrote: with a broken body it would stand in a message."""
    with pytest.raises(InvalidValue) as refused:
        Codec().decode(json.dumps({"type": CANARY, "data": {"occurred_on": 1}}).encode())
    assert CANARY not in str(refused.value) + str(refused.value.params)


def test_a_lock_that_is_whole_is_read(tmp_path: Path) -> None:
    """What `prevexp plugins lock` writes comes back as it was."""
    path = tmp_path / "lock.json"
    path.write_text(json.dumps(Registry.build([]).lock.to_json()), encoding="utf-8")
    assert Lock.read(path) == Registry.build([]).lock


def of_toml(text: str) -> list[PackProblem]:
    file = TomlFile(name="x.toml", problems=[])
    file.read(text).close()
    return file.problems


def of_tables(text: str) -> list[PackProblem]:
    file = TomlFile(name="x.toml", problems=[])
    for section in file.read(text).sections("t"):
        section.text("needed")
    return file.problems


def of_csv(text: str) -> list[PackProblem]:
    file = CsvFile(name="x.csv", problems=[])
    for line, _ in file.read(text, ("a", "b")):
        file.report(ProblemCode.WRONG_TYPE, line, "a")
    return file.problems


LONG = {
    "keys": (of_toml, lambda number: "".join(f"k{at} = 1\n" for at in range(number))),
    "tables": (of_tables, lambda number: "[[t]]\nk = 1\n" * number),
    "rows": (of_csv, lambda number: "a,b\n" + "1,2\n" * number),
    "rows too short": (of_csv, lambda number: "a,b\n" + "1\n" * number),
}


@pytest.mark.parametrize("kind", LONG)
def test_problems_without_end_are_told_up_to_a_number(kind: str) -> None:
    """Below the number all of them are told; above it, no more, however many there are."""
    problems_of, text = LONG[kind]
    assert len(problems_of(text(MOST_PROBLEMS - 1))) == MOST_PROBLEMS - 1
    assert len(problems_of(text(MOST_PROBLEMS))) == MOST_PROBLEMS
    assert len(problems_of(text(5 * MOST_PROBLEMS))) == MOST_PROBLEMS


def test_the_lines_of_a_file_are_looked_up_once() -> None:
    """A problem names its line; a file of a thousand problems is not searched a thousand times."""
    file = TomlFile(name="x.toml", problems=[])
    file.read("a = 1\n\nb = 1\n").close()
    assert [problem.line for problem in file.problems] == [1, 3]
    assert file.lines is file.lines


def test_a_header_of_a_million_columns_is_not_searched(tmp_path: Path) -> None:
    """What stands there is no header: the missing columns are told, and at most as many unknown as are looked at."""
    file = CsvFile(name="x.csv", problems=[])
    assert list(file.read(",".join(f"c{at}" for at in range(50_000)) + "\n", ("a", "b"))) == []
    assert len(file.problems) < 200
