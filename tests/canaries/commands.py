"""Every command on the household full of canaries: once as it should be, and with canaries where they do not belong."""

from collections.abc import Iterator
from pathlib import Path

import attrs
import click

from prevexp.cli.root import RootGroup
from prevexp.cli.running import group

from .household import LISTED

ON = ("--on", "2022-05-30")
PERIOD = ("--from", "2021-05-01", "--to", "2022-04-30")
HOUSEHOLD = {name: LISTED[name] for name in ("locataire_nom", "locataire_telephone", "adresse_voie")}
NAME, PHONE, STREET = HOUSEHOLD.values()

NOT_PLAYED = {
    "demo": "invented households of its own; tests/cli/test_demo.py plays it",
    "plugins new": "writes the files of a plugin and opens no store",
    "plugins disable": "writes settings and opens no store",
    "plugins lock": "writes a lock and opens no store",
    "conformance pack": "kits work on invented data; tests/cli/test_conformance.py",
    "conformance rules": "kits work on invented data; tests/cli/test_conformance.py",
    "conformance indicators": "kits work on invented data; tests/cli/test_conformance.py",
    "conformance exporters": "kits work on invented data; tests/cli/test_conformance.py",
    "conformance connectors": "kits work on invented data; tests/cli/test_conformance.py",
    "conformance models": "kits work on invented data; tests/cli/test_conformance.py",
    "conformance storage": "kits work on invented data; tests/cli/test_conformance.py",
}
"""Commands that open no store of a team, and why they are not played."""

Command = tuple[str, ...]


