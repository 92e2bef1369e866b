"""The kit of connectors is worth its name: connectors broken on purpose fail it at the number that says why."""

from datetime import date
from hashlib import sha256
from time import sleep
from typing import ClassVar

import attrs
import pytest

from prevexp.domain.errors import ConnectorFailed
from prevexp.exchange.connectors import InboundFile
from prevexp.exchange.connectors import SendReceipt
from prevexp.exchange.partnerfile import cell_of
from prevexp.registry.offers import Direction
from prevexp.testing.conformance import rules_of
from prevexp.testing.connectors import Carries
from prevexp.testing.connectors import ConnectorConformance
from prevexp.testing.connectors.memory import MemoryConnector
from prevexp.testing.connectors.memory import MemoryPartner


class TwiceAfterALoss(MemoryConnector):
    """Numbers its rows anew in each attempt, so that the partner takes a second attempt for another row."""

    attempts = 0

    def hand_over(self, rows, on):
        type(self).attempts += 1
        for row in rows:
            self.partner.rows[f"{row.row_id}#{self.attempts}"] = self.said(row) | {"on": on.isoformat()}
        return [row.row_id for row in rows]


class Forgetful(MemoryConnector):
    """Never asks what the partner has, and replaces nothing."""

    def poll(self):
        return {}

    def hand_over(self, rows, on):
        for row in rows:
            self.partner.rows[f"{row.row_id}#{len(self.partner.rows)}"] = self.said(row) | {"on": on.isoformat()}
        return [row.row_id for row in rows]


class Hopeful(MemoryConnector):
    """Takes any answer, and none, for a yes."""

    def send(self, rows, *, on):
        try:
            return super().send(rows, on=on)
        except (ConnectorFailed, OSError):
            return SendReceipt(file=None, sent=tuple(row.row_id for row in rows), already={})


class Trusting(MemoryConnector):
    """Believes an answer it cannot read."""

    def poll(self):
        return {one: date.fromisoformat(row["on"]) for one, row in self.partner.rows.items()}

    def send(self, rows, *, on):
        known = self.poll()
        new = [row for row in rows if row.row_id not in known]
        if new:
            self.partner.asked(lambda: self.hand_over(new, on))
        already = {row.row_id: known[row.row_id] for row in rows if row.row_id in known}
        return SendReceipt(file=None, sent=tuple(row.row_id for row in new), already=already)


class Generous(MemoryConnector):
    """Sends whatever is in a row."""

    def said(self, row):
        return {name: str(cell_of(name, one)) for name, one in row.values.items()}


class Careless(MemoryConnector):
    """Notes in the row that it went."""

    def hand_over(self, rows, on):
        for row in rows:
            row.values["parti"] = on
        return super().hand_over(rows, on)


class Cutting(MemoryConnector):
    """Drops the lines it takes for malformed."""

    def fetch(self):
        for file in super().fetch():
            whole = [line for line in file.path.read_bytes().splitlines(keepends=True) if b"\x00" not in line]
            file.path.write_bytes(b"".join(whole))
            yield InboundFile(path=file.path, digest=sha256(b"".join(whole)).hexdigest())


class Impatient(MemoryConnector):
    """Takes what it fetched for acknowledged."""

    def fetch(self):
        for file in super().fetch():
            self.acknowledge(file, [])
            yield file


class Repeating(MemoryConnector):
    """Remembers pages by their number."""

    def fetch(self):
        for number, content in enumerate(self.partner.files):
            if not (self.folder / f"{number}.done").exists():
                path = self.folder / f"{number}.csv"
                path.write_bytes(self.partner.asked(lambda content=content: content))
                yield InboundFile(path=path, digest=sha256(content).hexdigest())

    def acknowledge(self, file, lines):
        receipt = file.path.with_suffix(".done")
        receipt.touch()
        return receipt


class LastPageOnly(MemoryConnector):
    """Remembers that there was something."""

    def fetch(self):
        if not (self.folder / "seen").exists():
            yield from super().fetch()

    def acknowledge(self, file, lines):
        (self.folder / "seen").touch()
        return super().acknowledge(file, lines)


