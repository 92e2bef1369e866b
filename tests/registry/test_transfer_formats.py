"""Lists in forms of plugins: through the facade, by the checks every list goes through."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from prevexp.domain.errors import PluginFault
from prevexp.domain.errors import TransferRefused
from prevexp.exchange import rowslist

DAY = date(2021, 5, 4)
EXAMPLE = (Path(__file__).parents[2] / "examples" / "plugins" / "json_lines.py").read_text(encoding="utf-8")
READER = """
from prevexp.registry import PluginInfo, hookimpl
from prevexp.registry.offers import TransferFormat
from prevexp.domain.errors import TransferRefused

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="{id}", api=1, title="t", contact="c@example.org")

@hookimpl
def prevexp_transfer_formats():
    yield TransferFormat(id="{id}.list", suffixes=("{suffix}",), sniff=lambda head: {sniff}, read=read)

def read(path):
{body}
"""


def reader(body, *, plugin="odd", suffix=".odd", sniff="True"):
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    return READER.format(id=plugin, suffix=suffix, sniff=sniff, body=lines)


@pytest.fixture
def odd(tmp_path):
    """Return a file of a form prevexp does not read."""
    path = tmp_path / "liste.odd"
    path.write_bytes(b"odd\n")
    return path


def test_a_list_in_a_plugins_form_is_taken_in_as_any_other(install, opened, list_lines, tmp_path):
    """Rows are checked, matched and written; what cannot be read is rejected by its own line."""
    path = tmp_path / "liste.jsonl"
    good, bad = list_lines("62-2021-1", "62-2021-2")
    bad["stade_procedure"] = "inventé de toutes pièces"
    path.write_text(f"{json.dumps(good)}\n\n{{ broken\n{json.dumps(bad)}\n", encoding="utf-8")
    with opened(install(json_lines=EXAMPLE)) as caseload:
        intake = caseload.receive(path, received_on=DAY)
        assert [case.reference for case in caseload.cases()] == ["62-2021-1"]
        told = {row["line"]: row for row in intake.rows_json()}
        again = caseload.receive(path, received_on=DAY)
    assert {line: str(row["outcome"]) for line, row in told.items()} == {1: "accepted", 3: "rejected", 4: "rejected"}
    assert told[3]["faults"][0]["reason"] == "unreadable-cell"
    assert told[4]["faults"][0]["column"] == "stade_procedure"
    assert "read-by: json-lines.list" in intake.notes
    assert again.repeated
    rejects = tmp_path / "rejets.csv"
    assert intake.write_rejects(rejects) == 2
    assert "62-2021-2" in rejects.read_text(encoding="utf-8-sig")


def test_what_prevexp_reads_no_plugin_reads(install, opened, monthly_list):
    """A plugin that says of every table that it is its own changes nothing for those prevexp understands."""
    greedy = reader("raise AssertionError", suffix=".csv")
    with opened(install(odd=greedy)) as caseload:
        intake = caseload.receive(monthly_list("62-2021-1"), received_on=DAY)
        assert Counter(map(str, intake.counts.elements())) == {"accepted": 1}
        assert caseload.faults() == ()


def test_a_file_nobody_knows_is_refused_as_before(install, opened, odd):
    """The plugin says that it is not one of its own."""
    with opened(install(odd=reader("yield 1, {}", sniff="False"))) as caseload:
        with pytest.raises(TransferRefused) as refused:
            caseload.receive(odd, received_on=DAY)
        assert refused.value.reason == "not-a-workbook"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("raise ValueError('Zzexemplard')", "ValueError"),
        ("yield 1, {'id_dossier': '62-2021-1'}\nraise SystemExit", "SystemExit"),
        ("yield {'id_dossier': '62-2021-1'}", "a row is a pair"),
        ("yield 0, {'id_dossier': '62-2021-1'}", "a row is a pair"),
        ("yield 1, {'id_dossier': 1}", "a row is a pair"),
        ("return 3", "TypeError"),
    ],
)
def test_a_reader_that_fails_is_named_and_nothing_is_written(install, opened, odd, body, kind):
    """Plugin, distribution and version stand in the error, what it read does not; no case is there."""
    with opened(install(odd=reader(body))) as caseload:
        with pytest.raises(PluginFault, match=r"prevexp-odd 1\.0.*odd\.list") as fault:
            caseload.receive(odd, received_on=DAY)
        assert kind in str(fault.value)
        assert "Zzexemplard" not in str(fault.value) + str(caseload.faults())
        assert (caseload.cases(), caseload.verify().count, len(caseload.faults())) == ((), 0, 1)


def test_a_reader_may_refuse_a_file_in_its_own_words(install, opened, odd):
    """Somebody has to ask for the list again: that is no fault."""
    body = "raise TransferRefused('unreadable-cell', 'La table est coupée.', file=path.name)"
    with opened(install(odd=reader(body))) as caseload:
        with pytest.raises(TransferRefused, match="coupée"):
            caseload.receive(odd, received_on=DAY)
        assert caseload.faults() == ()


def test_a_sniffer_that_fails_knows_nothing_and_is_named(install, opened, odd, list_lines):
    """The next format is asked."""
    line = list_lines("62-2021-1")[0]
    points = install(a_bad=reader("yield 1, {}", plugin="bad", sniff="1 / 0"), odd=reader(f"yield 7, {line!r}"))
    with opened(points) as caseload:
        caseload.receive(odd, received_on=DAY)
        assert len(caseload.cases()) == 1
        assert [fault.object for fault in caseload.faults()] == ["bad.list"]


def test_the_limits_hold_before_a_plugin_reads(install, opened, odd, monkeypatch):
    """A file too large is refused unread; a list with too many cells is refused while it is read."""
    monkeypatch.setattr(rowslist, "LARGEST_TEXT_BYTES", 3)
    with opened(install(odd=reader("raise AssertionError"))) as caseload:
        with pytest.raises(TransferRefused) as refused:
            caseload.receive(odd, received_on=DAY)
        assert (refused.value.reason, caseload.faults()) == ("file-too-large", ())
        monkeypatch.undo()
    monkeypatch.setattr(rowslist, "MOST_TEXT_CELLS", 10)
    endless = reader(
        "n = 0\nwhile True:\n    n += 1\n    yield n, {'id_dossier': 'x', 'parc': 'prive'}", plugin="endless"
    )
    with opened(install(endless=endless)) as caseload, pytest.raises(TransferRefused) as refused:
        caseload.receive(odd, received_on=DAY)
    assert refused.value.reason == "file-too-large"
