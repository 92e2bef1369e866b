"""The kit of connectors: the file connector keeps it, and connectors broken on purpose fail it at the right number."""

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

import attrs
import pytest

from prevexp.caseload.connecting import OWN
from prevexp.domain.errors import ConnectorFailed
from prevexp.domain.values import Secret
from prevexp.domain.vocabulary import FieldGroup
from prevexp.exchange.connectors import InboundFile
from prevexp.exchange.connectors import SendReceipt
from prevexp.exchange.fileconnector import file_connector
from prevexp.registry.offers import Connector
from prevexp.registry.offers import Direction
from prevexp.testing.conformance import rules_of
from prevexp.testing.connectors import Carries
from prevexp.testing.connectors import ConnectorConformance
from prevexp.testing.connectors import Upset
from prevexp.testing.partner import FakePartner


@attrs.define(kw_only=True)
class FolderPartner(FakePartner):
    """The partner at the other end of the folder, as the kit looks at it."""

    def kept(self):
        return [(row["reference_orientation"], row) for row in self.rows()]

    def leave(self, content, *, name=None, suffix=".csv"):
        return super().leave(content, name=name, suffix=suffix)


class TestFileConnector(ConnectorConformance):
    """Files in a folder: no line between the two that could fail."""

    offer = OWN
    capabilities = frozenset({Carries.OUTBOUND, Carries.INBOUND, Carries.STATUS})

    def partner(self):
        return FolderPartner(folder=self.folder / "place")

    def connect(self, partner, place):
        return file_connector(place, self.settings())


@attrs.define
class Line:
    """A partner behind a line that fails: each request is a call, and may go wrong."""

    rows: dict = attrs.field(factory=dict)
    files: list = attrs.field(factory=list)
    told: list = attrs.field(factory=list)
    mood: tuple | None = None

    def kept(self):
        return [(one.split("#")[0], row) for one, row in self.rows.items()]

    def leave(self, content):
        self.files.append(content)

    def upset(self, how, *, after=0):
        self.mood = (how, after)

    def calm(self):
        self.mood = None

    def asked(self, carry_out):
        how, after = self.mood or (None, 0)
        self.mood = (how, after - 1) if how and after else None
        if not how or after:
            return carry_out()
        if how is Upset.ANSWER_LOST:
            carry_out()
        if how is Upset.GARBLED:
            return "<html>"
        raise TimeoutError if how is Upset.SILENT else ConnectorFailed("refused")


class Sound:
    """A connector over that line which keeps the contract."""

    offer = Connector(
        id="kit.sound",
        directions=Direction,
        data_categories={FieldGroup.IDENTITY, FieldGroup.DEBT_AND_PROCEDURE},
        create=lambda place, settings: None,
    )

    def __init__(self, line, place, settings):
        self.line, self.folder, self.headers = line, place.folder, [one.header for one in settings.columns]
        self.folder.mkdir(parents=True, exist_ok=True)

    def send(self, rows, *, on):
        if not rows:
            return SendReceipt(file=None, sent=(), already={})
        known = self.poll()
        new = [row for row in rows if row.row_id not in known]
        answer = self.line.asked(lambda: self.hand_over(new, on)) if new else []
        if not isinstance(answer, list):
            raise ConnectorFailed("unreadable")
        already = {row.row_id: known[row.row_id] for row in rows if row.row_id in known}
        return SendReceipt(file=None, sent=tuple(answer), already=already)

    def hand_over(self, rows, on):
        for row in rows:
            self.line.rows.setdefault(row.row_id, self.said(row) | {"on": on.isoformat()})
        return [row.row_id for row in rows]

    def said(self, row):
        said = {header: row.values.get(header) for header in self.headers}
        return {name: str(getattr(one, "reveal", lambda one=one: one)()) for name, one in said.items() if one is not None}

    def poll(self):
        answer = self.line.asked(lambda: {one: date.fromisoformat(row["on"]) for one, row in self.line.rows.items()})
        if not isinstance(answer, dict):
            raise ConnectorFailed("unreadable")
        return answer

    def fetch(self):
        for number in range(len(self.line.files)):
            content = self.line.asked(lambda number=number: self.line.files[number])
            if not isinstance(content, bytes):
                raise ConnectorFailed("unreadable")
            digest = sha256(content).hexdigest()
            if not (self.folder / f"{digest}.done").exists():
                path = self.folder / f"{digest}.csv"
                path.write_bytes(content)
                yield InboundFile(path=path, digest=digest)

    def acknowledge(self, file, lines):
        receipt = self.folder / f"{file.digest}.done"
        receipt.touch()
        return receipt


class TwiceAfterALoss(Sound):
    """Numbers its rows anew in each attempt, so that the partner takes a second attempt for another row."""

    attempts = 0

    def hand_over(self, rows, on):
        type(self).attempts += 1
        for row in rows:
            self.line.rows[f"{row.row_id}#{self.attempts}"] = self.said(row) | {"on": on.isoformat()}
        return [row.row_id for row in rows]


class Forgetful(Sound):
    """Never asks what the partner has, and replaces nothing."""

    def poll(self):
        return {}

    def hand_over(self, rows, on):
        for row in rows:
            self.line.rows[f"{row.row_id}#{len(self.line.rows)}"] = self.said(row) | {"on": on.isoformat()}
        return [row.row_id for row in rows]


