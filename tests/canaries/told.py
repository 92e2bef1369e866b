"""Runs the command line on the household full of canaries, and catches what each command tells, and where."""

import io
import json
import shutil
import sys
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import redirect_stderr
from contextlib import redirect_stdout
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import attrs
import pytest

import prevexp
from prevexp.cli.running import group
from prevexp.cli.running import run
from prevexp.registry import finding

from . import watcher
from .birds import Canary
from .birds import canaries_of
from .commands import badly
from .commands import leaves_of
from .commands import well
from .household import LOOKED_AT
from .household import NOW
from .household import write_list
from .watching import Catch
from .watching import catching

PLUGIN = f"""
import sys
from importlib import import_module
globals().update({{name: one for name, one in vars(import_module({watcher.__name__!r})).items() if name[:2] != "__"}})
"""


GROUPS = {path[0] for path in leaves_of(group) if len(path) > 1}
"""Commands that are followed by another one."""

INSTALLED = cache(entry_points)
"""What is installed does not change while commands are typed: it is looked for once."""


@attrs.frozen(kw_only=True)
class Told:
    """What the commands told: name of each -> exit codes, what was caught, what was found."""

    codes: dict[str, list[tuple[tuple[str, ...], int]]]
    catch: Catch
    canaries: tuple[Canary, ...]
    told: tuple[tuple[str, Canary], ...]
    well: tuple[tuple[str, int], ...] = attrs.field(metadata={"description": "commands typed well, with exit codes"})


