"""Names that are prevexp's own: a plugin that takes one is left out, so that no word of a user changes its meaning.

Rooms above and beside this one own these names; a test compares.
"""

from collections.abc import Mapping
from types import MappingProxyType

COMMANDS = frozenset({
    "access", "agreement", "allocate", "answer", "appointment", "assess", "assessment", "backup", "case", "channel",
    "close", "conformance", "contact", "contract", "correct", "demo", "documents", "exchange", "explain", "fact",
    "follow-up", "history", "hold", "indicators", "inform", "intake", "journal", "keys", "landlord", "law", "letter",
    "national", "note", "plan-rounds", "plugins", "privacy", "record", "referral", "reopen", "repayment-plan", "report",
    "restore", "review-act", "same-case", "screen", "share", "sharing", "snapshot", "split", "transfer", "undertaking",
    "verify", "visit-sheet", "worklist",
})  # fmt: skip

PLUGIN_IDS = frozenset({"prevexp", "core", "disabled", "import_seconds"})
"""The last two are keys of `[plugins]` in the file of settings."""

RESERVED: Mapping[tuple[str, str], frozenset[str]] = MappingProxyType(
    {
        ("prevexp_cli_commands", "name"): COMMANDS,
        ("prevexp_storage_backends", "scheme"): frozenset({"memory", "sqlite"}),
        ("prevexp_key_providers", "scheme"): frozenset({"env", "file", "keyring"}),
        ("prevexp_exporters", "format"): frozenset({"csv", "csv-excel", "html", "json"}),
    }
)
"""Hook and attribute of what it returns -> values that are taken."""
