"""How long data are kept: where households stand, the archive, the purge; what stops the erased from coming back."""

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import attrs

from ..casework.archiving import commands as archiving
from ..casework.decide import PARIS_AHEAD
from ..domain.access import AccessAction
from ..domain.case import Case
from ..domain.case import Identity
from ..domain.erasure import ErasureReason
from ..domain.errors import InvalidValue
from ..domain.values import identifier
from .casebook import Casebook
from .reading import cases_of

if TYPE_CHECKING:
    from datetime import date

    from ..casework.refusal import Refusal
    from .purging import Purge
    from .retaining import Retention


@attrs.frozen(kw_only=True)
class ArchivedFile:
    """An archived case as few may read it: what it is, and whose."""

    case: Case = attrs.field(repr=lambda case: case.case_id)
    identity: Identity = attrs.field(repr=False)


class RetentionBook(Casebook):
    """Durations are the territory's (`pack.retention`). Source: RGPD art. 5-1-e, 17, 19; CNIL, délib. 2023-095."""

    def retention(self, *, on: "date") -> "Retention":
        """Say of every household where it stands on a day: kept for work or in the archive, or to be erased."""
        from .retaining import retention

        return retention(cases_of(self.records, self.pack, on, archived=True), self.pack, on=on)

    def purge(self, *, on: "date", dry_run: bool = False) -> "Purge":
        """Erase every household whose time is over and that nothing keeps; with `dry_run` only say which.

        Counters are taken before, so that indicators of past periods stay what they were; a tombstone is laid, so that
        no list and no backup brings the file back; then the household's key, identity and index entries are destroyed.
        Cut short anywhere, the next call finishes what was begun and erases nobody twice. Raises InvalidValue for a day
        to come (but with `dry_run`), StoreError subclasses.
        """
        from .purging import purge

        self._not_to_come(on, dry_run=dry_run)
        return purge(self, on=on, dry_run=dry_run)

    def erase(self, case_id: str, *, reason: ErasureReason, on: "date", dry_run: bool = False) -> "Purge":
        """Erase the household of one case, with all its cases, as `purge` does; nothing holds it up.

        Whether it may be is decided by who calls (RGPD art. 17-3). Raises UnknownCase, Erased, InvalidValue for a day
        to come, StoreError subclasses.
        """
        from .purging import erase

        self._not_to_come(on, dry_run=dry_run)
        return erase(self, case_id, reason=reason, on=on, dry_run=dry_run)

    def archive_case(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Put a closed case into the archive: the fields of `ArchiveCase`. Raises as `do`."""
        return self.do(case_id, archiving.ArchiveCase(**said))

    def unarchive_case(self, case_id: str, **said: Any) -> "Case | Refusal":
        """Take a case out of the archive: the fields of `UnarchiveCase`. Raises as `do`."""
        return self.do(case_id, archiving.UnarchiveCase(**said))

    def read_archived(self, case_id: str, *, reason: str) -> ArchivedFile:
        """Return an archived case for a reason, a slug that the access journal keeps before anything is shown.

        Few may do so: those the territory names in `retention.toml`, by the pseudonym they work under; where it names
        nobody, whoever embeds prevexp says who. Raises InArchive for anybody else, which leaves a line as well;
        UnknownCase, Erased, InvalidValue.
        """
        from ..casework.archiving.standing import in_archive
        from ..casework.evolve import replay
        from ..domain.errors import InArchive
        from ..domain.errors import UnknownCase

        if not identifier.pattern.fullmatch(reason):
            raise InvalidValue(f"reason: {identifier.needed} is needed")
        events = self.records.events_of(case_id)
        if not events or in_archive(events) is None:
            raise UnknownCase("no case of the archive has this id")
        if not self.pack.retention.may_read_archive(self.actor):
            self.note_access(AccessAction.REFUSED, about=case_id, purpose=reason)
            raise InArchive("the territory names who may read the archive, and not this actor", case_id=case_id)
        self.note_access(AccessAction.ARCHIVE_READ, about=case_id, purpose=reason)
        case = replay(events)
        return ArchivedFile(case=case, identity=self.records.identity(case.household_id))

    def export_tombstones(self, target: Path) -> int:
        """Write all tombstones to a file that only this store's key opens (0600); return how many. Raises OSError."""
        from ..exchange.atomic import replacing

        with replacing(target) as sink:
            sink.write(self.records.tombstones.exported())
        return len(self.records.tombstones.all())

    def apply_tombstones(self, source: Path) -> int:
        """Take up the tombstones of a file, and erase again what a restored backup brought back; return how many.

        Raises OSError; StoreCorrupt for another store's file.
        """
        from .purging import apply_tombstones

        return apply_tombstones(self, self.records.tombstones.imported(source.read_bytes()))

    def _not_to_come(self, on: "date", *, dry_run: bool) -> None:
        """Refuse to erase by a day to come: nobody's time is over yet."""
        if not dry_run and on > (self._now() + PARIS_AHEAD).date():
            raise InvalidValue("on: nothing is erased by a day to come", on=on.isoformat())