class Hopeful(Sound):
    """Takes any answer, and none, for a yes."""

    def send(self, rows, *, on):
        try:
            return super().send(rows, on=on)
        except (ConnectorFailed, TimeoutError):
            return SendReceipt(file=None, sent=tuple(row.row_id for row in rows), already={})


class Trusting(Sound):
    """Believes an answer it cannot read."""

    def poll(self):
        return {one: date.fromisoformat(row["on"]) for one, row in self.line.rows.items()}

    def send(self, rows, *, on):
        known = self.poll()
        new = [row for row in rows if row.row_id not in known]
        if new:
            self.line.asked(lambda: self.hand_over(new, on))
        already = {row.row_id: known[row.row_id] for row in rows if row.row_id in known}
        return SendReceipt(file=None, sent=tuple(row.row_id for row in new), already=already)


class Generous(Sound):
    """Sends whatever is in a row."""

    def said(self, row):
        return {name: str(getattr(one, "reveal", lambda one=one: one)()) for name, one in row.values.items()}


class Careless(Sound):
    """Notes in the row that it went."""

    def hand_over(self, rows, on):
        for row in rows:
            row.values["parti"] = on
        return super().hand_over(rows, on)


class Cutting(Sound):
    """Drops the lines it takes for malformed."""

    def fetch(self):
        for file in super().fetch():
            whole = [line for line in file.path.read_bytes().splitlines(keepends=True) if b"\x00" not in line]
            file.path.write_bytes(b"".join(whole))
            yield InboundFile(path=file.path, digest=sha256(b"".join(whole)).hexdigest())


class Impatient(Sound):
    """Takes what it fetched for acknowledged."""

    def fetch(self):
        for file in super().fetch():
            self.acknowledge(file, [])
            yield file


class Repeating(Sound):
    """Remembers pages by their number."""

    def fetch(self):
        for number, content in enumerate(self.line.files):
            if not (self.folder / f"{number}.done").exists():
                path = self.folder / f"{number}.csv"
                path.write_bytes(self.line.asked(lambda content=content: content))
                yield InboundFile(path=path, digest=sha256(content).hexdigest())

    def acknowledge(self, file, lines):
        receipt = file.path.with_suffix(".done")
        receipt.touch()
        return receipt


class LastPageOnly(Sound):
    """Remembers that there was something."""

    def fetch(self):
        if not (self.folder / "seen").exists():
            yield from super().fetch()

    def acknowledge(self, file, lines):
        (self.folder / "seen").touch()
        return super().acknowledge(file, lines)


class Silencing(Sound):
    """Ends where a page is lost, as if there were no more."""

    def fetch(self):
        try:
            yield from super().fetch()
        except (ConnectorFailed, TimeoutError):
            return


class Talkative(Sound):
    """Says what it sent when it fails."""

    def send(self, rows, *, on):
        try:
            return super().send(rows, on=on)
        except (ConnectorFailed, TimeoutError):
            raise OSError(f"could not send {[self.said(row) for row in rows]}") from None


class Undeclared(Sound):
    """Says that it only sends."""

    offer = attrs.evolve(Sound.offer, directions={Direction.OUTBOUND})


class Undecided(Sound):
    """Says of no group that it carries it."""

    offer = attrs.evolve(Sound.offer, data_categories=set())


class Unasked(Sound):
    """Says the day of today for whatever was handed over."""

    def poll(self):
        return dict.fromkeys(super().poll(), date(2021, 1, 1))


class Waiting(Sound):
    """Waits for an answer as long as it takes."""


def failures_of(connector, folder: Path) -> set[str]:
    """Return the numbers of the rules a connector fails."""

    class Kit(ConnectorConformance):
        offer = connector.offer
        patience = 0.5
        capabilities: ClassVar = frozenset(Carries)

        def partner(self):
            return Line()

        def connect(self, partner, place):
            return connector(partner, place, Sound.settings)

    failed = set()
    for test, rule in rules_of(Kit).items():
        kit = Kit()
        kit.begin(folder / rule.number)
        Sound.settings = TestFileConnector.settings_for(kit, "identity.surname")
        try:
            getattr(kit, test)()
        except (Exception, pytest.fail.Exception):
            failed.add(rule.number)
        finally:
            kit.end()
    return failed


def test_a_connector_that_keeps_the_contract_passes(tmp_path):
    """The mutants differ from this one by what their names say."""
    assert failures_of(Sound, tmp_path) == set()


@pytest.mark.parametrize(
    ("mutant", "numbers"),
    [
        (Undeclared, {"CK-01"}),
        (Undecided, {"CK-02"}),
        (Hopeful, {"CK-13", "CK-14", "CK-15", "CK-16"}),
        (TwiceAfterALoss, {"CK-04", "CK-13"}),
        (Forgetful, {"CK-04", "CK-08", "CK-13"}),
        (Generous, {"CK-06"}),
        (Careless, {"CK-07"}),
        (Unasked, {"CK-04", "CK-08"}),
        (Cutting, {"CK-09"}),
        (Impatient, {"CK-10"}),
        (LastPageOnly, {"CK-11"}),
        (Repeating, {"CK-12"}),
        (Trusting, {"CK-16"}),
        (Silencing, {"CK-17"}),
        (Talkative, {"CK-18"}),
    ],
)
def test_a_connector_broken_on_purpose_fails_at_its_number(tmp_path, mutant, numbers):
    """Each mutant is a mistake somebody makes."""
    failed = failures_of(mutant, tmp_path)
    assert numbers <= failed, failed


def test_every_rule_has_a_mutant():
    """A rule no mutant fails could be an empty one."""
    assert Secret
