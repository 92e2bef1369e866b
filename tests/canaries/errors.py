"""Every error of prevexp, provoked on purpose on the household full of canaries, with canaries in hand."""

import shutil
import sqlite3
from collections.abc import Callable
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import attrs

from prevexp.casework.commands import RecordAttempt
from prevexp.domain.archive import ArchiveReason
from prevexp.domain.errors import PrevexpError
from prevexp.domain.events import DepartureReported
from prevexp.domain.life import ClosureOutcome
from prevexp.domain.sharing import SharingPurpose
from prevexp.domain.vocabulary import ActKind
from prevexp.domain.vocabulary import AttemptOutcome
from prevexp.domain.vocabulary import Channel
from prevexp.domain.vocabulary import ClosureReason
from prevexp.registry import facts
from prevexp.storage.sqlite import SqliteStore

from .household import LISTED
from .household import NOW
from .household import READ
from .household import SECOND
from .household import THIRD
from .household import write_list

if TYPE_CHECKING:
    from prevexp.expressions import Expression

NAME = LISTED["locataire_nom"]
PHONE = LISTED["locataire_telephone"]
STREET = LISTED["adresse_voie"]
DAY = date(2021, 11, 2)


@attrs.frozen(kw_only=True)
class Scene:
    """What an error is provoked on: the watched caseload, how to open another one, a folder for files."""

    caseload: Any
    case: str
    opening: Callable[..., Any]
    folder: Path
    store: Path
    key: Path
    territory: Path

    def other_store(self, name: str) -> str:
        """Return the URL of a copy of the store."""
        copy = self.folder / name
        for suffix in ("", "-wal"):
            file = Path(f"{self.store}{suffix}")
            if file.exists():
                shutil.copy(file, f"{copy}{suffix}")
        return f"sqlite:///{copy}"


Provoke = Callable[[Scene], object]
PROVOKED: list[tuple[str, Provoke]] = []
"""Code of the error -> what provokes it; a code may be provoked in several ways."""

NOT_PROVOKED = {
    "prevexp-error": "the family; raised by nobody",
    "store-error": "the family of stores; raised only for a fault of the driver that has no name",
    "expression-error": "the family of expressions; raised by nobody",
    "screening-refused": "the family of screening; raised by nobody",
    "law-invalid": "legal data of prevexp and of a pack hold no household; tests/law provokes it",
    "plugins-refused": "the names of plugins hold no household; tests/cli/test_plugin_commands.py provokes it",
    "settings-invalid": "settings hold no household; tests/registry/test_settings.py provokes it",
    "lock-differs": "a lock holds no household; tests/registry/test_locking.py provokes it",
    "duplicate-fact": "declarations hold no household; tests/expressions provokes it",
    "invalid-fact": "declarations hold no household; tests/expressions provokes it",
    "unit-mismatch": "declarations hold no household; tests/expressions provokes it",
    "unknown-slug": "declarations hold no household; tests/expressions provokes it",
    "too-deep": "declarations hold no household; tests/expressions provokes it",
    "out-of-range": "rules hold no household; tests/expressions provokes it",
    "no-rule-in-force": "rules hold no household; tests/eligibility provokes it",
    "rule-missing": "rules hold no household; tests/eligibility provokes it",
    "duplicate-rule": "rules hold no household; tests/eligibility provokes it",
    "replacement-refused": "rules hold no household; tests/eligibility provokes it",
    "store-full": "the disk of the machine; the storage kit fills one, and the error has the text of a constant",
}
"""Codes that are not provoked here, and why."""


def provoking(code: str) -> Callable[[Provoke], Provoke]:
    """Say which error a function provokes."""

    def noted(function: Provoke) -> Provoke:
        PROVOKED.append((code, function))
        return function

    return noted


def kinds(kind: type[PrevexpError] = PrevexpError) -> Iterator[type[PrevexpError]]:
    """Yield every class of the family."""
    yield kind
    for one in kind.__subclasses__():
        yield from kinds(one)


