"""Somebody with the database file edits, deletes, inserts, reorders, cuts or replaces rows of either journal: it shows.

They know the format and hash the chain anew after what they did, unless the attack is the careless one. No key of the
store is theirs. `pytest tests/torture --trials 10000` makes as many attacks.
"""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import UTC
from datetime import date
from datetime import datetime
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

import prevexp
from prevexp.caseload.auditing import anchor_store
from prevexp.caseload.auditing import verify_store
from prevexp.domain.access import AccessAction
from prevexp.domain.errors import StoreCorrupt
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.storage.access_rows import AccessHead
from prevexp.storage.access_rows import Row
from prevexp.storage.access_rows import link_after
from prevexp.storage.access_rows import place_of
from prevexp.storage.anchors import Anchor
from prevexp.storage.chain import START
from prevexp.storage.chain import next_link

pytestmark = [pytest.mark.checkout, pytest.mark.torture]

LIST = Path(__file__).parents[2] / "examples" / "transfers" / "transfer_62_2021-05.csv"
ATTACKS = ("edit", "delete", "insert", "reorder", "cut", "replace")
MONTHS = ("2021-05", "2021-06")
Rows = list[list[Any]]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Anchor]:
    """Return a store with some hundred rows in either journal, closed, and its anchor."""
    folder, numbers = tmp_path_factory.mktemp("whole"), count(1)
    url = f"sqlite:///{folder / 'store.db'}"
    clock = [datetime(2021, 5, 4, 9, tzinfo=UTC)]
    with prevexp.open(
        url, territory="62", key_file=folder / "key" / "k", now=lambda: clock[0], new_id=lambda: f"{next(numbers):032x}"
    ) as caseload:
        caseload.receive(LIST, received_on=date(2021, 5, 4))
        case_id = caseload.cases()[0].case_id
        for number in range(40):
            clock[0] = datetime(2021, 5 + number // 20, 5, tzinfo=UTC)
            answer = (SocialServicesAnswer.NOT_FOLLOWED, SocialServicesAnswer.UNKNOWN_TO)[number % 2]
            caseload.answer(case_id, partner="caf", answer=answer, on=date(2021, 5, 20))
            caseload.note_access(AccessAction.READ, about=case_id)
    return folder / "store.db", anchor_store(url, day=date(2021, 6, 30), new_id="f" * 32)


def attacked(rows: Rows, attack: str, chance: Random, body: int) -> Rows:
    """Return the rows after an attack; `body` is the column of what is sealed."""
    made = [list(row) for row in rows]
    at = chance.randrange(len(made) - 1)  # the last row is for the cut
    match attack:
        case "edit":
            changed = bytearray(made[at][body])
            changed[chance.randrange(1, len(changed))] ^= 1 << chance.randrange(8)
            made[at][body] = bytes(changed)
        case "delete":
            del made[at]
        case "insert":
            made.insert(at, list(made[chance.randrange(len(made))]))
        case "reorder":
            other = chance.choice([one for one in range(len(made)) if made[one][body] != made[at][body]])
            made[at][body], made[other][body] = made[other][body], made[at][body]
        case "cut":
            del made[-chance.randrange(1, len(made)) :]
        case "replace":
            made[at][body] = made[at][body][:1] + chance.randbytes(len(made[at][body]) - 1)
    return made


def on_cases(database: Path, attack: str, chance: Random, *, chained: bool) -> None:
    """Attack the journal of the cases: position, stream, version, month, body, link."""
    with closing(sqlite3.connect(database)) as connection, connection:
        names = dict(connection.execute("SELECT number, id FROM stream"))
        rows = [list(row) for row in connection.execute("SELECT * FROM journal ORDER BY position")]
        made = attacked(rows, attack, chance, body=4)
        link, versions = START.link, Counter[int]()
        for position, row in enumerate(made, start=1):
            versions[row[1]] += 1  # the table takes each version of a stream once
            row[0], row[2] = position, versions[row[1]]
            if chained:
                row[5] = link = next_link(link, position, names[row[1]], row[2], row[3], row[4])
        connection.execute("DELETE FROM journal")
        connection.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)", made)


