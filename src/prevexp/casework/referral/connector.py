"""How referrals leave for one partner, and which row of the sharing matrix lets what leave. Data, never code.

Source: call C26 (how what is gathered reaches the services); privacy notes §2.
"""

import re
from enum import StrEnum

import attrs

from ...domain.errors import InvalidValue
from ...domain.referral import ReferralPurpose
from ...domain.sharing import Recipient
from ...domain.sharing import SharingPurpose

FILES = "prevexp.files"
"""The id of the connector that lays files in folders, used where a territory names no other."""

_PLACE = re.compile(r"(?:facts|identity|extracts)(?:\.[a-z_]+)+")


class FileForm(StrEnum):
    """How a file is written: for programs, for a French Excel, or as a workbook (needs the extra `xlsx`)."""

    CSV = "csv"
    EXCEL_CSV = "excel_csv"
    XLSX = "xlsx"


@attrs.frozen(kw_only=True)
class PurposeSent:
    """A purpose a partner takes by file, the purpose of the sharing matrix it is, and how the file says it."""

    purpose: ReferralPurpose
    shared_for: SharingPurpose
    words: str


@attrs.frozen(kw_only=True)
class SentColumn:
    """A column of the file and where its value stands in the view, such as `identity.surname`; absent: left empty."""

    header: str
    place: str

    def __attrs_post_init__(self) -> None:
        """Refuse a place that no view has."""
        if not _PLACE.fullmatch(self.place):
            raise InvalidValue("place: facts., identity. or extracts. and a name are needed")


@attrs.frozen(kw_only=True)
class ConnectorSettings:
    """How one partner is reached; `recipient` is the partner of the sharing matrix, `connector` the id of the way."""

    recipient: Recipient
    form: FileForm
    purposes: tuple[PurposeSent, ...] = attrs.field(validator=attrs.validators.min_len(1))
    columns: tuple[SentColumn, ...]
    source: str
    connector: str = FILES

    def __attrs_post_init__(self) -> None:
        """Refuse two columns of one name, and a purpose said twice."""
        headers = [column.header for column in self.columns]
        purposes = [one.purpose for one in self.purposes]
        if len(set(headers)) < len(headers) or len(set(purposes)) < len(purposes):
            raise InvalidValue("columns and purposes are named once each")

    def sent_for(self, purpose: ReferralPurpose) -> PurposeSent | None:
        """Return how a purpose is sent, None if it does not leave by file."""
        return next((one for one in self.purposes if one.purpose is purpose), None)
