"""Indicators of a caseload: masked, observed on the last day, a territory's and plugins' beside the catalogue's."""

from collections.abc import Callable
from datetime import UTC
from datetime import date
from datetime import datetime
from importlib.metadata import EntryPoint
from pathlib import Path
from shutil import copytree

import pytest

import prevexp
from prevexp.domain.errors import PackInvalid
from prevexp.evaluation.blocks import BlockId
from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Measure
from prevexp.evaluation.blocks import Rate
from prevexp.expressions import UnknownFact
from prevexp.registry import Registry
from prevexp.render.bilan import bilan_html

FIRST, MAY, LAST, AUGUST = date(2021, 5, 1), date(2021, 5, 4), date(2021, 5, 31), date(2021, 8, 2)
PACKS = Path(__file__).parents[2] / "plugins"

PLUGIN = """
from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.facts import facts
from prevexp.evaluation.indicators import Indicator
from prevexp.evaluation.indicators import Statistic
from prevexp.evaluation.sections import Passage
from prevexp.evaluation.sections import PlainTable
from prevexp.expressions import Dtype, Fact, Facts
from prevexp.registry import PluginInfo, hookimpl
from prevexp.registry.offers import ReportSection


def never(state, on):
    raise ValueError(state.case_id)


broken = Fact(id="mine.broken", dtype=Dtype.BOOL, question="?", ask="?", read=never)


def share(name, numerator):
    return Indicator(
        id=name, title="Petits", definition="x / y", source="convention", statistic=Statistic.SHARE,
        numerator=numerator, denominator=facts.arrears_cents.is_known(),
    )


def told(context):
    value = context.indicators.result("mine.small").value
    rows = (("I", (value,)), ("rien", (Gap.HIDDEN,)))
    table = PlainTable(caption="Un <b>tableau</b>", columns=("Valeur",), rows=rows)
    return Passage(title="Les <script>petites</script> dettes", paragraphs=("1 < 2",), tables=(table,))


def failing(context):
    raise KeyError("Zzexemplard")


@hookimpl
def prevexp_plugin():
    return PluginInfo(id="mine", api=1, title="Le mien", contact="x@example.org")


@hookimpl
def prevexp_facts():
    return [broken]


@hookimpl
def prevexp_indicators():
    yield share("mine.small", facts.arrears_cents < 200_000)
    yield share("mine.broken-fact", Facts([broken])["mine.broken"])
    yield share("mine.stray", Facts([Fact(id="mine.stray", dtype=Dtype.BOOL, question="?", ask="?")])["mine.stray"])


@hookimpl
def prevexp_report_sections():
    yield ReportSection(id="mine.told", build=told)
    yield ReportSection(id="mine.failing", build=failing)
    yield ReportSection(id="mine.wrong", build=lambda context: "<p>HTML</p>")
"""


@pytest.fixture
def received(caseload, write_list):
    """Take in twenty eligible households and fifteen in social housing."""
    private = [line(number) for number in range(20)]
    social = [line(number, parc="social") for number in range(20, 35)]
    caseload.receive(write_list(*private, *social), received_on=MAY)
    return caseload


def line(number: int, **more: str) -> dict[str, str]:
    name = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    return {
        "id_dossier": f"62-2021-{number}",
        "locataire_nom": f"Zz{name}",
        "adresse_voie": f"{number} rue des Essais",
        "locataire_telephone": "",
        "locataire_date_naissance": "",
    } | more


@pytest.fixture
def plugged(tmp_path, monkeypatch, write_list) -> Callable[..., object]:
    """Open a caseload of twenty households with the plugin of this test, in the territory of a folder or another."""

    def opened(territory: str | Path = "62"):
        site = tmp_path / "site"
        site.mkdir(exist_ok=True)
        (site / "plugin_of_indicators.py").write_text(PLUGIN, encoding="utf-8")
        monkeypatch.syspath_prepend(site)
        points = [
            EntryPoint(name="mine", value="plugin_of_indicators", group="prevexp"),
            EntryPoint(name="departement-62", value="prevexp_departement_62", group="prevexp"),
        ]
        caseload = prevexp.open(
            "memory:",
            territory=str(territory),
            key_file=tmp_path / "master.key",
            now=lambda: datetime(2021, 5, 4, 9, 30, tzinfo=UTC),
            registry=Registry.build(points),
        )
        caseload.receive(write_list(*map(line, range(20))), received_on=MAY)
        return caseload

    return opened