@provoking("invalid-value")
def a_wrong_value(scene: Scene) -> object:
    """A channel that is a name."""
    return scene.caseload.record_attempt(scene.case, on=DAY, channel=NAME, outcome=PHONE)


@provoking("invalid-value")
def a_wrong_day(scene: Scene) -> object:
    """A day that is a text."""
    return scene.caseload.give_agreement(scene.case, on=LISTED["locataire_date_naissance"], proof=NAME)


@provoking("invalid-value")
def an_unknown_worker(scene: Scene) -> object:
    """A worker who is a household."""
    said = {"channel": Channel.PHONE, "outcome": AttemptOutcome.REACHED, "workers": ("Zzcanarievre",)}
    return scene.caseload.do(scene.case, RecordAttempt(on=DAY, **said))


@provoking("invalid-value")
def another_case_s_event(scene: Scene) -> object:
    """An event of another case."""
    event = DepartureReported(case_id=scene.case, occurred_on=DAY, recorded_at=NOW, departed=True)
    return scene.caseload.record(scene.caseload.find(SECOND), event, expected_version=3)


@provoking("invalid-value")
def a_name_that_may_not_be_chosen(scene: Scene) -> object:
    """A view that asks for what may not leave."""
    asked = {"partner": "ccapex", "purpose": SharingPurpose.INSTRUCTION, "on": DAY, "chosen": (NAME,)}
    return scene.caseload.view(scene.case, **asked)


@provoking("invalid-value")
def an_unknown_partner(scene: Scene) -> object:
    """A partner that is a street."""
    return scene.caseload.view(scene.case, partner=STREET, purpose=PHONE, on=DAY)


@provoking("invalid-value")
def an_unknown_worker_s_list(scene: Scene) -> object:
    """The list of somebody who is no worker."""
    return scene.caseload.worklist(on=DAY, worker=NAME)


@provoking("transfer-refused")
def a_list_without_a_column(scene: Scene) -> object:
    """A list whose heading is a line of a household."""
    path = scene.folder / "sans-entete.csv"
    path.write_text(",".join(LISTED.values()) + "\n" + ",".join(LISTED.values()) + "\n", encoding="utf-8")
    return scene.caseload.receive(path, received_on=DAY)


@provoking("transfer-refused")
def a_list_with_a_quote_that_never_ends(scene: Scene) -> object:
    """Everything after it is one cell."""
    path = scene.folder / "guillemet.csv"
    lines = [",".join(LISTED), ",".join(LISTED.values()).replace(STREET, f'"{STREET}'), ",".join(LISTED.values())]
    path.write_text("\n".join(lines), encoding="utf-8")
    return scene.caseload.receive(path, received_on=DAY)


@provoking("transfer-refused")
def a_workbook_that_is_none(scene: Scene) -> object:
    """A list under the name of a workbook."""
    path = write_list(scene.folder / "liste.xlsx", {})
    return scene.caseload.receive(path, received_on=DAY)


@provoking("transfer-refused")
def answers_that_are_none(scene: Scene) -> object:
    """Lines of a household in the place of answers."""
    path = scene.folder / "reponses.csv"
    path.write_text(",".join(LISTED.values()) + "\n" + ",".join(LISTED.values()) + "\n", encoding="utf-8")
    return scene.caseload.receive_answers(path, partner="cd62", received_on=DAY)


@provoking("aliases-invalid")
def words_that_are_none(scene: Scene) -> object:
    """A table of aliases that holds a household."""
    table = scene.folder / "mots.json"
    table.write_text(f'{{"headers": ["{NAME}", "{PHONE}"]}}', encoding="utf-8")
    return scene.caseload.receive(write_list(scene.folder / "m.csv", {}), received_on=DAY, aliases=table)


