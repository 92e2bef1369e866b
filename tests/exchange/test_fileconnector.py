"""The file connector: a batch with its receipt, files fetched until they are acknowledged."""

from datetime import date
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevexp.casework.referral.connector import ConnectorSettings
from prevexp.casework.referral.connector import FileForm
from prevexp.casework.referral.connector import PurposeSent
from prevexp.domain.errors import InvalidValue
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.sharing import Recipient
from prevexp.domain.sharing import SharingPurpose
from prevexp.exchange.connectors import InboundSource
from prevexp.exchange.connectors import LineOutcome
from prevexp.exchange.connectors import Motion
from prevexp.exchange.connectors import OutboundReferrals
from prevexp.exchange.connectors import OutboundRow
from prevexp.exchange.connectors import StatusPoller
from prevexp.exchange.fileconnector import FileConnector
from prevexp.testing.partner import FakePartner

DAY = date(2021, 5, 11)
SETTINGS = ConnectorSettings(
    recipient=Recipient.ADIL,
    form=FileForm.CSV,
    purposes=(
        PurposeSent(
            purpose=ReferralPurpose.LEGAL_ADVICE, shared_for=SharingPurpose.LEGAL_ADVICE, words="conseil juridique"
        ),
    ),
    columns=(),
    source="invented",
)


def row(name):
    return OutboundRow(row_id=name, motion=Motion.REFERRAL, reference=name, on=DAY, purpose="conseil")


def connector(folder):
    return FileConnector(partner="adil", settings=SETTINGS, folder=folder)


def test_it_is_a_source_an_outbound_and_a_poller(tmp_path):
    """One connector keeps the three contracts."""
    one = connector(tmp_path)
    source: InboundSource = one
    outbound: OutboundReferrals = one
    poller: StatusPoller = one
    assert list(source.fetch()) == []
    assert outbound.send([row("a")], on=DAY).sent == ("a",)
    assert poller.poll() == {"a": DAY}


@given(runs=st.lists(st.lists(st.sampled_from("abcdef"), max_size=4, unique=True), min_size=1, max_size=6))
def test_each_row_is_written_once_however_often_it_is_handed_over(runs):
    """And the receipt says on which day."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        first = {}
        for number, rows in enumerate(runs):
            day = DAY + timedelta(days=number)
            receipt = connector(folder).send([row(one) for one in rows], on=day)
            assert set(receipt.sent) == set(rows) - first.keys()
            assert dict(receipt.already) == {one: first[one] for one in rows if one in first}
            assert (receipt.file is None) is not bool(receipt.sent)
            first |= dict.fromkeys(receipt.sent, day)
        laid = [one["reference_orientation"] for one in FakePartner(folder=folder).rows()]
        assert sorted(laid) == sorted(first)


def test_a_batch_without_its_receipt_is_written_again_under_the_same_name(tmp_path):
    """Cut short between the two, the partner finds the same rows under the same ids."""
    first = connector(tmp_path).send([row("a")], on=DAY)
    before = first.file.read_bytes()
    first.file.with_name(first.file.name + ".recu.csv").unlink()
    second = connector(tmp_path).send([row("a")], on=DAY)
    assert (second.file, second.file.read_bytes()) == (first.file, before)


@pytest.mark.parametrize("content", ["x,y\n", "ligne,date,fichier\na,hier,f\n", "ligne,date,fichier\na\n", "\x00"])
def test_a_receipt_that_somebody_changed_stops_the_sending(tmp_path, content):
    """What was sent is no longer known: nothing is sent in doubt."""
    sent = connector(tmp_path).send([row("a")], on=DAY)
    sent.file.with_name(sent.file.name + ".recu.csv").write_text(content, encoding="utf-8")
    with pytest.raises(InvalidValue):
        connector(tmp_path).send([row("b")], on=DAY)
    assert len(FakePartner(folder=tmp_path).batches()) == 1


def test_a_file_is_fetched_until_it_is_acknowledged_and_again_if_its_bytes_change(tmp_path):
    """A run that was missed loses nothing."""
    partner, one = FakePartner(folder=tmp_path), connector(tmp_path)
    path = partner.leave(b"a;b\n", name="r.csv")
    partner.leave(b"notes", name="lisez-moi.pdf")
    (file,) = one.fetch()
    assert [found.path for found in one.fetch()] == [path]
    one.acknowledge(file, [LineOutcome(line=2, outcome="refused", code="unknown-value", column="reponse")])
    assert list(one.fetch()) == []
    path.write_bytes(b"a;c\n")
    assert [found.path for found in one.fetch()] == [path]
