"""What is told of a household leaves through `privacy.view`; which modules open a name or write a file is known."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import prevexp

pytestmark = pytest.mark.checkout

SOURCE = Path(prevexp.__file__).parent

REVEAL = {
    "casework/merging.py": "compares what two lists say of one household",
    "caseload/placing.py": "makes the keyed digests by which a household is found again",
    "caseload/splitting.py": "makes them for the second household of a case",
    "caseload/listing.py": "makes initials",
    "caseload/letters.py": "makes the lines of an address: the household's own, or the landlord's name",
    "caseload/rows.py": "gives back to who sent the list what it said, with --with-identities",
    "caseload/rectifying.py": "compares what is said of the household with what the vault holds (RGPD art. 16)",
    "caseload/person_export.py": "gives the person all that is kept of it (RGPD art. 15, 20)",
    "render/archived.py": "says whose an archived case is, once the reason of reading it is written down",
    "render/letters.py": "writes a letter to the household, or to the landlord, that bears the receiver's own address",
    "render/visit_sheet.py": "writes the sheet a worker takes along",
    "render/sharing_words.py": "shows a view, with --with-identities",
    "render/note_rows.py": "writes the note to the CCAPEX or the judge, of a view",
    "exchange/partnerfile.py": "writes the batch of a partner, of rows that a view let pass",
}
"""Modules that open a Secret, and for what. Another one is a decision to be taken, and written here."""

WRITE = {
    "exchange/atomic.py": "how a file is replaced as a whole",
    "exchange/fileconnector.py": "receipts, which hold ids of rows",
    "exchange/partnerfile.py": "the batch of a partner, of rows that a view let pass",
    "exchange/rejects.py": "the rows of a list, for who sent it",
    "cli/publishing.py": "the same, to a file",
    "cli/pages.py": "pages for the worker",
    "cli/visit_sheet.py": "the sheet a worker takes along",
    "cli/letter.py": "a letter to the household, or to the landlord, with nothing of the household",
    "cli/note.py": "the note to the CCAPEX or the judge, of a view",
    "cli/access/export.py": "the access journal, for who watches over it: pseudonyms of workers, ids of cases, no name",
    "cli/privacy/export.py": "all that is kept of a household, for the person that asks (RGPD art. 15, 20)",
    "cli/privacy/notices.py": "partners to be told of an erasure, with the references they know (RGPD art. 19)",
    "cli/demo/telling.py": "pages of the demonstration, of invented households",
    "cli/plugins/disable.py": "settings",
    "registry/scaffolding.py": "the files of a new plugin",
    "caseload/retention_book.py": "tombstones: digests of the erased, sealed",
    "caseload/snapshot/taking.py": "tables of pseudonyms and of what is counted",
    "caseload/snapshot/manifest.py": "what stands in a snapshot: numbers and digests",
    "storage/sqlite_file.py": "the store",
    "storage/backup.py": "a copy of the store, sealed as the store is, without the key",
    "storage/keys.py": "the key",
    "storage/whole_file.py": "how a key gets its file, whole and in 0600",
}
"""Modules that write files, and what."""

OUTWARD = (
    "exchange/connectors.py",
    "exchange/fileconnector.py",
    "exchange/partnerfile.py",
    "render/note.py",
    "render/note_rows.py",
    "render/sharing_words.py",
)
"""Modules that make what a partner receives: they are handed a view or rows of one, and know neither case nor store."""

VIEWS = {
    "shared_view": ["caseload/casebook.py"],
    "view_of": ["caseload/sendings.py"],
    "note_view": ["caseload/exchanging.py"],
}
"""What `caseload.sharing` gives -> who takes it.

`shared_view` notes what it hands out. `view_of` does not: a batch is made of it, and each row that left is noted by
`note_view` when the batch is handed over.
"""

_WRITERS = {"write_text", "write_bytes", "replacing", "mkstemp", "NamedTemporaryFile"}


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Return every module of the library but the kits for tests, by its place."""
    files = {file.relative_to(SOURCE).as_posix(): file for file in sorted(SOURCE.rglob("*.py"))}
    return tuple(
        (place, ast.parse(file.read_text(encoding="utf-8")))
        for place, file in files.items()
        if not place.startswith("testing/")
    )


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield the name and the node of every call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = (
                called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
            )
            yield name, node


def writes(tree: ast.AST) -> bool:
    """Say whether a module opens a file to write it."""
    if any(isinstance(node, ast.Attribute) and node.attr in ("O_CREAT", "O_WRONLY") for node in ast.walk(tree)):
        return True
    for name, node in calls(tree):
        modes = [
            one.value for one in (*node.args, *(key.value for key in node.keywords)) if isinstance(one, ast.Constant)
        ]
        opened = name in ("open", "fdopen") and any(
            isinstance(mode, str) and set("wax") & set(mode[:2]) for mode in modes
        )
        if name in _WRITERS or opened:
            return True
    return False


def imported(tree: ast.AST) -> set[str]:
    """Return the modules a module imports names from, with these names."""
    return {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def takes(tree: ast.AST, name: str) -> bool:
    """Say whether a module takes something from `caseload.sharing`."""
    return any(one.endswith(f"sharing.{name}") for one in imported(tree))


def test_who_opens_a_name_is_known() -> None:
    """A module that reveals a Secret is in the table, and each of the table does."""
    found = {place for place, tree in modules() for name, _ in calls(tree) if name == "reveal"}
    assert found == REVEAL.keys()


def test_who_writes_a_file_is_known() -> None:
    """A module that writes files is in the table, and each of the table does."""
    assert {place for place, tree in modules() if writes(tree)} == WRITE.keys()


def test_a_view_is_made_in_one_place() -> None:
    """Where the store is read for others, so that each can be written down there."""
    made = {place for place, tree in modules() if any(name.endswith("privacy.view.view") for name in imported(tree))}
    assert made == {"caseload/sharing.py"}
    taken = {name: sorted(place for place, tree in modules() if takes(tree, name)) for name in VIEWS}
    assert taken == VIEWS


def test_rows_for_a_partner_hold_what_a_view_holds_and_nothing_else() -> None:
    """They are made in one module, and each of their values is read at a place of the view."""
    rows = [(place, node) for place, tree in modules() for name, node in calls(tree) if name == "OutboundRow"]
    assert {place for place, _ in rows} == {"caseload/sendings.py"}
    for _, node in rows:
        for key in node.keywords:
            if key.arg == "values":
                assert isinstance(key.value, ast.DictComp)
                assert [name for name, _ in calls(key.value.value)] == ["value_at"]
                assert ast.unparse(key.value.value).startswith("value_at(now, ")


@pytest.mark.parametrize("place", OUTWARD)
def test_what_makes_a_partner_s_copy_knows_neither_case_nor_store(place: str) -> None:
    """It cannot put in what it was not handed."""
    tree = dict(modules())[place]
    known = {
        name
        for name in imported(tree)
        if name.endswith(("domain.case.Case", "domain.case.Identity")) or "storage." in name or "caseload" in name
    }
    typed = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in ("Case", "Identity")}
    assert (known, typed) == (set(), set())