class Silencing(MemoryConnector):
    """Ends where a page is lost, as if there were no more."""

    def fetch(self):
        try:
            yield from super().fetch()
        except (ConnectorFailed, OSError):
            return


class Talkative(MemoryConnector):
    """Says what it sent when it fails."""

    def send(self, rows, *, on):
        try:
            return super().send(rows, on=on)
        except (ConnectorFailed, OSError):
            raise OSError(f"could not send {[self.said(row) for row in rows]}") from None


class Undeclared(MemoryConnector):
    """Says that it only sends."""

    offer = attrs.evolve(MemoryConnector.offer, directions={Direction.OUTBOUND})


class Undecided(MemoryConnector):
    """Says of no group that it carries it."""

    offer = attrs.evolve(MemoryConnector.offer, data_categories=set())


class Unasked(MemoryConnector):
    """Says the day of today for whatever was handed over."""

    def poll(self):
        return dict.fromkeys(super().poll(), date(2021, 1, 1))


class Waiting(MemoryConnector):
    """Waits for an answer longer than anybody would."""

    def send(self, rows, *, on):
        try:
            return super().send(rows, on=on)
        except TimeoutError:
            sleep(0.4)
            raise


class FirstOnly(MemoryConnector):
    """Hands over the first row of a batch, and says that all went."""

    def hand_over(self, rows, on):
        super().hand_over(rows[:1], on)
        return [row.row_id for row in rows]


class EmptyBatch(MemoryConnector):
    """Tells the partner that there is nothing to tell."""

    def send(self, rows, *, on):
        if not rows:
            self.partner.rows["nothing"] = {"on": on.isoformat()}
        return super().send(rows, on=on)


def failures_of(connector, folder):
    """Return the numbers of the rules a connector fails."""

    class Kit(ConnectorConformance):
        offer = connector.offer
        patience = 0.1
        capabilities: ClassVar = frozenset(Carries)

        def partner(self):
            return MemoryPartner()

        def connect(self, partner, place):
            return connector(partner, place, ConnectorConformance.settings_for(self, "identity.surname"))

    failed = set()
    for test, rule in rules_of(Kit).items():
        kit = Kit()
        kit.begin(folder / rule.number)
        try:
            getattr(kit, test)()
        except (Exception, pytest.fail.Exception):  # noqa: BLE001 - however a mutant fails
            failed.add(rule.number)
        finally:
            kit.end()
    return failed


def test_a_connector_that_keeps_the_contract_passes(tmp_path):
    """The mutants differ from this one by what their names say."""
    assert failures_of(MemoryConnector, tmp_path) == set()


MUTANTS = {
    Undeclared: {"CK-01"},
    Undecided: {"CK-02"},
    FirstOnly: {"CK-03"},
    Hopeful: {"CK-13", "CK-14", "CK-15", "CK-16"},
    TwiceAfterALoss: {"CK-04", "CK-13"},
    Forgetful: {"CK-04", "CK-08", "CK-13"},
    EmptyBatch: {"CK-05"},
    Generous: {"CK-06"},
    Careless: {"CK-07"},
    Unasked: {"CK-04", "CK-08"},
    Cutting: {"CK-09"},
    Impatient: {"CK-10"},
    LastPageOnly: {"CK-11"},
    Repeating: {"CK-12"},
    Waiting: {"CK-14"},
    Trusting: {"CK-16"},
    Silencing: {"CK-17"},
    Talkative: {"CK-18"},
}
"""Connector broken on purpose -> the numbers at which it fails, whatever else it fails."""


@pytest.mark.parametrize(("mutant", "numbers"), MUTANTS.items())
def test_a_connector_broken_on_purpose_fails_at_its_number(tmp_path, mutant, numbers):
    """Each mutant is a mistake somebody makes."""
    failed = failures_of(mutant, tmp_path)
    assert numbers <= failed, failed


def test_every_rule_has_a_mutant():
    """A rule that no mutant fails could be an empty one."""
    numbers = {rule.number for rule in rules_of(ConnectorConformance).values()}
    assert set().union(*MUTANTS.values()) == numbers
