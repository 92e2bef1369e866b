"""What can be wrong with the key of a store or with its backup; of the one family of errors, like all others."""

from .errors import KeyUnavailable
from .errors import StoreCorrupt
from .errors import StoreError


class KeyMissing(KeyUnavailable):
    """There is no key where it was looked for, in `place`; `needed` is the key that the store needs."""

    code = "key-missing"


class KeyWrong(KeyUnavailable):
    """There is a key, but another one wrapped what is to be opened: `needed` is that one, `given` the one at hand."""

    code = "key-wrong"


class KeyDamaged(StoreCorrupt):
    """The key at hand is the right one, and what it wrapped does not open: it was altered or moved."""

    code = "key-damaged"


class KeysChanged(StoreError):
    """The master key of the store was changed since it was opened: nothing was written; open it with the new one."""

    code = "keys-changed"


class BackupRefused(StoreError):
    """A backup that cannot be made or used; `reason` is a slug of `BackupProblem`. Nothing stands under the name."""

    code = "backup-refused"

    def __init__(self, reason: str, message: str, **params: object) -> None:
        super().__init__(message, reason=reason, **params)
        self.reason = reason
