"""The bilan as a page: complete, accessible, self-contained, and silent about households."""

import re
from collections.abc import Callable
from datetime import date
from xml.etree.ElementTree import Element

import pytest

from prevexp.domain.values import Month
from prevexp.evaluation.bilan import Bilan
from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Rate
from prevexp.render.bilan import bilan_html
from prevexp.render.bilan_tables import cell_of

Quarter = Callable[..., Bilan]
Checked = Callable[[str], Element]


def words_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("number", [0, 9, 70, 520], ids=lambda number: f"{number} cases")
def test_the_page_is_accessible_and_self_contained(quarter: Quarter, checked: Checked, number: int) -> None:
    """Empty, tiny, small or full, the page passes every check of `checked`."""
    checked(bilan_html(quarter(number)))


def test_a_small_bilan_is_what_was_reviewed(quarter: Quarter, golden: Callable[[str, str], None]) -> None:
    """The page of seventy cases, half of it hidden, byte for byte."""
    golden("bilan.html", bilan_html(quarter(70)))


def test_the_same_bilan_gives_the_same_bytes(quarter: Quarter) -> None:
    """Nothing in the page depends on the hour or the machine."""
    assert bilan_html(quarter(70)) == bilan_html(quarter(70))


def test_every_table_and_every_number_is_on_the_page(quarter: Quarter, checked: Checked) -> None:
    """Each block has its table, each cell its text: what a picture shows stands beside it."""
    bilan = quarter(520)
    root = checked(bilan_html(bilan))
    for table in bilan.tables:
        region = next(element for element in root.iter() if element.get("aria-labelledby") == f"{table.id}-titre")
        rows = region.findall(".//tbody/tr")
        assert len(rows) == len(table.rows)
        for shown, row in zip(rows, table.rows, strict=True):
            for cell, value in zip(shown.findall("td"), row.cells, strict=True):
                assert cell_of(value).text in "".join(cell.itertext())


def test_a_hidden_number_is_said_to_be_hidden(quarter: Quarter, checked: Checked) -> None:
    """Seen as « s. », heard as « masqué », explained in the legend."""
    page = bilan_html(quarter(70))
    hidden = [cell for cell in checked(page).iter("td") if cell.get("class") == "hidden"]
    assert hidden
    assert {"".join(cell.itertext()) for cell in hidden} == {"s.masqué"}
    assert "Secret statistique" in page


def test_pictures_show_no_more_than_the_tables(quarter: Quarter, checked: Checked) -> None:
    """Every number written in a picture is written in a table too."""
    root = checked(bilan_html(quarter(70)))
    tables = {words_of(cell) for cell in root.iter("td")}
    pictured = {text.text for svg in root.iter("svg") for text in svg.iter("text") if (text.text or "").isdigit()}
    assert pictured
    assert pictured <= tables


def test_a_territory_without_a_map_gets_a_grid(quarter: Quarter, checked: Checked) -> None:
    """Without declared tiles every arrondissement still has its square."""
    root = checked(bilan_html(quarter(520, tiles=())))
    drawing = next(svg for svg in root.iter("svg") if svg.get("aria-labelledby", "").startswith("carte"))
    said = " ".join(text.text or "" for text in drawing.iter("text"))
    assert all(name in said for name in ("Arras", "Calais", "Lens", "Montreuil"))


def test_a_territory_without_arrondissements_has_no_map(checked: Checked, quarter: Quarter) -> None:
    """Nothing to draw is no empty picture."""
    bilan = quarter(0, arrondissements={}, tiles=())
    assert "un carreau par arrondissement" not in bilan_html(bilan)


def test_a_rate_shows_its_n() -> None:
    """A share without what it is a share of says nothing."""
    assert cell_of(Rate(71, 170)).text == "42\u202f%"
    assert cell_of(Rate(71, 170)).more == "n\u00a0=\u00a0170"


def test_gaps_are_words_not_zeros() -> None:
    """Hidden, not known and nothing to count are three things, and none is 0."""
    assert [cell_of(gap).text for gap in Gap] == ["s.", "non connu", "–"]


def test_words_from_data_are_escaped(quarter: Quarter, checked: Checked) -> None:
    """A team that calls itself a script is a name on a page."""
    page = bilan_html(quarter(20, team="<script>alert(1)</script>", arrondissements={"621": "<b>", **NAMES}))
    checked(page)
    assert "&lt;script&gt;" in page


NAMES = {code: code for code in ("622", "623", "624", "625", "626", "627")}


def test_the_page_names_its_period_and_the_day_observed(quarter: Quarter) -> None:
    """Which cohort, seen on which day, printed when."""
    page = re.sub(r"\s+", " ", bilan_html(quarter(20)))
    for said in (
        "du 1er mai au 31 juillet 2021",
        "Situation observée au 31 juillet 2021",
        "document établi le 2 août 2021",
    ):
        assert said in page


def test_a_quota_that_is_not_fixed_reads_as_not_known(quarter: Quarter) -> None:
    """Not fixed is not zero."""
    assert "non connu" in bilan_html(quarter(60, quota={Month(2021, 5): None}))


def test_a_scope_that_contradicts_itself_is_refused(quarter: Quarter) -> None:
    """A period ends on or after its first day."""
    with pytest.raises(ValueError, match="last"):
        quarter(0, first=date(2021, 8, 1), last=date(2021, 7, 31))


def test_the_scope_knows_its_months(quarter: Quarter) -> None:
    """A period from December to February touches three months."""
    scope = quarter(0, first=date(2021, 12, 15), last=date(2022, 2, 1), observed_on=date(2022, 2, 1)).scope
    assert [str(month) for month in scope.months] == ["2021-12", "2022-01", "2022-02"]