@provoking("no-legal-basis")
def a_list_before_the_convention(scene: Scene) -> object:
    """Received the day before there is a basis."""
    path = write_list(scene.folder / "tot.csv", {})
    return scene.caseload.receive(path, received_on=date(2021, 3, 31))


@provoking("unknown-territory")
def nowhere(scene: Scene) -> object:
    """A territory that is a commune."""
    return scene.opening("memory:", territory="Zutkerque")


@provoking("pack-invalid")
def a_pack_that_is_none(scene: Scene) -> object:
    """A territory whose files contradict themselves."""
    folder = scene.folder / "pack faux"
    shutil.copytree(scene.territory, folder)
    (folder / "partners.toml").write_text(f'[[partner]]\nslug = "{NAME}"\n', encoding="utf-8")
    return scene.opening("memory:", territory=str(folder))


@provoking("form-invalid")
def a_form_filled_wrong(scene: Scene) -> object:
    """Names where words are asked."""
    form = scene.folder / "faux.toml"
    form.write_text(f'on = 2021-11-02\nplace = "{STREET}"\nwish = "{NAME}"\n[resources]\nwage = "{PHONE}"\n')
    return scene.caseload.assess_from(scene.case, form)


@provoking("form-invalid")
def a_form_that_is_no_toml(scene: Scene) -> object:
    """A form cut short in a name."""
    form = scene.folder / "coupe.toml"
    form.write_text(f'on = 2021-11-02\nplace = "{STREET}\n')
    return scene.caseload.assess_from(scene.case, form)


@provoking("plugin-fault")
def data_of_nobody(scene: Scene) -> object:
    """The memo of a plugin that is not there."""
    return scene.caseload.plugin_data("nobody.memo")


@provoking("connector-failed")
def a_partner_that_cannot_be_reached(scene: Scene) -> object:
    """The folder of the partner is a file."""
    number = scene.caseload.propose_referral(scene.case, on=DAY, partner="cd62", purpose=_purpose("housing_fund"))
    assert number is not None
    shared = scene.folder / "bouche"
    (shared / "cd62").mkdir(parents=True)
    from . import watcher

    def failing(*_: object, **__: object) -> object:
        raise ConnectionResetError(f"{NAME} {PHONE}")

    kept, watcher.Watching.send = watcher.Watching.send, failing  # type: ignore[method-assign,assignment]
    try:
        return scene.caseload.send_referrals("cd62", on=DAY, folder=shared)
    finally:
        watcher.Watching.send = kept  # type: ignore[method-assign]


def _purpose(word: str) -> Any:
    from prevexp.domain.referral import ReferralPurpose

    return ReferralPurpose(word)


@provoking("legal-input-refused")
def papers_that_contradict_themselves(scene: Scene) -> object:
    """A lease signed after the act."""
    return scene.caseload.read_documents(scene.case, READ | {"lease_concluded_on": "2021-04-21"}, on=DAY)


@provoking("legal-input-refused")
def papers_that_say_no_day(scene: Scene) -> object:
    """A name where a day is asked."""
    return scene.caseload.read_documents(scene.case, {"judged_on": NAME, "charges_cents": PHONE}, on=DAY)


@provoking("invalid-value")
def an_act_examined_with_a_name(scene: Scene) -> object:
    """An input nobody knows, with a name in it."""
    read = {"served_at": NAME, "adresse": STREET}
    return scene.caseload.examine_act(scene.case, ActKind.COMMANDEMENT_DE_PAYER, read, on=DAY)


@provoking("unknown-case")
def a_case_nobody_knows(scene: Scene) -> object:
    """Looked for by the name of the household."""
    return scene.caseload.find(NAME)


@provoking("unknown-case")
def an_id_nobody_knows(scene: Scene) -> object:
    """Read by its telephone."""
    return scene.caseload.case(PHONE)


