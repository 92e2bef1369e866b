"""Lists come in and referrals go out, through the application as an embedder uses it: ST-41 to ST-45."""

import csv
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from typing import cast

import attrs
import pytest

from prevexp.caseload import Caseload
from prevexp.casework.refusal import Refusal
from prevexp.domain.errors import StoreFull
from prevexp.domain.events import CaseListedAgain
from prevexp.domain.events import CaseReceived
from prevexp.domain.referral import ReferralPurpose
from prevexp.domain.referral import ReferralStatus
from prevexp.domain.vocabulary import Outcome
from prevexp.domain.vocabulary import ProofKind
from prevexp.storage.port import Head
from prevexp.storage.port import Receipt
from prevexp.storage.port import Store
from prevexp.storage.port import StreamWrite
from prevexp.testing.conformance import conformance
from prevexp.testing.partner import FakePartner
from prevexp.testing.stored_cases import name
from prevexp.testing.stored_cases import new_case
from prevexp.testing.territory import invented_caseload
from prevexp.testing.territory import numbered

from .kit import Kit
from .round_trip import records_of

_MAY, _JUNE = date(2021, 5, 4), date(2021, 6, 3)
_NAMES = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot")


def household(number: int, **changes: str) -> Mapping[str, str]:
    """Return a line of a list about an invented household."""
    line = {
        "id_dossier": f"99-2021-{number}",
        "mois_transfert": "2021-05",
        "stade_procedure": "commandement_de_payer",
        "date_acte": "2021-04-12",
        "parc": "prive",
        "locataire_nom": f"Zz{_NAMES[number % len(_NAMES)]}",
        "locataire_prenom": "Camille",
        "locataire_date_naissance": f"1980-02-{number % 28 + 1:02}",
        "adresse_voie": f"{number} rue du Modèle Inventé",
        "adresse_code_postal": "99000",
        "adresse_commune_insee": "99001",
        "dette_locative_eur": "1560.50",
        "suivi_service_social": "non_suivi",
        "source_suivi": "caf",
        "information_rgpd": "oui",
    }
    return line | changes


