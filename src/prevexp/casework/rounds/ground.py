"""How far it is from one commune to another, and how long it takes."""

from collections.abc import Mapping
from math import asin
from math import cos
from math import radians
from math import sin
from math import sqrt

import attrs

from ...domain.places import Position
from .rules import RoundsRules

EARTH_RADIUS_KM = 6371.0088
_METRES = 1000


@attrs.frozen(kw_only=True)
class Ground:
    """The communes of a territory: their centres, where they are known, and their arrondissements."""

    rules: RoundsRules
    centres: Mapping[str, Position] = attrs.field(repr=False)
    arrondissements: Mapping[str, str] = attrs.field(repr=False)
    _metres: dict[tuple[str, str], int] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def knows(self, commune: str | None) -> bool:
        """Say whether a commune is one of the territory."""
        return commune in self.arrondissements

    def measured(self, commune: str) -> bool:
        """Say whether the centre of a commune is known; else distances from it are assumed."""
        return commune in self.centres

    def metres(self, one: str, other: str) -> int:
        """Return the metres by road between the centres of two communes."""
        pair = (one, other) if one <= other else (other, one)
        if pair not in self._metres:
            self._metres[pair] = self._by_road(*pair)
        return self._metres[pair]

    def minutes(self, metres: int) -> int:
        """Return the minutes a drive takes, rounded up."""
        return -(-metres * 60 // (self.rules.speed_kmh * _METRES))

    def _by_road(self, one: str, other: str) -> int:
        rules = self.rules
        if one == other:
            return rules.within_commune_km * _METRES
        if one in self.centres and other in self.centres:
            straight = great_circle_km(self.centres[one], self.centres[other])
            return max(round(straight * rules.detour_percent * _METRES / 100), rules.within_commune_km * _METRES)
        near = self.arrondissements.get(one) == self.arrondissements.get(other)
        return (rules.same_arrondissement_km if near else rules.other_arrondissement_km) * _METRES


def great_circle_km(one: Position, other: Position) -> float:
    """Return the kilometres in a straight line on the ground (haversine formula)."""
    north, south = radians(one.latitude), radians(other.latitude)
    half_up = sin((south - north) / 2) ** 2
    half_across = sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half_up + cos(north) * cos(south) * half_across))