@attrs.define
class Terminal:
    """A folder with a store, a key and a territory, in which commands are typed."""

    folder: Path
    catch: Catch
    variables: dict[str, str]
    codes: dict[str, list[tuple[tuple[str, ...], int]]] = attrs.field(factory=dict)

    def type(self, command: tuple[str, ...], *, wrong: bool = False) -> int:
        """Run a command, keep what it tells, on each stream apart, and return its exit code."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as there, redirect_stdout(out), redirect_stderr(err):
            there.chdir(self.folder)
            there.setattr(finding, "entry_points", INSTALLED)
            there.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8"))
            for name, value in self.variables.items():
                there.setenv(name, value)
            code = run(list(command))
        name = name_of(command)
        told = "wrong " if wrong else ""
        self.catch.keep(f"{told}stdout {shape(command)}", out.getvalue())
        self.catch.keep(f"{told}stderr {name}", err.getvalue())
        self.codes.setdefault(name, []).append((command, code))
        return code


def name_of(command: tuple[str, ...]) -> str:
    """Return the name of a command, without what it is given."""
    return " ".join(command[: 2 if command[0] in GROUPS else 1])


def shape(command: tuple[str, ...]) -> str:
    """Return the name of a command with the options that change what it tells."""
    more = [word for word in command if word in ("--json", "--with-identities", "--template", "--show")]
    return " ".join((name_of(command), *more))


@contextmanager
def terminal(played: Any, folder: Path) -> Iterator[Terminal]:
    """Give a terminal on a copy of the store that was played on."""
    there = played.folder
    with catching(folder) as catch:
        given = catch.read_from
        for name in ("mai.csv", "diagnostic.toml"):
            shutil.copy(there / "given" / name, given / name)
        shutil.copytree(there / "given" / "pack", given / "pack")
        shutil.copy(there / "store.db", folder / "store.db")
        shutil.copytree(there / "keys", folder / "keys")
        plugins = given / "plugins"
        plugins.mkdir()
        (plugins / "watcher.py").write_text(PLUGIN, encoding="utf-8")
        yield Terminal(
            folder,
            catch,
            {
                "PREVEXP_STORE": f"sqlite:///{folder / 'store.db'}",
                "PREVEXP_TERRITORY": str(given / "pack"),
                "PREVEXP_KEY_FILE": str(folder / "keys" / "master.key"),
                "PREVEXP_PLUGINS_DIR": str(plugins),
                "PREVEXP_PLUGINS": "watcher,departement-62",
                "XDG_CONFIG_HOME": str(folder / "config"),
                "NO_COLOR": "1",
                "COLUMNS": "200",
            },
        )


def write_given(case: str, given: Path) -> None:
    """Write what the commands are given to read."""
    write_list(
        given / "rejets.csv", {"id_dossier": "ZQ-2022-1", "loyer_mensuel_eur": "beaucoup"}, {"mois_transfert": "?"}
    )
    new = {"id_dossier": "ZQ-2022-80500", "locataire_nom": "Zvrossignol", "adresse_voie": "31 quai des Roitelets"}
    write_list(given / "nouveau.csv", new | {"mois_transfert": "2022-05", "locataire_telephone": "+33639982012"})
    form = (given / "diagnostic.toml").read_text(encoding="utf-8")
    (given / "diagnostic2.toml").write_text(form.replace("2021-05-15", "2022-05-09").replace("1439.41", "1503.27"))
    tried = {"command": "record-attempt", "on": "2022-05-22", "channel": "email", "outcome": "no_answer"}
    (given / "saisies.jsonl").write_text(json.dumps({"case": case, **tried}) + "\n", encoding="utf-8")
    question = '{"rule": "act-review-7", "inputs": {"served_on": "2021-04-13", "delay_stated": "P41D"}}\n'
    (given / "questions.jsonl").write_text(question, encoding="utf-8")
    act = '{"id": "x", "territory": "62", "inputs": {"act_kind": "commandement-de-payer", "served_on": "2021-04-13"}}'
    (given / "acte.json").write_text(act, encoding="utf-8")


def play(played: Any, folder: Path, stored: Any, trials: int) -> Told:
    """Type every command, well and badly."""
    watcher.SEEN.clear()
    with terminal(played, folder) as typed:
        given, out = typed.catch.read_from, folder / "out"
        out.mkdir()
        write_given(played.cases.first, given)
        commands = list(well(played.cases, given, out))
        done = [(name_of(one), typed.type(_numbered(typed, played.cases.first, one))) for one in commands]
        typed.catch.stored("store")
        wrong = [one for command in commands for one in badly(played.cases, command)]
        for one in wrong[:: max(1, 3 * len(wrong) // trials)]:
            typed.type(one, wrong=True)
    with prevexp.open(
        f"sqlite:///{folder / 'store.db'}",
        territory=str(given / "pack"),
        key_file=folder / "keys" / "master.key",
        now=lambda: NOW,
    ) as caseload:
        canaries = canaries_of((*stored(caseload), *played.gone))
    for where, texts in watcher.SEEN.items():
        typed.catch.texts[where] |= texts
    return Told(
        codes=typed.codes,
        catch=typed.catch,
        canaries=canaries,
        told=tuple(typed.catch.told(canaries)),
        well=tuple(done),
    )


def _numbered(typed: Terminal, first: str, command: tuple[str, ...]) -> tuple[str, ...]:
    """Return a command with the numbers of what it speaks of put in their places."""
    if not any(word.startswith("@") for word in command):
        return command
    with prevexp.open(
        typed.variables["PREVEXP_STORE"],
        territory=typed.variables["PREVEXP_TERRITORY"],
        key_file=typed.variables["PREVEXP_KEY_FILE"],
    ) as caseload:
        spoken_of = next(word for word in command if len(word) == len(first) and word.isalnum())
        case, rights = caseload.case(spoken_of), caseload.rights(spoken_of, on=LOOKED_AT)
    numbers: dict[str, Callable[[], int]] = {
        "@number": lambda: case.referrals[-1].number,
        "@entry": lambda: case.version,
        "@request": lambda: rights.requests[-1].number,
        "@notice": lambda: rights.notices[-1].number,
    }
    return tuple(str(numbers[word]()) if word in numbers else word for word in command)
