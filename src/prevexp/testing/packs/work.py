"""How the territory works and what it says: PK-11 to PK-18."""

import tempfile
from pathlib import Path

import pytest

import prevexp
from prevexp.domain.errors import PrevexpError
from prevexp.exchange.aliases import Aliases
from prevexp.registry import Registry
from prevexp.registry.label_files import Wording
from prevexp.registry.scenarios import ListScenario

from ..conformance import conformance
from ..list_scenarios import clock_of
from ..list_scenarios import play
from .kit import Kit


class Work(Kit):
    """Cases come in, are screened, and reach those who are to know; what the pack says of itself comes true."""

    @conformance
    def test_pk_11_the_team_goes_in_where_cases_enter(self) -> None:
        """PK-11 The stage at which cases usually enter is one where the team goes in.

        Else the usual case is refused, or somebody has to decide on every single one.

        Fix: put `entry` of [stages] in pack.toml into the list `yes`.
        """
        pack = self.read()
        assert pack.entry_stage in pack.stages.yes

    @conformance
    def test_pk_12_the_rules_it_requires_are_there(self) -> None:
        """PK-12 A caseload of the territory can be screened on the first day of the pack.

        Else screening refuses to run, so no case is ever allocated.

        Fix: `requires` of pack.toml names rules that exist on that day; did you mean one of them?
        """
        try:
            with prevexp.open("memory:", territory=str(self.pack)) as caseload:
                caseload.screen(on=self.read().valid_from)
        except PrevexpError as refused:
            pytest.fail(f"{refused.code}: {refused}")

    @conformance
    def test_pk_13_partners_stand_for_the_whole_territory(self) -> None:
        """PK-13 Some service is asked, and those of one kind that have an area leave no arrondissement out.

        Else nobody ever answers whether a household is followed; or a note goes to no commission at all.

        Fix: `asked = true` for one partner at least; give the missing arrondissement to the `area` of one of them.
        """
        pack = self.read()
        assert [partner.slug for partner in pack.partners if partner.asked], "no partner is asked"
        placed = {one.of_the_matrix for one in pack.partners if one.area and one.of_the_matrix}
        seats = {one.code: one.seat for one in pack.register.arrondissements.values()}
        left = [
            (str(whom), code) for whom in placed for code, seat in seats.items() if not pack.partner_for(whom, seat)
        ]
        assert sorted(left) == []

    @conformance
    def test_pk_14_the_list_can_be_read_in_its_own_words(self) -> None:
        """PK-14 The aliases are a sound table, which knows the name of every partner that is asked.

        Else the sender's file is refused, or an answer is kept without saying who gave it.

        Fix: one word means one column or one value; in aliases.json `values.source_suivi` names each asked partner.
        """
        pack = self.read()
        table = pack.transfer.aliases
        Aliases.from_mapping(table)
        known = table.get("values", {}).get("source_suivi", {})
        assert [partner.slug for partner in pack.partners if partner.asked and partner.slug not in known] == []

    @conformance
    def test_pk_15_labels_are_exhaustive(self) -> None:
        """PK-15 The file labels.toml has every word of the territory that people read.

        Else pages show the bare name of the département where they should name team, secretariat or préfecture.

        Fix: add what is missing; the list is closed.
        """
        assert sorted({word.value for word in Wording} - self.read().labels.keys()) == []

    @conformance
    def test_pk_16_there_are_scenarios(self) -> None:
        """PK-16 The pack has scenarios, one at least for the stages at which the team goes in.

        Else nobody but a programmer can see what the pack makes of a household.

        Fix: write scenarios/stade.toml: given a line of the list, then which verdict, on which day.
        """
        told = [set(one) for scenario in self.read().scenarios for one in scenario.expected]
        assert [words for words in told if "verdict" in words], "no scenario in scenarios/*.toml says a verdict"

    @conformance
    def test_pk_17_scenarios_come_out_as_written(self) -> None:
        """PK-17 Every scenario comes out as it is written.

        Else the pack does not do what its jurist read and agreed to.

        Fix: decide which of the two is right: the scenario, or what the other files of the pack say.
        """
        wrong = [told for scenario in self.read().scenarios for told in self._otherwise(scenario)]
        assert not wrong, "\n".join(wrong)

    def _otherwise(self, scenario: ListScenario) -> list[str]:
        """Return what comes out otherwise than written."""
        at = clock_of(scenario)
        with (
            tempfile.TemporaryDirectory(dir=self.folder) as folder,
            prevexp.open("memory:", territory=str(self.pack), now=lambda: at) as caseload,
        ):
            found = play(scenario, caseload, Path(folder))
        pairs = zip(found, scenario.expected, strict=True)
        where = f"{scenario.file}, {scenario.title}"
        return [f"{where}: {dict(is_)} instead of {dict(said)}" for is_, said in pairs if is_ != said]

    @conformance
    def test_pk_18_no_other_pack_claims_the_departement(self) -> None:
        """PK-18 No other installed plugin offers a pack of the same département.

        Else `--territory` with its number is refused, since nobody can say which of the two is meant.

        Fix: uninstall one of them, or use the folder itself as the territory.
        """
        department = self.read().department
        others = [
            one for one in Registry.build().packs if one.department == department and not one.root.samefile(self.pack)
        ]
        assert [str(one.provenance) for one in others] == []
