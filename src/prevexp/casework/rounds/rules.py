"""What a territory sets for rounds: speed, length of a visit and of a day, where a worker starts. Data, never code.

Source: call C02, C16 (the whole département, the most rural areas first), C25 (strong reactivity), C36.
"""

from collections.abc import Mapping

import attrs

from ...domain.appointment import LAST_MINUTE
from ...domain.appointment import minute_of_day
from ...domain.errors import InvalidValue
from ...domain.values import count
from ...domain.values import one_of

_LONGEST = count(1, LAST_MINUTE)
_KM = count(0, 1000)


@attrs.frozen(kw_only=True)
class RoundsRules:
    """How far a worker gets in a day; `source` says where the figures come from, an assumption included."""

    starts_at: int = attrs.field(validator=minute_of_day, metadata={"unit": "minutes after midnight"})
    ends_at: int = attrs.field(
        validator=minute_of_day, metadata={"unit": "minutes after midnight", "description": "back at the latest"}
    )
    day_minutes: int = attrs.field(
        validator=_LONGEST, metadata={"unit": "minutes", "description": "from leaving the base to coming back"}
    )
    visit_minutes: int = attrs.field(validator=_LONGEST, metadata={"unit": "minutes"})
    speed_kmh: int = attrs.field(validator=count(1, 200), metadata={"unit": "km an hour"})
    detour_percent: int = attrs.field(
        validator=count(100, 500), metadata={"unit": "percent", "description": "road over straight line"}
    )
    within_commune_km: int = attrs.field(validator=_KM, metadata={"unit": "km by road"})
    same_arrondissement_km: int = attrs.field(
        validator=_KM, metadata={"unit": "km by road", "description": "where a commune has no known centre"}
    )
    other_arrondissement_km: int = attrs.field(
        validator=_KM, metadata={"unit": "km by road", "description": "where a commune has no known centre"}
    )
    longest_wait_days: int = attrs.field(
        validator=count(1, 365),
        metadata={"unit": "calendar days", "description": "within which a visit that is due is to be made"},
    )
    horizon_days: int = attrs.field(validator=count(1, 60), metadata={"unit": "working days"})
    follow_up_by_visit: bool = attrs.field(validator=one_of(bool))
    bases: Mapping[str, str] = attrs.field(
        factory=dict, metadata={"description": "worker -> INSEE code of the commune the worker starts from"}
    )
    source: str

    def __attrs_post_init__(self) -> None:
        """Refuse a day in which no visit fits."""
        if self.visit_minutes > min(self.day_minutes, self.ends_at - self.starts_at):
            raise InvalidValue("visit_minutes: a visit fits in a day")