class Intake(Kit):
    """Lists and referrals, end to end."""

    @conformance
    def test_the_same_list_twice_is_one_case_each(self) -> None:
        """ST-41 The same list taken in twice, even by another process, is known again and changes nothing.

        Fix: find a receipt by its digest as soon as it is committed.
        """
        store = self.new()
        path = self._list([household(number) for number in range(5)])
        first = self._caseload(store).receive(path, received_on=_MAY)
        head = store.head()
        other = self._caseload(self.closing(self.second_connection(store)))
        again = other.receive(path, received_on=_JUNE)
        assert (first.repeated, again.repeated) == (False, True)
        assert store.verify() == head
        assert (store.count(), len(store.receipts())) == (5, 1)

    @conformance
    def test_what_a_later_list_says_is_added_and_overwrites_nothing(self) -> None:
        """ST-42 A later list with another debt finds the case and adds to its story; what was said before stands.

        Fix: find cases by their index entries; append rows, never update one.
        """
        store = self.new()
        caseload = self._caseload(store)
        caseload.receive(self._list([household(1)]), received_on=_MAY)
        rows = store.follow()
        changed = household(1, dette_locative_eur="2000", mois_transfert="2021-06")
        assert caseload.receive(self._list([changed]), received_on=_JUNE).counts == {Outcome.UPDATED: 1}
        (case,) = caseload.cases()
        first, second = caseload.events(case.case_id)
        assert isinstance(first, CaseReceived)
        assert isinstance(second, CaseListedAgain)
        assert (first.facts.arrears_cents, second.facts.arrears_cents) == (156_050, 200_000)
        assert case.facts.arrears_cents == 200_000
        assert store.follow()[:1] == rows

    @conformance
    def test_an_intake_that_was_cut_short_begins_anew(self) -> None:
        """ST-43 An intake that ends midway leaves nothing; repeated, it gives what it would have given at once.

        Fix: cases and receipt in one transaction.
        """
        store, new_id = self.new(), numbered()
        path = self._list([household(number) for number in range(9)])
        short = self._caseload(cast(Store, CutShort(store, after=4)), new_id)
        with pytest.raises(StoreFull):
            short.receive(path, received_on=_MAY)
        assert (store.head().count, store.count(), store.receipts()) == (0, 0, ())
        again = self._caseload(store, new_id).receive(path, received_on=_MAY)
        assert (again.repeated, again.counts) == (False, {Outcome.ACCEPTED: 9})
        assert store.count() == 9

    @conformance
    def test_a_referral_leaves_once(self) -> None:
        """ST-44 A referral that went to a partner goes once: not again, nor after the note that it went was cut short.

        Fix: a commit that was refused left nothing; one that returned is read by the next question.
        """
        store, new_id = self.new(), numbered()
        caseload, shared = self._caseload(store, new_id), self.folder / "exchanges"
        caseload.receive(self._list([household(1)]), received_on=_MAY)
        (case,) = caseload.cases()
        caseload.give_agreement(case.case_id, on=_MAY, proof=ProofKind.SIGNED_FORM)
        purpose = ReferralPurpose.SOCIAL_SUPPORT
        proposed = caseload.propose_referral(case.case_id, on=_MAY, partner="cd99", purpose=purpose)
        assert not isinstance(proposed, Refusal)
        with pytest.raises(StoreFull):
            self._caseload(cast(Store, CutShort(store, after=0)), new_id).send_referrals("cd99", on=_MAY, folder=shared)
        assert caseload.referrals(case.case_id, on=_MAY)[-1].status is ReferralStatus.PROPOSED
        sent = caseload.send_referrals("cd99", on=_MAY, folder=shared)
        other = self._caseload(self.closing(self.second_connection(store)), new_id)
        again = other.send_referrals("cd99", on=_MAY, folder=shared)
        assert (len(sent.already), sent.file, again.sent, again.already, again.file) == (1, None, (), (), None)
        assert other.referrals(case.case_id, on=_MAY)[-1].status is ReferralStatus.SENT
        assert len(FakePartner(folder=shared / "cd99").rows()) == 1

    @conformance
    def test_the_order_of_lines_and_of_lists_does_not_matter(self) -> None:
        """ST-45 The same households in another order of lines and of lists are the same cases.

        Fix: nothing may depend on identifiers arriving in their order.
        """
        lines = [household(number) for number in range(12)]
        told = []
        for parts in ([lines[:7], lines[7:]], [lines[:6:-1], lines[6::-1]], [lines[::-1]]):
            store = self.new()
            caseload = self._caseload(store)
            for part in parts:
                caseload.receive(self._list(part), received_on=_MAY)
            told.append(Counter((case.reference, case.facts) for case in caseload.cases()))
        assert told[0] == told[1] == told[2]
        assert len(told[0]) == 12
        writes = [new_case(number) for number in range(30)]
        shown = []
        for order in (writes, writes[::-1], sorted(writes, key=lambda one: one.stream)):
            store = self.new()
            store.commit(order[:10])
            store.commit(order[10:])
            shown.append((store.find(), {one.stream: store.load(one.stream)[0].body for one in order}))
        assert shown[0] == shown[1] == shown[2]
        assert [one.stream for one in shown[0][0].summaries] == sorted(map(name, range(30)))

    def _caseload(self, store: Store, new_id: Callable[[], str] | None = None) -> Caseload:
        return invented_caseload(records_of(store), new_id or numbered())

    def _list(self, lines: Iterable[Mapping[str, str]]) -> Path:
        """Write a monthly list."""
        self._lists: Iterator[int] = getattr(self, "_lists", None) or count(1)
        path = self.folder / f"list-{next(self._lists)}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(household(0)))
            writer.writeheader()
            writer.writerows(lines)
        return path


@attrs.frozen
class CutShort:
    """A store on which every batch ends after so many writes, as if the disk were full."""

    store: Store
    after: int = attrs.field(kw_only=True)

    def commit(self, writes: Iterable[StreamWrite], *, receipt: Receipt | None = None) -> Head:
        """Write a part of the batch, and fail."""
        return self.store.commit(self._cut(writes), receipt=receipt)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    def _cut(self, writes: Iterable[StreamWrite]) -> Iterator[StreamWrite]:
        for number, write in enumerate(writes):
            if number == self.after:
                raise StoreFull("cut short by the kit")
            yield write
