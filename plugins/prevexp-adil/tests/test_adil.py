"""The plugin passes the kits, and its numbers, its part of the bilan and its tables come out of a caseload."""

import io
import re
from datetime import UTC
from datetime import date
from datetime import datetime
from importlib import import_module
from importlib.metadata import EntryPoint

import prevexp_adil
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.building import TableScope
from prevexp.evaluation.building import build_table
from prevexp.evaluation.facts import facts
from prevexp.registry import Registry
from prevexp.registry.offers import resolved
from prevexp.testing.exporters import ExporterConformance
from prevexp.testing.indicators import IndicatorConformance

MARKDOWN = next(iter(prevexp_adil.prevexp_exporters()))


class TestIndicators(IndicatorConformance):
    indicators = prevexp_adil.INDICATORS


class TestMarkdown(ExporterConformance):
    exporter = MARKDOWN

    def read(self, content):
        for line in (one for one in content.decode().splitlines() if not one.startswith("| ---")):
            cells = line.strip("|").split(" | ") if line.startswith("|") else [line]
            yield [re.sub(r"\\(.)", r"\1", cell.strip()) for cell in cells]


def case(**more) -> dict[str, object]:
    return dict.fromkeys(fact.id for fact in facts) | {"received_on": date(2021, 5, 4)} | more


def table(*rows):
    scope = TableScope(
        first=date(2021, 5, 1),
        last=date(2021, 5, 31),
        observed_on=date(2021, 8, 31),
        generated_on=date(2021, 9, 1),
        territory="Ici",
    )
    return build_table(prevexp_adil.INDICATORS, rows, scope)


def test_an_act_is_reviewed_in_time_up_to_the_thirtieth_day() -> None:
    """Of 44 cases: 11 on day 30, 11 on day 31, 11 not at all, 11 not allocated and so not counted."""
    allocated = {"allocated_on": date(2021, 5, 10)}
    found = table(
        *[case(act_checked_on=date(2021, 6, 9), **allocated)] * 11,
        *[case(act_checked_on=date(2021, 6, 10), **allocated)] * 11,
        *[case(**allocated)] * 11,
        *[case()] * 11,
    )
    assert found.result("adil.checked-in-30-days").value == Rate(11, 33)
    assert found.result("adil.days-to-check").n == 22


def test_a_hearing_nobody_knows_of_is_counted_apart() -> None:
    """Day 45 counts, day 46 does not; a hearing that is not known is neither."""
    found = table(
        *[case(hearing_on=date(2021, 6, 18))] * 12,
        *[case(hearing_on=date(2021, 6, 19))] * 13,
        *[case()] * 14,
    ).result("adil.hearing-within-45-days")
    assert (found.value, found.not_known) == (Rate(12, 39), 14)


def test_the_plugin_is_loaded_without_a_fault() -> None:
    """Its three hooks are asked and every object is stamped with its name."""
    registry = Registry.build([EntryPoint(name="adil", value="prevexp_adil", group="prevexp")])
    assert registry.faults == ()
    assert [one.id for one in registry.indicators] == [one.id for one in prevexp_adil.INDICATORS]
    assert {one.provenance.plugin for one in (*registry.sections, *registry.exporters)} == {"adil"}
    assert all(import_module(prevexp_adil.__name__ + f".{name}") for name in ("section", "markdown"))


def test_the_bilan_of_a_caseload_has_the_part_on_acts(tmp_path) -> None:
    """The section is built of the published numbers, and the page and the Markdown show them."""
    import prevexp
    from prevexp.render.bilan import bilan_html
    from prevexp.render.documents import bilan_document

    points = [
        EntryPoint(name="adil", value="prevexp_adil", group="prevexp"),
        EntryPoint(name="departement-62", value="prevexp_departement_62", group="prevexp"),
    ]
    with prevexp.open(
        "memory:",
        territory="62",
        key_file=tmp_path / "master.key",
        now=lambda: datetime(2021, 5, 4, tzinfo=UTC),
        registry=Registry.build(points),
    ) as caseload:
        bilan = caseload.report(date(2021, 5, 1), date(2021, 5, 31), generated_on=date(2021, 6, 2))
    assert bilan.missing == ()
    assert [one.section for one in bilan.passages] == ["adil.acts"]
    assert "Partie ajoutée par adil" in bilan_html(bilan)
    stream = io.BytesIO()
    resolved(MARKDOWN, "write")(bilan_document(bilan), stream)
    assert "## Contrôle des actes" in stream.getvalue().decode()
