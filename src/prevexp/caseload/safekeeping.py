"""Another master key, and a backup, for the store that is open."""

from pathlib import Path
from typing import TYPE_CHECKING

from ..domain.access import AccessAction
from .desk import Desk

if TYPE_CHECKING:
    from ..storage.backup import Manifest
    from ..storage.keys import KeyProvider
    from ..storage.port import Store
    from ..storage.rotation import Rotation


class Safekeeping(Desk):
    """What keeps a store from being lost."""

    def rotate_key(self, new: "KeyProvider | str") -> "Rotation":
        """Wrap every key of the store anew under another master key; the one before opens nothing afterwards.

        `new` is the master key or the place where it is kept, where a file or an entry of the keyring is made if it is
        not there. Households that are erased stay erased. Others who have the store open with the master key of before
        are told so, and lose nothing. Cut short, it goes on with `prevexp.caseload.keys.rotate_key`, which needs both.
        It writes a line of the access journal. Raises KeyUnavailable subclasses, StoreError subclasses.
        """
        from ..storage.rotation import rotate
        from .keys import ready

        provider = ready(new, self.registry)
        before = self.records.sealer.provider
        self.note_access(AccessAction.KEYS_CHANGED, basis=f"{before.key_id}-{provider.key_id}")
        done = rotate(self.records.store, before, provider)
        self.records.sealer.take(provider, self.records.store)
        return done

    def backup(self, path: Path | str) -> "Manifest":
        """Write a backup of the store into a new file (0600), while others write; whole or not at all.

        The copy is checked, chain and contents, before it stands under its name. Its `head` is the anchor to give to a
        third party. The master key is never in it. It writes a line of the access journal.

        Raises BackupRefused, StoreFull, StoreUnavailable; StoreCorrupt if the copy does not hold.
        """
        from ..storage.backup import backed_up

        self.note_access(AccessAction.BACKED_UP)
        return backed_up(self.records.store, Path(path), made_at=self._now(), look=self._contents_hold)

    def _contents_hold(self, copy: "Store") -> None:
        from ..storage.records import Records
        from ..storage.sealing import Sealer
        from .checking import check_contents

        check_contents(Records(copy, Sealer.open(copy, self.records.sealer.provider), self.records.codec), self.pack)
