"""What comes from a partner: as it is, until it was acknowledged."""

from hashlib import sha256

from prevexp.testing.conformance import needing

from .kit import Carries
from .kit import ConnectorKit
from .kit import acknowledge


class Fetching(ConnectorKit):
    """CK-09 to CK-12."""

    @needing(Carries.INBOUND)
    def test_what_the_partner_left_is_fetched_whole(self) -> None:
        """CK-09 What the partner left is fetched as it is, malformed rows included: judging it is not the connector's.

        Fix: write the bytes as they came; the digest is the SHA-256 of these bytes.
        """
        partner = self.partner()
        left = [
            b"reference_orientation;reponse;date_reponse\nAA;accept\xe9e;11/05/2021\n",
            b'"never closed;\n\x00;\xff\n',
        ]
        for content in left:
            partner.leave(content)
        files = list(self.connected(partner).fetch())
        assert [one.path.read_bytes() for one in files] == left
        assert [one.digest for one in files] == [sha256(content).hexdigest() for content in left]

    @needing(Carries.INBOUND)
    def test_what_was_not_acknowledged_comes_again(self) -> None:
        """CK-10 A file comes in each run until it is acknowledged, and never after.

        Fix: forget nothing that was not acknowledged, and keep what was in the place or with the partner.
        """
        partner = self.partner()
        partner.leave(b"reference_orientation\nAA\n")
        (first,) = self.connected(partner).fetch()
        (again,) = self.connected(partner).fetch()
        assert again.digest == first.digest
        acknowledge(self.connected(partner), again)
        assert list(self.connected(partner).fetch()) == []

    @needing(Carries.INBOUND)
    def test_a_file_that_comes_after_is_fetched(self) -> None:
        """CK-11 What the partner leaves after an acknowledgement is fetched, whatever was fetched before.

        Fix: remember files by what they hold, not by their number or their name.
        """
        partner = self.partner()
        partner.leave(b"reference_orientation\nAA\n")
        (first,) = self.connected(partner).fetch()
        acknowledge(self.connected(partner), first)
        partner.leave(b"reference_orientation\nBB\n")
        assert [one.path.read_bytes() for one in self.connected(partner).fetch()] == [b"reference_orientation\nBB\n"]

    @needing(Carries.LINE_IN)
    def test_the_same_again_is_fetched_no_more(self) -> None:
        """CK-12 A page that is repeated is not fetched again once its content was acknowledged.

        Fix: compare the digest with those acknowledged.
        """
        partner = self.partner()
        partner.leave(b"reference_orientation\nAA\n")
        (first,) = self.connected(partner).fetch()
        acknowledge(self.connected(partner), first)
        partner.leave(b"reference_orientation\nAA\n")
        assert list(self.connected(partner).fetch()) == []
