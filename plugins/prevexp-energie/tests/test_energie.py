"""Through the facade: a letter is noted, rules, deadlines and pages read it, a cut never closes a door."""

import json
from datetime import UTC
from datetime import date
from datetime import datetime
from importlib.metadata import EntryPoint

import pytest

import prevexp
from prevexp.casework.commands import GiveAgreement
from prevexp.cli.running import run
from prevexp.domain.errors import InvalidValue
from prevexp.domain.extra import noted_by
from prevexp.domain.values import utc
from prevexp.domain.vocabulary import ActKind
from prevexp.domain.vocabulary import ProofKind
from prevexp.domain.vocabulary import SocialServicesAnswer
from prevexp.domain.vocabulary import Verdict
from prevexp.law.review.review import review
from prevexp.law.territory_law import national
from prevexp.registry import Registry
from prevexp.render.story import story_text
from prevexp_energie import counting
from prevexp_energie.events import CutAnnounced
from prevexp_energie.listing import announced_cuts
from prevexp_energie.memory import MEMO
from prevexp_energie.memory import as_instant
from prevexp_energie.memory import as_object
from prevexp_energie.memory import seen_at

MAY, TEN, TWELVE = date(2021, 5, 4), date(2021, 5, 10), date(2021, 5, 12)
OWN = EntryPoint("energie", "prevexp_energie", "prevexp")
PACK = EntryPoint("departement-62", "prevexp_departement_62", "prevexp")
CAP = {"cap": {"cents": 1_000_00, "source": "convention inventée, art. 3"}}
LETTER = {"supplier": "fournisseur-1", "energy": "gas", "cut_on": "2021-05-28", "reply_by": "2021-05-20"}
WIDTHS = (14, 34, 10, 8, 24, 20, 38, 5, 5, 10)


def line(number, debt="1560.50"):
    cells = (
        f"62-2021-{number}",
        "commandement_de_payer",
        "2021-04-12",
        "prive",
        f"Zzexemplard{number}",
        "Camille",
        f"{number} rue Inventée",
        "62000",
        "62041",
        debt,
    )
    return "".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True))


@pytest.fixture
def fsl_list(tmp_path):
    """Return a function that writes a list of fixed width."""

    def write(*lines):
        path = tmp_path / "liste.fsl"
        path.write_text("\n".join(("FSL 2021-05", *lines)) + "\n", encoding="cp1252")
        return path

    return write


@pytest.fixture
def open_it(tmp_path):
    """Return a function that opens one store of territory 62, with the plugin and these settings, or without it."""

    def run(settings=None, points=(OWN, PACK)):
        return prevexp.open(
            f"sqlite:///{tmp_path / 'store.db'}",
            territory="62",
            key_file=tmp_path / "master.key",
            now=lambda: datetime(2021, 5, 12, 9, 30, tzinfo=UTC),
            registry=Registry.build(points, settings={"energie": settings} if settings else None),
        )

    return run


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """Make the plugin an installed distribution, as pip would leave it, wherever its sources lie."""
    info = tmp_path / "site" / "prevexp_energie-0.1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: prevexp-energie\nVersion: 0.1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[prevexp]\nenergie = prevexp_energie\n", encoding="utf-8")
    monkeypatch.syspath_prepend(info.parent)
    monkeypatch.setenv("PREVEXP_PLUGINS", "energie,departement-62")


@pytest.fixture
def agreed(open_it, fsl_list):
    """Take in a list of one household that agrees on 10 May 2021."""
    with open_it() as caseload:
        caseload.receive(fsl_list(line(1)), received_on=MAY)
        case_id = caseload.find("62-2021-1")
        caseload.answer(case_id, partner="caf", answer=SocialServicesAnswer.NOT_FOLLOWED, on=MAY)
        caseload.do(case_id, GiveAgreement(on=TEN, proof=ProofKind.WORKER_RECORD))
    return case_id


def entry(on=TEN, **data):
    said = {"case": "62-2021-1", "type": CutAnnounced.slug, "on": on.isoformat(), "data": {**LETTER, **data}}
    return json.dumps({**said, "data": {name: one for name, one in said["data"].items() if one is not None}})


CALLED_OFF = entry(on=TWELVE, announced=False, cut_on=None, reply_by=None, energy=None)


def test_a_letter_gives_facts_and_two_days_that_press(open_it, agreed):
    """The day to answer by comes before the day of the cut; both go when the cut is called off."""
    with open_it() as caseload:
        assert caseload.record_batch([entry()]).refused == ()
        before = [one for one in caseload.deadlines(agreed).found if one.kind.startswith("energie.")]
        assert [(one.kind, one.on) for one in before] == [
            ("energie.reply", date(2021, 5, 20)),
            ("energie.cut", date(2021, 5, 28)),
        ]
        assert {one.rpartition(".")[2] for one in noted_by(caseload.case(agreed).extra, TEN)} == {
            "cut_announced",
            "cut_on",
            "energy",
            "owed",
            "reply_by",
        }
        page = story_text(caseload.story(agreed, on=TEN))
        assert "20 mai 2021 : Répondre au fournisseur d’énergie (notée au dossier)" in page.replace("\xa0", " ")
        assert caseload.record_batch([CALLED_OFF]).refused == ()
        assert [one for one in caseload.deadlines(agreed).found if one.kind.startswith("energie.")] == []
        assert len([one for one in caseload.deadlines(agreed, on=TEN).found if one.kind.startswith("energie.")]) == 2
        assert caseload.faults() == ()


def test_nothing_is_noted_before_the_household_agrees(open_it, agreed):
    """The group of what is noted asks for the agreement, without the event saying so."""
    with open_it() as caseload:
        (refused,) = caseload.record_batch([entry(on=date(2021, 5, 9))]).refused
    assert refused.code == "agreement-missing"


