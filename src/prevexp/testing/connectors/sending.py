"""What goes to a partner: once, whole, and nothing else."""

import pytest

from prevexp.caseload.connecting import require_fit
from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import Secret
from prevexp.privacy.places import group_at
from prevexp.testing.conformance import conformance
from prevexp.testing.conformance import needing

from .kit import DAY
from .kit import LATER
from .kit import PLACES
from .kit import Carries
from .kit import ConnectorKit
from .kit import row


class Sending(ConnectorKit):
    """CK-01 to CK-08."""

    @conformance
    def test_what_it_says_it_carries(self) -> None:
        """CK-01 What the offer says it carries, the kit tries, and no more.

        Fix: name the directions of the offer in `capabilities`, with LINE_OUT and LINE_IN where a line may fail.
        """
        assert {one.value for one in self.offer.directions} == self.capabilities - {Carries.LINE_OUT, Carries.LINE_IN}

    @conformance
    def test_a_column_of_a_group_it_does_not_carry_is_refused(self) -> None:
        """CK-02 A column of a group of data that the offer does not declare is refused before anything leaves.

        Fix: declare in `data_categories` the groups the convention with the partner opens, and no other.
        """
        assert self.offer.data_categories, "an offer that carries nothing needs no connector"
        for place in PLACES:
            settings = self.settings_for(place)
            if group_at(place) in self.offer.data_categories:
                require_fit(self.offer, settings)
                continue
            with pytest.raises(InvalidValue):
                require_fit(self.offer, settings)

    @needing(Carries.OUTBOUND)
    def test_rows_arrive_once(self) -> None:
        """CK-03 Rows arrive whole, each once, and the receipt names them.

        Fix: return in `SendReceipt.sent` the ids of exactly the rows the partner confirmed.
        """
        partner = self.partner()
        receipt = self.connected(partner).send([row("AA"), row("BB")], on=DAY)
        assert [name for name, _ in partner.kept()] == ["AA", "BB"]
        assert (set(receipt.sent), dict(receipt.already)) == ({"AA", "BB"}, {})

    @needing(Carries.OUTBOUND)
    def test_rows_sent_before_are_not_sent_again(self) -> None:
        """CK-04 The same rows in a later run are not sent again: the receipt says the day they went.

        Fix: keep the ids of what was confirmed in the place, or ask the partner, before sending.
        """
        partner = self.partner()
        self.connected(partner).send([row("AA")], on=DAY)
        receipt = self.connected(partner).send([row("AA"), row("BB")], on=LATER)
        assert [name for name, _ in partner.kept()] == ["AA", "BB"]
        assert (set(receipt.sent), dict(receipt.already)) == ({"BB"}, {"AA": DAY})

    @needing(Carries.OUTBOUND)
    def test_no_rows_are_no_batch(self) -> None:
        """CK-05 Without rows nothing is sent.

        Fix: return an empty receipt before anything is opened.
        """
        partner = self.partner()
        receipt = self.connected(partner).send([], on=DAY)
        assert (receipt.sent, dict(receipt.already), list(partner.kept())) == ((), {}, [])

    @needing(Carries.OUTBOUND)
    def test_only_what_is_in_the_row_arrives(self) -> None:
        """CK-06 The partner gets the values of the row under their headers: nothing else, and nothing for what is not.

        Fix: write the configured columns only; a value that is None is left empty, never written as a word.
        """
        partner = self.partner()
        self.connected(partner).send([row("AA", Secret("Zzsecret")), row("BB", None)], on=DAY)
        (_, first), (_, second) = partner.kept()
        assert (first.get("valeur"), second.get("valeur") or "") == ("Zzsecret", "")
        assert "Zzother" not in str(first) + str(second), "a value of no configured column left"

    @needing(Carries.OUTBOUND)
    def test_rows_are_not_changed(self) -> None:
        """CK-07 The rows that are handed over are only read.

        Fix: copy a row before you add to it.
        """
        rows = [row("AA")]
        before = [(row, dict(row.values)) for row in rows]
        self.connected(self.partner()).send(rows, on=DAY)
        assert [(row, dict(row.values)) for row in rows] == before

    @needing(Carries.STATUS)
    def test_what_was_handed_over_can_be_asked(self) -> None:
        """CK-08 The ids of what was handed over are told with the day, in a later run too.

        Fix: read them from the receipts in the place, or from the partner.
        """
        partner = self.partner()
        assert dict(self.connected(partner).poll()) == {}
        self.connected(partner).send([row("AA")], on=DAY)
        assert dict(self.connected(partner).poll()) == {"AA": DAY}
