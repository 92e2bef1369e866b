"""What holds when: PK-08 to PK-10."""

from itertools import pairwise

from prevexp.law.loading import national_law

from ..conformance import conformance
from .kit import Kit


class Days(Kit):
    """Dates neither overlap nor leave a hole where work goes on."""

    @conformance
    def test_pk_08_a_basis_holds_on_the_first_day(self) -> None:
        """PK-08 On the first day of the pack an act is in force under which lists are received.

        Else every list of the first weeks is refused, since nothing allows it to be received.

        Fix: bring `valid_from` of pack.toml and of its [[basis]] together.
        """
        pack = self.read()
        assert pack.basis_on(pack.valid_from) is not None, f"no basis in force on {pack.valid_from}"

    @conformance
    def test_pk_09_volumes_leave_no_year_out(self) -> None:
        """PK-09 A volume is fixed for the first year of the pack and for each year until the last one given.

        Else in a year without a volume no case is taken, however long the list.

        Fix: add the [[quota.year]] that is missing to capacity.toml, marked "hypothèse" if nobody fixed it.
        """
        pack = self.read()
        years = sorted(volume.year for volume in pack.quota.volumes)
        assert years, "no [[quota.year]] in capacity.toml"
        assert years[0] == pack.valid_from.year
        assert [(before, after) for before, after in pairwise(years) if after != before + 1] == []

    @conformance
    def test_pk_10_values_of_its_own_are_set_from_the_first_day(self) -> None:
        """PK-10 Every dated value of the pack's own (parameters/*.toml) is set on the first day of the pack.

        Else a deadline counted with it is missing from cases of the first weeks, and nobody says so.

        Fix: give the first version that has a value an earlier `from`, or none; national values are never given here.
        """
        pack = self.read()
        own = {id_: one for id_, one in pack.law.setting.law.parameters.items() if id_ not in national_law().parameters}
        assert sorted(id_ for id_, one in own.items() if one.on(pack.valid_from).value is None) == []