def leaves_of(command: click.Command, path: Command = ()) -> Iterator[Command]:
    """Yield every command of the program."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        names = sorted(command.listed) if isinstance(command, RootGroup) else command.list_commands(context)
        for name in names:
            found = command.get_command(context, name)
            assert found is not None
            yield from leaves_of(found, (*path, name))
    else:
        yield path


def every_command() -> set[str]:
    """Return the names of all commands."""
    return {" ".join(path) for path in leaves_of(group)}


@attrs.frozen
class Cases:
    """The cases the commands speak of, by their ids: who lived through all of it, who refused, who is new."""

    first: str
    second: str
    third: str


def well(cases: Cases, given: Path, out: Path) -> Iterator[Command]:
    """Yield each command as it should be typed; what it writes goes to `out`."""
    for part in (_lists, _work, _partners, _published, _kept, _rights, _archived, _erased):
        yield from part(cases, given, out)


def _lists(cases: Cases, given: Path, out: Path) -> Iterator[Command]:
    case, on = cases.first, ON
    yield "intake", str(given / "mai.csv"), "--received-on", "2021-05-04"
    yield "intake", str(given / "rejets.csv"), "--received-on", "2022-05-05", "--rejects", str(out / "rejets.csv")
    new = (str(given / "nouveau.csv"), "--received-on", "2022-05-05", "--json")
    yield "intake", *new, "--with-identities", "--dry-run"
    yield "intake", *new
    yield "screen", *on
    yield "screen", *on, "--json"
    yield "explain", case, *on
    yield "explain", case, *on, "--json"
    yield "answer", case, "cd62", "suivi", "--on", "2022-05-06"
    yield "allocate", "--on", "2022-05-05"
    yield "worklist", *on
    yield "worklist", *on, "--json"
    yield "worklist", *on, "--html", str(out / "jour.html")
    yield "plan-rounds", *on, "--worker", "social-1", "--html", str(out / "tournees.html")
    yield "plan-rounds", *on, "--worker", "social-1", "--json"
    yield "appointment", case, "--on", "2022-05-06", "--day", "2022-06-08", "--at", "14:53", "--place", "office"
    yield "visit-sheet", case, *on, "--out", str(out / "visite.html")
    yield "visit-sheet", case, *on, "--initials", "--out", str(out / "visite-initiales.html")
    yield "letter", case, "first_letter", "--on", "2022-05-07", "--out", str(out / "courrier.html")
    yield "letter", case, "sms", "--on", "2022-05-07"
    yield "letter", case, "landlord_information", "--on", "2022-05-07", "--out", str(out / "bailleur.html"), "--dry-run"


def _work(cases: Cases, given: Path, out: Path) -> Iterator[Command]:
    case, on = cases.first, ON
    yield "contact", case, "visit_planned", "met", "--on", "2022-05-08", "--place", "home"
    yield "inform", case, "letter", "--on", "2022-05-08"
    yield "agreement", cases.third, "given", "--on", "2022-05-08", "--proof", "signed_form"
    yield "sharing", case, "authorised", "caf", "G3", "--on", "2022-05-08"
    yield "channel", case, "sms", "unsafe", "--on", "2022-05-08"
    yield "hold", cases.third, "--on", "2022-05-09", "--until", "2022-05-19", "--reason", "away"
    yield "follow-up", case, "done", "--on", "2022-05-09"
    yield "documents", case, "moratorium=P71D", "--on", "2022-05-09"
    act = "commandement-de-payer"
    yield "review-act", case, act, "--show", *on
    yield "review-act", case, act, *on, "served_at=10:37"
    yield "assess", case, "--file", str(given / "diagnostic2.toml")
    yield "assess", case, "--template"
    yield "assessment", case, *on, "--version", "1", "--html", str(out / "diagnostic.html")
    yield "assessment", case, *on, "--version", "1", "--json"
    yield "assessment", case, *on, "--version", "1"
    yield "assessment", case, *on, "--html", str(out / "diagnostic.html")
    yield "assessment", case, *on, "--json"
    yield "assessment", case, *on
    yield "contract", case, "sign", "--on", "2022-05-10", "--until", "2022-10-26"
    yield "contract", case, "show", *on
    yield "contract", case, "show", *on, "--html", str(out / "contrat.html"), "--json"
    yield "fact", case, "d62.zaid_cents", "15173", "--on", "2022-05-10"
    promise = ("--objective", "clear_debt", "--owner", "household", "--due", "2022-07-13")
    yield "undertaking", case, "open", "fsl", "--on", "2022-05-11", *promise
    plan = ("--total", "317.29", "--instalment", "2022-07-19=317.29")
    yield "repayment-plan", case, "sign", "--on", "2022-05-11", *plan
    yield "landlord", case, "said", "--on", "2022-05-11", "--arrears-cents", "517331", "--account-on", "2022-04-27"
    yield "landlord", case, "show", *on


def _partners(cases: Cases, given: Path, out: Path) -> Iterator[Command]:
    case, on = cases.first, ON
    yield "referral", "propose", case, "cd62", "rehousing", "--on", "2022-05-12"
    yield "referral", "show", case, *on
    yield "referral", "due", *on
    yield "exchange", "send", "cd62", "--on", "2022-05-13", "--folder", str(out)
    yield "exchange", "receive", "cd62", "--received-on", "2022-05-14", "--folder", str(out)
    yield "referral", "propose", case, "msa", "benefit_rights", "--on", "2022-05-13"
    yield "referral", "send", case, "@number", "--by", "hand", "--on", "2022-05-14"
    yield "referral", "remind", case, "@number", *on
    yield "referral", "answer", case, "@number", "accepted", "--on", "2022-05-15"
    yield "referral", "take-back", case, "@number", "--reason", "mistaken", "--on", "2022-05-16"
    yield "referral", "tell-end", case, "@number", "--on", "2022-05-17"
    yield "share", case, "ccapex", "--purpose", "instruction", *on
    yield "share", case, "cd62", "--purpose", "social_support", *on, "--json"
    yield "share", case, "cd62", "--purpose", "social_support", *on, "--json", "--with-identities"
    yield "note", case, "--to", "ccapex", "--choose", "causes", "--out", str(out / "note.html"), *on
    yield "case", "show", case, *on
    yield "case", "show", case, *on, "--json"
    yield "case", "show", case, *on, "--html", str(out / "dossier.html")
    yield "history", case, *on
    yield "correct", case, "@entry", "--reason", "wrong_day", "--on", "2022-05-18"
    yield "same-case", cases.third, cases.second, "no", "--on", "2022-05-18"
    yield "split", case, "--reason", "separation", "--surname", "Zvbecfigue", "--on", "2022-05-18"
    yield "transfer", case, "--social", "social-2", "--on", "2022-05-19"


def _published(cases: Cases, given: Path, out: Path) -> Iterator[Command]:
    case, on = cases.first, ON
    yield "record", "--file", str(given / "saisies.jsonl")
    yield "report", *PERIOD, "-o", str(out / "bilan.html")
    yield "report", *PERIOD, "--format", "json", "-o", str(out / "bilan.json")
    yield "report", *PERIOD, "--format", "csv", "-o", str(out / "bilan.csv")
    yield "indicators", *PERIOD, "--by", "stage"
    yield "indicators", *PERIOD, "--json"
    yield "indicators", *PERIOD, "--format", "watch", "-o", str(out / "indicateurs.watch")
    yield "close", cases.third, "lost", "--outcome", "not_known", "--on", "2022-05-20"
    yield "reopen", cases.third, "came_back", "--on", "2022-05-21"
    yield "privacy", "matrix"
    yield "privacy", "register"
    yield "privacy", "register", "--impact"
    yield ("verify",)
    yield "law", "compute", str(given / "questions.jsonl")
    yield "law", "review", str(given / "acte.json"), "--html", str(out / "acte.html")
    yield "law", "show"
    yield "law", "policies"
    yield "law", "timeline", case, *on
    yield "plugins", "list"
    yield "plugins", "show", "watcher"
    yield "plugins", "doctor"
    yield "plugins", "commands"


def _rights(cases: Cases, _: Path, out: Path) -> Iterator[Command]:
    case, day = cases.first, ("--on", "2022-05-23")
    yield "privacy", "request", case, "access", "--channel", "letter", *day
    yield "privacy", "requests", case, *ON
    yield "privacy", "extend", case, "@request", *day
    yield "privacy", "answer", case, "@request", "granted", "--on", "2022-05-24"
    yield "privacy", "export", case, *ON, "--html", str(out / "copie.html"), "--json", str(out / "copie.json")
    yield "privacy", "export", case, *ON, "--sensitive", "--json", str(out / "sante.json")
    yield "privacy", "received", case, *ON
    yield "privacy", "request", case, "objection", *day
    yield "privacy", "take-back", case, "@request", *day
    yield "privacy", "rectify", case, "--surname", "Zvpouillot", "--phone", "06 39 98 23 15", *day
    yield "privacy", "told", case, "@notice", *day
    yield "privacy", "freeze", case, "accuracy_contested", "--on", "2022-05-25"
    yield "privacy", "lift", case, "--told-by", "letter", "--on", "2022-05-26"
    yield "privacy", "findings", *ON


def _archived(cases: Cases, _: Path, __: Path) -> Iterator[Command]:
    case = cases.third
    yield "close", case, "lost", "--outcome", "not_known", "--on", "2022-05-22"
    kept = ("--reason", "legal_claims", "--until", "2024-05-20", "--by", "social-1")
    yield "privacy", "archive", case, *kept, "--on", "2022-05-23"
    yield "privacy", "archived", case, "--reason", "justice"
    yield "privacy", "unarchive", case, "--reason", "by_mistake", "--on", "2022-05-24"


def _erased(cases: Cases, _: Path, out: Path) -> Iterator[Command]:
    case = cases.third
    yield "privacy", "purge", *ON, "--dry-run"
    yield "privacy", "retention", *ON, "--json"
    yield "privacy", "purge", "--on", "2099-05-30", "--dry-run", "--json"
    yield "privacy", "purge", *ON, "--notices", str(out / "avis.csv")
    yield "privacy", "request", case, "erasure", *ON
    yield "privacy", "answer", case, "@request", "granted", *ON
    yield "privacy", "erase", case, *ON
    yield "privacy", "tombstones", "--export", str(out / "effaces.bin")
    yield "privacy", "tombstones", "--apply", str(out / "effaces.bin")


def _kept(cases: Cases, given: Path, out: Path) -> Iterator[Command]:
    case, pack, backup = cases.first, str(given / "pack"), str(out / "sauvegarde.prevexp")
    yield "access", "list"
    yield "access", "list", "--case", case, "--json"
    yield "access", "export", str(out / "acces.jsonl")
    yield ("access", "verify")
    yield "access", "forget", *ON, "--dry-run"
    yield "access", "forget", *ON
    yield "journal", "anchor", str(out / "ancre.txt"), *ON
    yield ("journal", "verify")
    yield "journal", "verify", "--contents", pack, "--json"
    yield ("keys", "show")
    yield "keys", "copy", str(out / "copie.key")
    yield "keys", "new", f"file:{out / 'neuve.key'}"
    yield "backup", "--to", backup, "--contents", pack
    yield "restore", backup, "--to", f"sqlite:///{out / 'rendue.db'}", "--contents", pack
    yield "keys", "rotate", "--to", f"file:{out / 'neuve.key'}", "--store", f"sqlite:///{out / 'rendue.db'}"
    yield "snapshot", "--to", str(out / "instantane"), "--on", "2022-04-30"
    yield "snapshot", "--to", str(out / "instantane"), "--on", "2022-04-30", "--json"
    yield "national", "--snapshot", str(out / "instantane"), *PERIOD, "--by", "department"
    yield "national", "--snapshot", str(out / "instantane"), *PERIOD, "--json"


PATHS = frozenset(
    {"--out", "-o", "--html", "--file", "--folder", "--rejects", "--notices", "--export", "--apply", "--contents"}
)
"""Options that take a path: where a file is written is told back to who typed it."""


def badly(cases: Cases, command: Command) -> Iterator[Command]:
    """Yield ways of typing a command wrong, a name, a street or a telephone in the place of what belongs there.

    An option nobody knows is told back, so that it can be corrected: none is typed here. So is the name of a
    plugin or of a rule of law.
    """
    if command[0] == "plugins" or command[:2] == ("law", "show"):
        return
    yield *command, NAME
    yield *command, "--on", NAME
    for place, word in enumerate(command):
        before = command[place - 1] if place else ""
        if word in attrs.astuple(cases):
            yield *command[:place], NAME, *command[place + 1 :]
        elif before.startswith("-") and before not in PATHS and not word.startswith("-") and "/" not in word:
            yield *command[:place], PHONE, *command[place + 1 :]
        elif place and "/" not in word and not word.startswith("-") and before not in PATHS:
            yield *command[:place], STREET, *command[place + 1 :]
