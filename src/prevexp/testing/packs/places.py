"""Where cases lie: PK-01 to PK-07."""

import pytest

from prevexp.domain.errors import PackInvalid

from ..conformance import conformance
from .kit import Kit

_WIDEST = 3.0  # degrees from one commune of a département to another; the Guyane is the widest


class Places(Kit):
    """The pack can be read, its communes are those there are, and every case finds its arrondissement."""

    @conformance
    def test_pk_01_the_pack_is_read_without_a_problem(self) -> None:
        """PK-01 The folder is read without a problem.

        Else nobody can work in this territory, every command ends with the same list of problems.

        Fix: go through them; each names file, line, key, what was expected and the nearest right name.
        """
        try:
            self.read()
        except PackInvalid as refused:
            pytest.fail(str(refused))

    @conformance
    def test_pk_02_every_commune_exists(self) -> None:
        """PK-02 Every code of communes.csv is the INSEE code of a commune.

        Else cases are placed in a commune that is not there, or a former one; the list's right code is refused.

        Fix: derive communes.csv again (tools/derive_communes.py); for a pack of another year, override `communes`.
        """
        assert sorted(self.read().register.communes.keys() - self.communes()) == []

    @conformance
    def test_pk_03_no_commune_of_the_departement_is_missing(self) -> None:
        """PK-03 Every commune of the département stands in communes.csv.

        Else every line of the list that lies there is rejected as an unknown commune.

        Fix: derive communes.csv again (tools/derive_communes.py); for a pack of another year, override `communes`.
        """
        register = self.read().register
        mine = {code for code in self.communes() if register.claims(code)}
        assert mine, f"no commune of France has a code that begins with {register.department}"
        assert sorted(mine - register.communes.keys()) == []

    @conformance
    def test_pk_04_arrondissements_cover_the_territory(self) -> None:
        """PK-04 Each commune has its arrondissement, and the seat of each arrondissement lies in it.

        Else cases of a commune come to no worker's sector and into no row of the bilan.

        Fix: look at the column arrondissement of communes.csv and at arrondissements.csv; a moved seat is a wrong code.
        """
        register = self.read().register
        assert [c.insee for c in register.communes.values() if c.arrondissement not in register.arrondissements] == []
        seats = {one.code: register.arrondissement_of(one.seat) for one in register.arrondissements.values()}
        assert {code: where for code, where in seats.items() if where != code} == {}

    @conformance
    def test_pk_05_a_former_code_is_nobodys_today(self) -> None:
        """PK-05 No code of former_communes.csv is a commune's today, here or elsewhere, nor a postcode of elsewhere.

        Else a right code is refused with the advice to write another commune: the case would be placed wrongly.

        Fix: take the code out; tools/derive_communes.py leaves such codes out.
        """
        register = self.read().register
        assert sorted(register.former.keys() & self.communes()) == []

    @conformance
    def test_pk_06_every_commune_has_its_centre(self) -> None:
        """PK-06 If there is a centres.csv, it holds every commune, and none lies far from all others.

        Else rounds of visits send a worker across the map, or group what is not near.

        Fix: derive centres.csv again (tools/derive_centres.py); latitude (north) stands before longitude (east).
        """
        register = self.read().register
        centres = register.centres
        if not centres:
            return
        assert sorted(register.communes.keys() - centres.keys()) == []
        latitudes, longitudes = zip(*((one.latitude, one.longitude) for one in centres.values()), strict=True)
        assert max(latitudes) - min(latitudes) < _WIDEST, "two communes lie too far apart, north to south"
        assert max(longitudes) - min(longitudes) < _WIDEST, "two communes lie too far apart, west to east"

    @conformance
    def test_pk_07_sources_and_licences_are_named(self) -> None:
        """PK-07 The pack names the source and the licence of its communes and of its centres.

        Else the pack may not be passed on; open licences ask for the source and its date.

        Fix: add a [[source]] with id "communes" (and "centres") to pack.toml: title, edition, published_on, licence.
        """
        pack = self.read()
        needed = {"communes", "centres"} if pack.register.centres else {"communes"}
        assert sorted(needed - {source.id for source in pack.sources}) == []