@provoking("ambiguous-reference")
def a_reference_of_two(scene: Scene) -> object:
    """Two households of one dwelling were listed under one reference; the case was split."""
    both = {"id_dossier": "ZQ-2021-70600", "locataire_nom": "Zvlinotte", "adresse_voie": "8 cour des Linottes"}
    path = write_list(scene.folder / "deux.csv", both, both | {"locataire_nom": "Zvtarin", "locataire_prenom": "Paz"})
    scene.caseload.receive(path, received_on=DAY)
    return scene.caseload.find("ZQ-2021-70600")


@provoking("stale-version")
def somebody_was_faster(scene: Scene) -> object:
    """An event for a version that is over."""
    event = DepartureReported(case_id=scene.case, occurred_on=DAY, recorded_at=NOW, departed=True)
    return scene.caseload.record(scene.case, event, expected_version=1)


@provoking("store-unavailable")
def no_store(scene: Scene) -> object:
    """A store that is a folder."""
    return scene.opening(f"sqlite:///{scene.folder}", territory=str(scene.territory))


@provoking("store-too-new")
def a_newer_store(scene: Scene) -> object:
    """A store that a later prevexp wrote."""
    url = scene.other_store("neuf.db")
    with sqlite3.connect(url.removeprefix("sqlite:///")) as raw:
        raw.execute("PRAGMA user_version = 999")
    raw.close()
    return scene.opening(url, territory=str(scene.territory), key_file=scene.key)


@provoking("store-corrupt")
def a_damaged_store(scene: Scene) -> object:
    """A sealed body was changed."""
    url = scene.other_store("abime.db")
    with sqlite3.connect(url.removeprefix("sqlite:///")) as raw:
        raw.execute("UPDATE journal SET body = substr(body, 1, length(body) - 1) || x'00'")
    raw.close()
    with scene.opening(url, territory=str(scene.territory), key_file=scene.key) as broken:
        return scene.caseload.through(broken).case(scene.case)


@provoking("store-busy")
def a_locked_store(scene: Scene) -> object:
    """Another process holds it."""
    url, case = scene.other_store("occupe.db"), scene.case
    with scene.opening(url, territory=str(scene.territory), key_file=scene.key) as other:
        holder = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
        other.records.store.close()
        other.records.store = SqliteStore.open(Path(url.removeprefix("sqlite:///")), busy_seconds=0.01)
        holder.execute("BEGIN IMMEDIATE")
        try:
            said = {"channel": Channel.EMAIL, "outcome": AttemptOutcome.REACHED}
            return scene.caseload.through(other).record_attempt(case, on=DAY, **said)
        finally:
            holder.close()


@provoking("store-conflict")
def a_transfer_twice(scene: Scene) -> object:
    """A receipt that is there already."""
    with scene.opening(scene.other_store("deux.db"), territory=str(scene.territory), key_file=scene.key) as other:
        receipt = other.records.sealed_receipt(b"1" * 32, NAME, STREET.encode())
        other.records.commit((), receipt=receipt)
        return other.records.commit((), receipt=receipt)


@provoking("key-wrong")
def another_key(scene: Scene) -> object:
    """The key is another store's."""
    other = scene.folder / "cles" / "autre.key"
    other.parent.mkdir()
    other.write_text("00" * 32 + "\n")
    other.chmod(0o600)
    return scene.opening(scene.other_store("cle.db"), territory=str(scene.territory), key_file=other)


@provoking("key-unavailable")
def a_key_that_is_none(scene: Scene) -> object:
    """A household in the place of the key."""
    other = scene.folder / "menage.key"
    other.write_text(",".join(LISTED.values()))
    other.chmod(0o600)
    return scene.opening(scene.other_store("menage.db"), territory=str(scene.territory), key_file=other)


@provoking("key-missing")
def no_key(scene: Scene) -> object:
    """The store is there and its key is not."""
    nowhere = scene.folder / "absente" / "master.key"
    return scene.opening(scene.other_store("absente.db"), territory=str(scene.territory), key_file=nowhere)