def on_access(database: Path, attack: str, chance: Random, *, chained: bool) -> None:
    """Attack one month of the access journal, and hash it and what follows anew: months, ends and heads."""
    month = MONTHS[1] if attack == "cut" else chance.choice(MONTHS)
    with closing(sqlite3.connect(database)) as connection, connection:
        link = START.link
        for one in MONTHS:
            stored = connection.execute(
                "SELECT value FROM setting WHERE name LIKE ? ORDER BY name", (f"access/{one}/%",)
            )
            rows = [[row.link, row.kept] for (value,) in stored.fetchall() if (row := Row.read(value))]
            ends = rows[-1:] if one == MONTHS[0] else []
            lines = rows[: len(rows) - len(ends)]
            lines = attacked(lines, attack, chance, body=1) if one == month else lines
            opening = link
            for number, row in enumerate([*lines, *ends]):
                row[0] = link_after(AccessHead(one, number, link), row[1]) if chained else row[0]
                link = row[0]
            connection.execute("DELETE FROM setting WHERE name LIKE ?", (f"access/{one}/%",))
            for number, row in enumerate([*lines, *ends], start=1):
                connection.execute("INSERT INTO setting VALUES (?, ?)", (place_of(one, number), row[0] + row[1]))
            if ends and chained:
                head = opening + link + (len(lines) + 1).to_bytes(8, "big") + MONTHS[1].encode()
                connection.execute("UPDATE setting SET value = ? WHERE name = ?", (head, f"access-head/{one}"))


JOURNALS: dict[str, Callable[..., None]] = {"cases": on_cases, "access": on_access}


def found(database: Path, anchor: Anchor | None) -> str:
    """Say whether the journals of a store are found broken: in which of them, or `whole`."""
    try:
        verify_store(f"sqlite:///{database}", anchor=anchor)
    except StoreCorrupt as error:
        return str(error.params["journal"]) if error.params["expected"] else "silent"
    return "whole"


@pytest.mark.parametrize("journal", JOURNALS)
@pytest.mark.parametrize("chained", [True, False], ids=["hashed anew", "careless"])
def test_every_attack_on_a_journal_is_found_with_the_anchor(
    whole: tuple[Path, Anchor], tmp_path: Path, trials: int, journal: str, *, chained: bool
) -> None:
    """Edit, delete, insert, reorder, cut, replace: none passes, whoever did it hashed the chain anew or not."""
    store, anchor = whole
    database, chance, seen = tmp_path / "store.db", Random(62), Counter[tuple[str, str]]()
    for trial in range(max(trials // 2, 12)):
        attack = ATTACKS[trial % len(ATTACKS)]
        shutil.copy(store, database)
        JOURNALS[journal](database, attack, chance, chained=chained)
        seen[attack, found(database, anchor)] += 1
    how = "hashed anew" if chained else "as they were"
    print(f"journal of {journal}, links {how}: { ({f'{one}: {what}': n for (one, what), n in sorted(seen.items())}) }")  # noqa: T201
    assert {what for _, what in seen} == {journal}
    assert {attack for attack, _ in seen} == set(ATTACKS)


@pytest.mark.parametrize("journal", JOURNALS)
def test_a_tail_that_was_cut_does_not_show_without_an_anchor(
    whole: tuple[Path, Anchor], tmp_path: Path, trials: int, journal: str
) -> None:
    """The control: the same cuts pass where nobody keeps an anchor, and this is why one is given away each month."""
    store, anchor = whole
    database, chance, seen = tmp_path / "store.db", Random(62), Counter[str]()
    for _ in range(max(trials // 12, 5)):
        shutil.copy(store, database)
        JOURNALS[journal](database, "cut", chance, chained=True)
        seen[found(database, None)] += 1
        assert found(database, anchor) == journal
    print(f"journal of {journal}, cut, no anchor: {dict(seen)}")  # noqa: T201
    assert set(seen) == {"whole"}


def test_what_is_not_touched_is_whole(whole: tuple[Path, Anchor], tmp_path: Path) -> None:
    """The attacks themselves write what they read: without one, both journals fit the anchor."""
    store, anchor = whole
    database = tmp_path / "store.db"
    for attack in JOURNALS.values():
        shutil.copy(store, database)
        attack(database, "none", Random(1), chained=True)
        assert found(database, anchor) == "whole"


def test_the_key_finds_what_was_hashed_anew_even_without_an_anchor(
    whole: tuple[Path, Anchor], tmp_path: Path, trials: int
) -> None:
    """Each line of the access journal is sealed for its place: with the key, all but a cut tail shows at once."""
    store, _ = whole
    database, chance, seen = tmp_path / "store.db", Random(7), Counter[str]()
    for trial in range(max(trials // 12, 5)):
        attack = ("edit", "delete", "insert", "reorder", "replace")[trial % 5]
        shutil.copy(store, database)
        on_access(database, attack, chance, chained=True)
        assert found(database, None) == "whole"
        with (
            prevexp.open(f"sqlite:///{database}", territory="62", key_file=store.parent / "key" / "k") as caseload,
            pytest.raises(StoreCorrupt),
        ):
            caseload.verify_access()
        seen[attack] += 1
    print(f"access journal, hashed anew, no anchor, with the key: all found, {dict(seen)}")  # noqa: T201
