"""Where a case lies: communes by INSEE code, never by postcode."""

from collections.abc import Mapping

import attrs


@attrs.frozen(kw_only=True)
class Arrondissement:
    """An arrondissement of a département."""

    code: str
    name: str
    seat: str = ""


@attrs.frozen(kw_only=True)
class Commune:
    """A commune of today, by its INSEE code."""

    insee: str
    name: str
    arrondissement: str = attrs.field(metadata={"description": "code of the arrondissement"})
    postcodes: frozenset[str]
    population: int = attrs.field(metadata={"unit": "inhabitants"})
    rural: bool


@attrs.frozen(kw_only=True)
class FormerCommune:
    """A code that is no longer a commune, and the commune that took it in."""

    insee: str
    name: str
    current_insee: str
    current_name: str


@attrs.frozen(kw_only=True)
class Position:
    """A point on the ground (WGS84)."""

    latitude: float = attrs.field(metadata={"unit": "degrees north"})
    longitude: float = attrs.field(metadata={"unit": "degrees east"})


def _size(held: Mapping[str, object]) -> str:
    return f"<{len(held)}>"


@attrs.frozen(kw_only=True)
class CommuneRegister:
    """The communes of one département: the INSEE code places a case in its arrondissement."""

    department: str
    communes: Mapping[str, Commune] = attrs.field(repr=_size)
    former: Mapping[str, FormerCommune] = attrs.field(factory=dict, repr=_size)
    arrondissements: Mapping[str, Arrondissement] = attrs.field(factory=dict, repr=_size)
    centres: Mapping[str, Position] = attrs.field(factory=dict, repr=_size)

    def claims(self, insee: str) -> bool:
        """Say whether a code has the form of a commune of this département, known or not (01xxx, 2Axxx, 974xx)."""
        return insee.startswith(self.department)

    def arrondissement_of(self, insee: str | None) -> str | None:
        """Return the arrondissement's code, None if the commune is unknown or of another département."""
        found = self.communes.get(insee) if insee else None
        return found.arrondissement if found else None
