"""The kit of exporters: prevexp's own pass it; what is wrong on purpose fails it, at the number that says why."""

import csv
import inspect
import io
import json
import time
from html.parser import HTMLParser

import attrs
import pytest

from prevexp.evaluation.blocks import Gap
from prevexp.evaluation.blocks import Rate
from prevexp.evaluation.documents import Named
from prevexp.registry.offers import Exporter
from prevexp.render.exporters import CORE_EXPORTERS
from prevexp.render.exporters import exporter_of
from prevexp.render.written import write_csv
from prevexp.testing.exporters import ExporterConformance


class TestCsv(ExporterConformance):
    exporter = exporter_of("csv")

    def read(self, content):
        return csv.reader(io.StringIO(content.decode()))


class TestExcelCsv(ExporterConformance):
    exporter = exporter_of("csv-excel")

    def read(self, content):
        return csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")


class TestJson(ExporterConformance):
    """JSON is read by programs, so a text that looks like a formula is one cell of text: nothing runs it."""

    exporter = exporter_of("json")

    def read(self, content):
        for sheet in json.loads(content)["sheets"]:
            for row in sheet["rows"]:
                yield [self.text(value) for value in row.values()]

    def text(self, value):
        if isinstance(value, dict):
            return "" if "gap" in value else f"{value['part']}/{value['whole']}"
        return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@" else str(value)


class _Cells(HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows, self.inside = [], False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        self.inside = tag in {"td", "th"} or (self.inside and tag == "span")
        if tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        if tag in {"td", "th"}:
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data


class TestHtml(ExporterConformance):
    """A page runs no formula: its cells are text."""

    exporter = exporter_of("html")

    def read(self, content):
        cells = _Cells()
        cells.feed(content.decode())
        for row in cells.rows:
            plain = [cell.replace("’", "'").replace("\N{NARROW NO-BREAK SPACE}", " ") for cell in row]
            yield [f"'{cell}" if cell[:1] in {"=", "+", "-", "@"} else cell for cell in plain]


def _offer(write, **changes):
    said = {"id": "x.out", "title": "Essai", "format": "out", "media_type": "text/csv", "suffixes": (".csv",)}
    return Exporter(**said | {"write": write} | changes)


class Right(TestCsv):
    exporter = _offer(write_csv)


def _rows(document, change=lambda entry: entry):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for sheet in document.sheets:
        writer.writerows([change(entry) for entry in row] for row in sheet.rows)
    return text.getvalue().encode()


def _plainly(entry):
    match entry:
        case Named():
            return entry.label
        case Gap():
            return ""
        case Rate(part=part, whole=whole):
            return f"{part}/{whole}"
        case _:
            return entry


def _last_row_lost(document, stream):
    stream.write(b"\n".join(_rows(document, _plainly).splitlines()[:-4]))


def _as_written(document, stream):
    stream.write(_rows(document, _plainly))


def _nought(document, stream):
    stream.write(_rows(document, lambda entry: "0" if isinstance(entry, Gap) else _plainly(entry)))


def _rounded(document, stream):
    stream.write(_rows(document, lambda entry: "0.5" if isinstance(entry, Rate) else _plainly(entry)))


def _first_sheet(document, stream):
    document.sheets[0].rows[0]
    write_csv(document, stream)


def _dated(document, stream):
    stream.write(f"{time.time():.0f}\n".encode())
    write_csv(document, stream)


def _closing(document, stream):
    write_csv(document, stream)
    stream.close()


def _going_back(document, stream):
    write_csv(document, stream)
    stream.seek(0)


class LastRowLost(Right):
    exporter = _offer(_last_row_lost)


class AsWritten(Right):
    exporter = _offer(_as_written)


class Nought(Right):
    exporter = _offer(_nought)


class Rounded(Right):
    exporter = _offer(_rounded)


class FirstSheetWanted(Right):
    exporter = _offer(_first_sheet)


class Dated(Right):
    exporter = _offer(_dated)


class Closing(Right):
    exporter = _offer(_closing)


class GoingBack(Right):
    exporter = _offer(_going_back)


class Nameless(Right):
    exporter = _offer(write_csv, title="")


EXPECTED = {
    LastRowLost: "EK-01",
    AsWritten: "EK-02",
    Nought: "EK-03",
    Rounded: "EK-04",
    FirstSheetWanted: "EK-05",
    Dated: "EK-06",
    Closing: "EK-07",
    GoingBack: "EK-08",
    Nameless: "EK-09",
}


def numbered(number: str) -> str:
    names = [name for name, _ in inspect.getmembers(ExporterConformance, inspect.isfunction)]
    return next(name for name in names if name.startswith(f"test_{number.lower().replace('-', '_')}_"))


@pytest.mark.parametrize(("mutant", "number"), EXPECTED.items(), ids=lambda one: getattr(one, "__name__", one))
def test_what_is_wrong_fails_at_its_number(mutant: type[ExporterConformance], number: str) -> None:
    """The failure is told with its number, what it means and what to do."""
    with pytest.raises((AssertionError, Exception)) as failed:
        getattr(mutant(), numbered(number))()
    note = "\n".join(failed.value.__notes__)
    assert note.startswith(f"{number} ")
    assert "Fix: " in note


def test_every_number_of_the_kit_has_its_mutant() -> None:
    """A test nothing can fail proves nothing."""
    names = [name for name, _ in inspect.getmembers(ExporterConformance, inspect.isfunction)]
    numbers = {f"EK-{name.split('_')[2]}" for name in names if name.startswith("test_ek_")}
    assert numbers == set(EXPECTED.values())


def test_a_form_of_prevexp_is_never_a_plugin_s() -> None:
    """A plugin that calls its form "csv" changes nothing for those who ask for CSV."""
    taken = attrs.evolve(_offer(_nought), format="csv")
    assert exporter_of("csv", (taken,)) is next(one for one in CORE_EXPORTERS if one.format == "csv")
    assert exporter_of("out", (_offer(write_csv),)).id == "x.out"