@provoking("key-damaged")
def a_damaged_key(scene: Scene) -> object:
    """What the master key wrapped was altered."""
    url = scene.other_store("alteree.db")
    with sqlite3.connect(url.removeprefix("sqlite:///")) as raw:
        raw.execute("UPDATE vault SET wrapped_key = substr(wrapped_key, 1, 40)")
    raw.close()
    with scene.opening(url, territory=str(scene.territory), key_file=scene.key) as broken:
        return scene.caseload.through(broken).case(scene.case)


@provoking("keys-changed")
def a_key_changed_meanwhile(scene: Scene) -> object:
    """A household is to be written under a master key that was changed since the store was opened."""
    url = scene.other_store("changee.db")
    more = {"territory": str(scene.territory), "key_file": scene.key}
    with scene.opening(url, **more) as first, scene.opening(url, **more) as late:
        first.rotate_key(f"file:{scene.folder / 'changee.key'}")
        new = {"id_dossier": "ZQ-2021-70700", "locataire_nom": "Zvmartinet", "adresse_voie": "9 allée des Martinets"}
        path = write_list(scene.folder / "changee.csv", new)
        return scene.caseload.through(late).receive(path, received_on=DAY)


@provoking("backup-refused")
def a_backup_over_a_file(scene: Scene) -> object:
    """The file is there, and it is a list."""
    return scene.caseload.backup(write_list(scene.folder / "deja.csv", {}))


@provoking("in-archive")
def a_case_of_the_archive(scene: Scene) -> object:
    """Read as if it were worked on."""
    with scene.opening(scene.other_store("archive.db"), territory=str(scene.territory), key_file=scene.key) as other:
        case, caseload = other.find(THIRD), scene.caseload.through(other)
        other.close_case(case, on=DAY, reason=ClosureReason.LOST, outcome=ClosureOutcome.NOT_KNOWN)
        kept = {"reason": ArchiveReason.AUDIT, "until": date(2023, 11, 2), "decided_by": "social-1"}
        caseload.archive_case(case, on=DAY, **kept)
        return caseload.case(case)


@provoking("erased")
def an_erased_household(scene: Scene) -> object:
    """Its key is gone."""
    url = scene.other_store("efface.db")
    with scene.opening(url, territory=str(scene.territory), key_file=scene.key) as other:
        other.records.erase(other.case(scene.case).household_id)
        return scene.caseload.through(other).identity(scene.case)


@provoking("unknown-fact")
def a_breakdown_nobody_knows(scene: Scene) -> object:
    """Indicators by a fact that is none: its name is repeated, for whoever wrote it."""
    return scene.caseload.indicators(date(2021, 5, 1), date(2021, 5, 31), by=("surnom",), generated_on=DAY)


@provoking("type-mismatch")
def a_rule_of_another_kind(_: Scene) -> object:
    """An amount compared with a word: a rule is written by its author, and quoted to it."""
    return facts.arrears_cents <= "beaucoup"


@provoking("not-an-answer")
def a_rule_in_an_if(_: Scene) -> object:
    """An expression asked for yes or no."""
    return bool(facts.arrears_cents <= 148_703)


@provoking("invalid-text")
def a_rule_in_words(_: Scene) -> object:
    """A rule that is no rule."""
    from prevexp.expressions import parse

    return parse("arrears_cents <= 'beaucoup", facts)


@provoking("fact-missing")
def a_row_without_a_fact(scene: Scene) -> object:
    """A row that lacks what a rule reads."""
    return _evaluated({"surname": NAME})


@provoking("invalid-fact-value")
def a_fact_of_another_kind(scene: Scene) -> object:
    """A row whose amount is a name."""
    return facts.check(dict.fromkeys((one.id for one in facts), None) | {"arrears_cents": NAME})


def _evaluated(row: dict[str, object]) -> object:
    from prevexp.expressions import compile_python

    rule: Expression = facts.arrears_cents <= 148_703
    return compile_python(rule)(row)