@pytest.fixture
def own_pack(tmp_path) -> Callable[..., Path]:
    """Return a copy of a territory's folder with more files in it."""

    def made(**files: str) -> Path:
        folder = tmp_path / "own"
        copytree(PACKS / "prevexp-departement-62/src/prevexp_departement_62/pack", folder)
        for name, text in files.items():
            (folder / f"{name}.toml").write_text(text, encoding="utf-8")
        return folder

    return made


def test_indicators_agree_with_the_bilan(received) -> None:
    """Received, eligible and not eligible are the same numbers in both."""
    received.allocate(on=MAY)
    bilan = received.report(FIRST, LAST, generated_on=AUGUST).table(BlockId.KEY_FIGURES)
    table = received.indicators(FIRST, LAST, generated_on=AUGUST)
    assert table.result("I01").value == bilan.cell(Measure.CASES, Measure.NUMBER) == 35
    assert table.result("I03").value == bilan.cell(Measure.NOT_ELIGIBLE, Measure.SHARE_OF_CASES) == Rate(15, 35)
    assert table.result("I05").denominator == bilan.cell(Measure.ELIGIBLE, Measure.NUMBER) == 20
    assert table.result("I30-allocated").n == 20


def test_a_period_is_observed_on_its_last_day(received) -> None:
    """What is allocated in June is no work of May, whenever the table is made; a period not over is seen today."""
    received.allocate(on=date(2021, 6, 1))
    table = received.indicators(FIRST, LAST, generated_on=AUGUST)
    assert (table.observed_on, table.result("I30-allocated").n) == (LAST, 0)
    year = received.indicators(FIRST, date(2021, 12, 31), generated_on=AUGUST)
    assert (year.observed_on, year.result("I30-allocated").n) == (AUGUST, 20)


def test_breakdowns_have_the_territory_s_own_places(received) -> None:
    """Every arrondissement has its row, those without a case too, and the total is that of the table without rows."""
    table = received.indicators(FIRST, LAST, by=("arrondissement",), generated_on=AUGUST)
    assert table.members == (tuple(received.pack.register.arrondissements),)
    assert table.result("I01", "all").value == 35
    assert sum(table.result("I01", code).value for code in table.members[0]) == 35


def test_small_numbers_are_hidden(caseload, write_list) -> None:
    """Ten households are too few to be shown, in a count, a rate or a delay."""
    caseload.receive(write_list(*map(line, range(10))), received_on=MAY)
    table = caseload.indicators(FIRST, LAST, generated_on=AUGUST)
    assert table.result("I01").value is Gap.HIDDEN
    assert table.result("I03").value is Gap.HIDDEN


def test_a_breakdown_nobody_knows_is_refused(received) -> None:
    """With the nearest name there is."""
    with pytest.raises(UnknownFact) as refused:
        received.indicators(FIRST, LAST, by=("arondissement",), generated_on=AUGUST)
    assert refused.value.params["nearest"] == "arrondissement"


def test_a_plugin_s_indicator_stands_beside_the_others_with_its_origin(plugged) -> None:
    """Counted the same way, and stamped with whose it is."""
    table = plugged().indicators(FIRST, LAST, generated_on=AUGUST)
    assert table.result("mine.small").value == Rate(20, 20)
    named = {one.id: str(one.provenance) for one in table.indicators if one.provenance}
    assert list(named) == ["mine.small"]
    assert named["mine.small"].startswith("mine (")


def test_an_indicator_of_a_plugin_that_fails_is_not_known_and_the_others_go_on(plugged) -> None:
    """A fact that raises and one nobody declares: both named, nothing of a case told, the catalogue counted."""
    caseload = plugged()
    table = caseload.indicators(FIRST, LAST, generated_on=AUGUST)
    assert [one.indicator for one in table.faults] == ["mine.broken-fact", "mine.stray"]
    assert all(one.origin.startswith("mine (") for one in table.faults)
    assert table.result("I01").value == 20
    told = "\n".join(str(fault) for fault in caseload.faults())
    assert "mine.broken-fact" in told
    assert not any(case.case_id in told for case in caseload.cases())