def test_a_cut_opens_what_a_cap_closes_and_never_closes(open_it, agreed):
    """Above the cap: not known before somebody asks, yes with a cut, no once it is said that there is none."""

    def answer(caseload, on):
        rules = caseload.explain(agreed, on=on).rules
        return next(one.answer for one in rules if one.rule.id == "energie.cap")

    with open_it(CAP) as caseload:
        assert answer(caseload, TEN) is None
        caseload.record_batch([entry()])
        assert answer(caseload, TEN) is True
        assert caseload.screen(on=TEN)[0].verdict is Verdict.ELIGIBLE
        caseload.record_batch([CALLED_OFF])
        assert answer(caseload, TWELVE) is False
    with open_it() as caseload:
        assert [one.id for one in caseload.rules(TWELVE) if one.id.startswith("energie.")] == []


def test_without_the_plugin_the_letter_is_kept_and_says_nothing(open_it, agreed):
    """The case has no fact of it, and has it again when the plugin is back."""
    with open_it() as caseload:
        caseload.record_batch([entry()])
    with open_it(points=(PACK,)) as caseload:
        assert caseload.case(agreed).extra == ()
        assert caseload.case(agreed).version == 4
    with open_it() as caseload:
        assert len(caseload.case(agreed).extra) == 5


def test_the_list_names_nobody_and_says_what_is_new_once(open_it, agreed, tmp_path, installed, capsys):
    """Initials and the reference; a second look finds the same letter, no longer new."""
    with open_it() as caseload:
        caseload.record_batch([entry()])
        (cut,) = announced_cuts(caseload, TWELVE, None)
        assert announced_cuts(caseload, date(2021, 5, 9), None) == ()
    assert "62-2021-1  C. Z.  gaz, répondre au plus tard le 20" in str(cut)
    asked = ["energie", "list", "--on", "2021-05-12", "--store", f"sqlite:///{tmp_path / 'store.db'}"]
    asked += ["--territory", "62", "--key-file", str(tmp_path / "master.key")]
    assert run([*asked, "--json"]) == 0
    first = capsys.readouterr()
    assert run(asked) == 0
    second = capsys.readouterr()
    assert [one["new"] for one in json.loads(first.out)] == [True]
    assert "62-2021-1  C. Z." in second.out
    assert "nouveau" not in second.out
    assert "Zzexemplard" not in "".join((*first, *second))


def test_what_the_list_remembers_is_lifted(open_it, agreed):
    """A document of version 0 and one of version 1 come to the same instant of version 2."""
    assert seen_at(as_instant(as_object(b"2021-05-10"))) == utc(2021, 5, 10)
    with open_it() as caseload:
        caseload.records.documents.write(MEMO, (1).to_bytes(4) + as_object(b"2021-05-10"), after=0)
    with open_it() as caseload:
        assert seen_at(caseload.plugin_data(MEMO).read().data) == utc(2021, 5, 10)
        assert caseload.faults() == ()


def test_a_list_of_fixed_width_is_read_and_a_short_line_rejected(open_it, fsl_list):
    """Each row keeps its line; nothing is assumed of the social services."""
    with open_it() as caseload:
        intake = caseload.receive(fsl_list(line(1), "62-2021-2  commandement", line(3)), received_on=MAY)
        assert [one["line"] for one in intake.rows_json() if one["outcome"] == "rejected"] == [3]
        assert len(caseload.cases()) == 2
        assert {str(one.facts.answer) for one in caseload.cases()} == {"sans_reponse"}
        assert caseload.cases()[0].facts.arrears_cents == 1560_50


@pytest.mark.parametrize(("sent", "finding"), [(True, "ok"), (False, "defect"), (None, "unknown")])
def test_the_letter_of_the_charter_is_asked_where_there_is_one(sent, finding):
    """Not seen is not known, and never a defect."""
    registry = Registry.build([OWN], settings={"energie": {"charter": "charte inventée, art. 2"}})
    found = review(
        {"energie_letter_sent": sent},
        national("62").setting,
        ActKind.COMMANDEMENT_DE_PAYER,
        extra=registry.notice_checks,
    )
    assert (found.answers[-1].check.source, found.answers[-1].finding) == ("charte inventée, art. 2", finding)
    assert Registry.build([OWN]).notice_checks == ()


def test_counts_say_how_many_and_never_of_whom(open_it, agreed, tmp_path):
    """Starts, letters, runs; the file holds no case and no name."""
    file = tmp_path / "counts.jsonl"
    with open_it({"counts": str(file)}) as caseload:
        caseload.record_batch([entry(), CALLED_OFF])
        caseload.report(MAY, TWELVE, generated_on=TWELVE)
    assert counting.counted(file) == {"start with 2": 1, "letters": 2, "run report": 1}
    assert agreed not in file.read_text(encoding="utf-8")


def test_a_fault_of_another_plugin_is_counted(tmp_path):
    """By whose it is and at which step."""
    file = tmp_path / "counts.jsonl"
    gone = EntryPoint("gone", "prevexp_that_is_not_there", "prevexp")
    Registry.build([OWN, gone], settings={"energie": {"counts": str(file)}})
    assert counting.counted(file)["fault gone import"] == 1


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"announced": False, "cut_on": MAY},
        {"cut_on": MAY, "reply_by": TEN},
    ],
)
def test_a_letter_that_contradicts_itself_is_refused(said):
    """No day, a day of a cut that is called off, an answer after the cut."""
    with pytest.raises(InvalidValue):
        CutAnnounced(case_id="1", occurred_on=MAY, recorded_at=utc(2021, 5, 4), supplier="s", **said)
