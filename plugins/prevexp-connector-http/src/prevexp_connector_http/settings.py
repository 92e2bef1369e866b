"""The settings of the plugin: where each partner is reached, under which token, and how long it is waited for."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import attrs

from prevexp.casework.referral.connector import ConnectorSettings
from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import Secret

__all__ = ["Access", "ConnectorSettings", "HttpSettings"]

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_LONGEST_WAIT = 300_000


@attrs.frozen(kw_only=True)
class Access:
    """How one partner is reached.

    `url` is where its service begins, https only but on this very machine; `timeout_ms` is how long one request may
    take in all, in milliseconds; `ca_file` names the authorities to trust instead of the system's; `token` is sent as
    a bearer.
    """

    url: str
    token: Secret = attrs.field(repr=False)
    timeout_ms: int = 10_000
    ca_file: Path | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a connection in clear, an address that holds a password, a wait without an end."""
        parts = urlsplit(self.url)
        local = parts.scheme == "http" and parts.hostname in _LOOPBACK
        if not parts.hostname or not (parts.scheme == "https" or local):
            raise InvalidValue("url: https:// and a host are needed")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise InvalidValue("url: no password, no query: the token is said apart")
        if not 0 < self.timeout_ms <= _LONGEST_WAIT:
            raise InvalidValue(f"timeout_ms: more than 0, {_LONGEST_WAIT} at most")

    @property
    def timeout_seconds(self) -> float:
        """How long one request may take in all, in seconds."""
        return self.timeout_ms / 1000


@attrs.frozen(kw_only=True)
class HttpSettings:
    """Partner, as the territory calls it -> how it is reached."""

    partners: Mapping[str, Access] = attrs.field(factory=dict)

    def access(self, partner: str) -> Access:
        """Return how a partner is reached. Raises InvalidValue, with those that are configured."""
        if partner not in self.partners:
            known = tuple(sorted(self.partners))
            raise InvalidValue(f"no address for this partner; configured: {', '.join(known)}", known=known)
        return self.partners[partner]
