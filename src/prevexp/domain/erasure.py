"""Why a household is erased. Source: RGPD art. 5-1-e (duration), 17 (request), 21 (objection)."""

from enum import StrEnum


class ErasureReason(StrEnum):
    """Why: its time is over, the person objected, or the person asked for it."""

    EXPIRED = "expired"
    OBJECTION = "objection"
    REQUEST = "request"
