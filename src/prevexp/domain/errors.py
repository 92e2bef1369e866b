"""The one family of errors. Each class is one cause with a stable code; no message ever carries personal data."""

import re
from typing import ClassVar

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class PrevexpError(Exception):
    """Something prevexp refuses or cannot do.

    `code` is stable and documented; `params` holds what a program may read (never a name, phone, address or birth
    date); the text is for developers. What a caseworker reads is rendered in French from the code and the params.
    """

    code: ClassVar[str] = "prevexp-error"

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.params = params


class InvalidValue(PrevexpError, ValueError):
    """A value that an entity of the domain cannot hold, such as a negative rent or an instant without a time zone."""

    code = "invalid-value"


class TransferRefused(PrevexpError):
    """A file that cannot be read as a monthly transfer: nothing of it is stored.

    `reason` is one of the slugs of a refused file (empty-file, missing-column…), `line` the physical line if there is
    one.
    """

    code = "transfer-refused"

    def __init__(self, reason: str, message: str, *, file: str, line: int | None = None, **params: object) -> None:
        super().__init__(message, reason=reason, file=file, line=line, **params)
        self.reason = reason
        self.file = file
        self.line = line


class NoLegalBasis(PrevexpError):
    """The territory names no designation or convention in force on the day a list was received.

    Source: loi 90-449 art. 7-2 (L 2023-668, 27 July 2023: body named in the PDALHPD); call of 2021, C21, C41.
    """

    code = "no-legal-basis"


class UnknownTerritory(PrevexpError):
    """No installed pack and no folder answers to the name of this territory."""

    code = "unknown-territory"


class PackInvalid(PrevexpError):
    """A territory pack whose data files contradict themselves or the contract; `problems` lists all of them."""

    code = "pack-invalid"


class FormInvalid(PrevexpError):
    """A filled form cannot be noted; `params["problems"]` holds all of them, with line, key and what is expected."""

    code = "form-invalid"


class PluginFault(PrevexpError):
    """A plugin that is needed and cannot be used."""

    code = "plugin-fault"


class PluginsRefused(PrevexpError):
    """What was said of plugins names what is not there; `reason` is a slug (unknown-plugin, no-folder)."""

    code = "plugins-refused"


class SettingsInvalid(PrevexpError):
    """Settings that cannot be read or that nobody asked for; `params["problems"]` holds all of them."""

    code = "settings-invalid"


class LockDiffers(PrevexpError):
    """What is in use is not what the lock says; `params["differences"]` holds all of it."""

    code = "lock-differs"


class ConnectorFailed(PrevexpError):
    """What was to pass between the team and a partner did not, or nobody knows whether it did; it may be tried again.

    `reason` is a slug of `SendingFailure`; `partner` and `connector` are named where the error passes the facade.
    """

    code = "connector-failed"

    def __init__(self, reason: str, *, partner: str | None = None, connector: str | None = None) -> None:
        super().__init__(
            f"{connector or 'connector'}, {partner or 'partner'}: {reason}",
            reason=reason,
            partner=partner,
            connector=connector,
        )
        self.reason = reason
        self.partner = partner
        self.connector = connector


class LawInvalid(PrevexpError):
    """Legal data that contradict themselves, such as a day with two versions; `problems` lists all of them."""

    code = "law-invalid"


class LegalInputRefused(PrevexpError):
    """What was given to a rule of law cannot be counted with: a contradiction is named, no date is returned.

    `reason` is a slug (act-before-lease, missing-input, impossible-date…), `params` the inputs and days concerned. The
    text names the inputs, and repeats no day of an act: texts of errors end in logs.
    """

    code = "legal-input-refused"

    def __init__(self, reason: str, **params: object) -> None:
        told = ", ".join(name if _is_day(value) else f"{name}={value}" for name, value in params.items())
        super().__init__(f"{reason}: {told}" if told else reason, reason=reason, **params)
        self.reason = reason


def _is_day(value: object) -> bool:
    return isinstance(value, str) and _DAY.fullmatch(value) is not None


class UnknownCase(PrevexpError):
    """No case of the store has this identifier or reference; what was typed is not repeated: it may be a name."""

    code = "unknown-case"


class AmbiguousReference(PrevexpError):
    """Several cases carry the reference asked for; name one by its case id."""

    code = "ambiguous-reference"


class StaleVersion(PrevexpError):
    """Another writer was faster: the case has moved on since it was read."""

    code = "stale-version"

    def __init__(self, stream: str, *, expected: int, actual: int) -> None:
        super().__init__(
            f"stream {stream} is at version {actual}, not {expected}", stream=stream, expected=expected, actual=actual
        )
        self.stream = stream
        self.expected = expected
        self.actual = actual

    def __reduce__(self) -> tuple[object, ...]:
        return _stale, (self.stream, self.expected, self.actual)


def _stale(stream: str, expected: int, actual: int) -> StaleVersion:
    return StaleVersion(stream, expected=expected, actual=actual)


class StoreError(PrevexpError):
    """The store cannot do what was asked; nothing was written."""

    code = "store-error"


class StoreUnavailable(StoreError):
    """The store cannot be opened: wrong address, missing folder, no permission, or not a store at all."""

    code = "store-unavailable"


class StoreBusy(StoreError):
    """Another process kept the store locked longer than the time allowed."""

    code = "store-busy"


class StoreFull(StoreError):
    """The disk or the quota of the store is full; nothing acknowledged was lost."""

    code = "store-full"


class StoreCorrupt(StoreError):
    """What is stored is not what was written: a broken file, a broken chain or a sealed record that does not open."""

    code = "store-corrupt"


class StoreTooNew(StoreError):
    """The store was written by a newer prevexp."""

    code = "store-too-new"


class StoreConflict(StoreError):
    """A record that must be new is already there."""

    code = "store-conflict"


class KeyUnavailable(PrevexpError):
    """The key that opens the store is missing, unreadable, readable by others, or is another store's key."""

    code = "key-unavailable"


class InArchive(PrevexpError):
    """The case is in the archive: it is read by few, with a reason that is written down."""

    code = "in-archive"


class Erased(PrevexpError):
    """The household was erased: its key is destroyed and nothing about it can be read again."""

    code = "erased"