def test_a_territory_adds_an_indicator_in_words_and_leaves_one_out(plugged, own_pack) -> None:
    """indicators.toml is read with the facts of the catalogue; what is not published has its reason."""
    folder = own_pack(
        indicators="""
[[indicator]]
id = "d62.large-debt"
title = "Grosses dettes"
definition = "dettes de 1 000 € et plus / dossiers reçus"
statistic = "share"
numerator = "arrears_cents >= 100_000"
denominator = "received_on is known"
breakdowns = ["arrondissement", "month"]
source = "convention, art. 3"

[[indicator]]
id = "d62.days-to-closure"
title = "Durée"
definition = "jours de l'attribution à la clôture"
statistic = "delay"
mode = "activity"
population = "closed_on is known and allocated_on is known"
numerator = "closed_on - allocated_on"
placed_on = "closed_on"
unit = "days"
source = "convention, art. 4"

[[off]]
indicator = "I31"
reason = "aucune commune rurale au référentiel"
"""
    )
    table = plugged(folder).indicators(FIRST, LAST, generated_on=AUGUST)
    assert table.result("d62.large-debt").value == Rate(20, 20)
    assert table.result("d62.days-to-closure").n == 0
    assert "I31" not in {one.id for one in table.indicators}


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("numerator", '"arears_cents > 0"', "arrears_cents"),
        ("numerator", '"arrears_cents"', "share"),
        ("statistic", '"shares"', "share"),
        ("id", '"large"', "d62."),
        ("breakdowns", '["months"]', "month"),
        ("placed_on", '"closed_on"', "cohort"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_with_its_line(plugged, own_pack, key, value, told) -> None:
    """File, line, key and what was expected."""
    said = {
        "id": '"d62.x"',
        "title": '"x"',
        "definition": '"x"',
        "statistic": '"share"',
        "numerator": '"arrears_cents > 0"',
        "denominator": '"received_on is known"',
        "source": '"x"',
    } | {key: value}
    lines = "\n".join(f"{name} = {text}" for name, text in said.items())
    with pytest.raises(PackInvalid) as refused:
        plugged(own_pack(indicators=f"[[indicator]]\n{lines}\n"))
    assert "indicators.toml, ligne" in str(refused.value)
    assert told in str(refused.value)


def test_sections_of_a_plugin_follow_and_what_fails_is_named(plugged) -> None:
    """One part is built of published numbers and escaped; one that raises and one that returns HTML are named."""
    caseload = plugged()
    bilan = caseload.report(FIRST, LAST, generated_on=AUGUST)
    assert [one.section for one in bilan.passages] == ["mine.told"]
    assert [one.section for one in bilan.missing] == ["mine.failing", "mine.wrong"]
    page = bilan_html(bilan)
    assert "Les &lt;script&gt;petites&lt;/script&gt; dettes" in page
    assert "<script" not in page
    assert "<p>HTML" not in page
    assert "Zzexemplard" not in page
    assert "Partie absente" in page
    again = caseload.report(FIRST, LAST, generated_on=AUGUST)
    assert (again.passages, again.missing) == (bilan.passages, bilan.missing)


def test_a_territory_chooses_the_parts_of_its_bilan(plugged, own_pack) -> None:
    """Only what report.toml lists, under its title; a section that is not there is named, not dropped."""
    folder = own_pack(
        report="""
[[section]]
id = "other.lost"

[[section]]
id = "mine.told"
title = "Les dettes, ici"
"""
    )
    bilan = plugged(folder).report(FIRST, LAST, generated_on=AUGUST)
    assert [one.passage.title for one in bilan.passages] == ["Les dettes, ici"]
    assert [one.section for one in bilan.missing] == ["other.lost"]


def test_a_part_of_the_bilan_shows_no_number_the_bilan_hides(plugged, write_list) -> None:
    """Three lines are rejected, so the lines accepted are hidden, and so are the cases they made, in every part."""
    caseload = plugged()
    caseload.receive(write_list(*(line(number, locataire_nom="") for number in range(50, 53))), received_on=MAY)
    bilan = caseload.report(FIRST, LAST, generated_on=AUGUST)
    assert bilan.table(BlockId.KEY_FIGURES).cell(Measure.CASES, Measure.NUMBER) is Gap.HIDDEN
    (part,) = bilan.passages
    assert part.passage.tables[0].rows[0] == ("I", (Gap.HIDDEN,))
