"""A line that fails: nothing is sent twice, nothing is lost, and nobody believes what was not confirmed."""

from functools import partial
from itertools import product
from time import monotonic

from prevexp.domain.values import Secret
from prevexp.testing.conformance import needing

from .kit import DAY
from .kit import LATER
from .kit import Carries
from .kit import ConnectorKit
from .kit import Upset
from .kit import failure_of
from .kit import fetched
from .kit import row


class Lines(ConnectorKit):
    """CK-13 to CK-18."""

    @needing(Carries.LINE_OUT)
    def test_a_lost_answer_does_not_send_twice(self) -> None:
        """CK-13 An answer that got lost is a failure, and the rows sent again arrive once.

        Fix: raise ConnectorFailed; send the id of each row as the idempotency key, and let the partner keep it once.
        """
        self._fails_then_arrives_once(Upset.ANSWER_LOST)

    @needing(Carries.LINE_OUT)
    def test_a_silent_partner_is_given_up(self) -> None:
        """CK-14 A partner that does not answer is given up within `patience` seconds, and asked again later.

        Fix: give every request a timeout, and raise ConnectorFailed or let TimeoutError pass.
        """
        started = monotonic()
        self._fails_then_arrives_once(Upset.SILENT)
        assert monotonic() - started < 3 * self.patience

    @needing(Carries.LINE_OUT)
    def test_a_refusal_is_a_failure(self) -> None:
        """CK-15 A sending the partner refuses is not said to be sent.

        Fix: look at the status of the answer.
        """
        self._fails_then_arrives_once(Upset.REFUSED)

    @needing(Carries.LINE_OUT)
    def test_an_answer_nobody_can_read_is_a_failure(self) -> None:
        """CK-16 An answer that cannot be read confirms nothing.

        Fix: take as sent only the rows the answer names.
        """
        self._fails_then_arrives_once(Upset.GARBLED)

    @needing(Carries.LINE_IN)
    def test_a_lost_page_is_told_and_comes_again(self) -> None:
        """CK-17 Where a page is lost, what came before it was handed on, the loss is told, and all comes again later.

        Fix: yield each file when it is there; raise for the page that failed instead of ending.
        """
        root = self.folder
        left = [b"reference\nAA\n", b"reference\nBB\n", b"reference\nCC\n"]
        for how, after in product((Upset.SILENT, Upset.REFUSED, Upset.GARBLED), range(3)):
            self.folder = root / f"{how}-{after}"
            partner = self.partner()
            for content in left:
                partner.leave(content)
            partner.upset(how, after=after)
            found, failed = fetched(self.connected(partner))
            partner.calm()
            assert found == left[: len(found)], f"{how}: what came before the loss is handed on as it is"
            assert failed or found == left, f"{how}: a page is missing and nobody was told"
            assert fetched(self.connected(partner)) == (left, ""), f"{how}: what was lost comes again"

    @needing(Carries.LINE_OUT)
    def test_no_error_says_what_is_secret(self) -> None:
        """CK-18 Neither an error nor a repr holds a token, or a value of a household.

        Fix: keep a token as a Secret; raise ConnectorFailed with a reason, never with what was sent or answered.
        """
        root = self.folder
        for how, after in product((Upset.ANSWER_LOST, Upset.REFUSED, Upset.GARBLED), range(2)):
            self.folder = root / f"{how}-{after}"
            partner = self.partner()
            connector = self.connected(partner)
            partner.upset(how, after=after)
            said = repr(connector) + failure_of(partial(connector.send, [row("AA", Secret("Zzsecret"))], on=DAY))
            assert not [text for text in ("Zzsecret", *self.told_to_nobody) if text in said]

    def _fails_then_arrives_once(self, how: Upset) -> None:
        """Upset one request after another: whichever it is, the failure is told, or the rows arrived all the same."""
        root, rows, failed = self.folder, [row("AA"), row("BB")], []
        for after in range(3):
            self.folder = root / str(after)
            partner = self.partner()
            partner.upset(how, after=after)
            failed.append(failure_of(partial(self.connected(partner).send, rows, on=DAY)))
            assert failed[-1] or len(partner.kept()) == 2, f"{how}: rows are missing and nobody was told"
            partner.calm()
            receipt = self.connected(partner).send(rows, on=LATER)
            assert [name for name, _ in partner.kept()] == ["AA", "BB"], f"{how}: each row arrives, and once"
            assert {*receipt.sent, *receipt.already} == {"AA", "BB"}, f"{how}: the receipt names what arrived"
        assert any(failed), f"{how}: the fake was never upset, or every failure was swallowed"
