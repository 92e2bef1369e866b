"""Facts, rules and events of plugins on a caseload: asked as prevexp's own, and named where they fail."""

import json
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

import pytest

import prevexp
from prevexp.casework.refusal import Refusal
from prevexp.domain.vocabulary import Verdict
from prevexp.registry import Registry
from prevexp.render.explanation import explain_text
from prevexp.render.history import history_text
from prevexp.render.story import story_text

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "plugins"
PACK = ROOT / "plugins/prevexp-departement-62/src/prevexp_departement_62/pack"
MAY = date(2021, 5, 4)

CONTRACT = """
from prevexp.registry import EligibilityRule, PluginInfo, facts, hookimpl

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="d62", api=1, title="Pas-de-Calais", contact="equipe@example.org")

@hookimpl
def prevexp_eligibility_rules():
    yield EligibilityRule(
        id="d62.cap", question="Dette sous le plafond ?", source="convention, art. 3",
        expression=facts.arrears_cents <= 5_000_00, remedy="demander le décompte")
"""
"""The first plugin of the contract (plugins.md, section 6), word for word."""

COMPUTED = """
from datetime import date

import attrs

from prevexp.domain.events import Event
from prevexp.registry import Dtype, EligibilityRule, Fact, PluginInfo, hookimpl
from prevexp.registry.offers import EventType

DEBT_WEEKS = Fact(
    id="weeks.since_act", dtype=Dtype.INTEGER, unit="weeks", question="Semaines depuis l'acte ?", ask="Demander.",
    read=lambda state, on: READ(state, on))
SEEN = Fact(id="weeks.seen", dtype=Dtype.INTEGER, question="?", ask="-", read=lambda state, on: state.version)
LIFT = Fact(id="weeks.lift", dtype=Dtype.BOOL, question="Ascenseur ?", ask="Demander.", data_categories=("G3",))

def READ(state, on):
    return None if state.facts.act_on is None else (on - state.facts.act_on).days // 7

@attrs.frozen(kw_only=True)
class Called(Event):
    slug = "weeks.called.v1"
    minutes: int

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="weeks", api=1, title="Semaines", contact="equipe@example.org")

@hookimpl
def prevexp_facts():
    return [DEBT_WEEKS, SEEN, LIFT]

@hookimpl
def prevexp_event_types():
    yield EventType(id="weeks.called", slug="weeks.called.v1", cls=Called)

@hookimpl
def prevexp_eligibility_rules():
    from prevexp.expressions import Facts
    known = Facts([DEBT_WEEKS, SEEN, LIFT])
    common = {"source": "convention", "remedy": "Demander."}
    yield EligibilityRule(id="weeks.late", question="Tard ?", expression=known["weeks.since_act"] >= 3, **common)
    yield EligibilityRule(
        id="weeks.fresh", question="Sans acte ancien ?",
        expression=~known["weeks.since_act"].is_known() | (known["weeks.since_act"] < 50) | (known["weeks.seen"] > 9),
        **common)
    yield EligibilityRule(id="weeks.lift-free", question="Sans ascenseur ?", expression=~known["weeks.lift"], **common)
"""


@pytest.fixture
def opened(tmp_path):
    """Return how to open one store with some single-file plugins, name -> source; `None` for none."""

    def run(store="memory:", territory=PACK, **sources):
        folder = tmp_path / f"plugins-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for name, text in sources.items():
            (folder / f"{name}.py").write_text(text, encoding="utf-8")
        return prevexp.open(
            store,
            territory=str(territory),
            key_file=tmp_path / "keys" / "master.key",
            now=lambda: datetime(2021, 5, 4, 9, 30, tzinfo=UTC),
            registry=Registry.build([], plugins_dir=folder),
        )

    return run


def plain(text):
    """Return a text on one line with plain spaces."""
    return " ".join(text.split())


def received(caseload, write_list, **line):
    caseload.receive(write_list(line), received_on=MAY)
    return caseload.find("62-2021-1")


@pytest.mark.parametrize("source", [CONTRACT, (EXAMPLE / "plafond.py").read_text(encoding="utf-8")])
@pytest.mark.parametrize(("debt", "verdict"), [("5000.00", "eligible"), ("5000.01", "not-eligible"), ("", "to-check")])
def test_one_file_of_fifteen_lines_screens(opened, write_list, source, debt, verdict):
    """A rule of a plugin decides like the call's, at the cent, in the intake, one by one and in the explanation."""
    assert len([line for line in source.splitlines() if line.strip()]) <= 15
    with opened(first=source) as caseload:
        assert caseload.faults() == ()
        intake = caseload.receive(write_list({"dette_locative_eur": debt}), received_on=MAY)
        (case_id,) = intake.cases.values()
        (screened,) = caseload.screen(on=MAY)
        explained = caseload.explain(case_id, on=MAY)
        assert {screened.verdict, explained.verdict, *intake.verdicts} == {Verdict(verdict)}
        assert "Dette sous le plafond ?" in plain(explain_text(explained))
        assert "de first (first.py" in plain(explain_text(explained))


def test_computed_facts_are_the_same_on_both_paths(opened, write_list):
    """What a plugin computes of a row's case is what it computes of the stored one, with its questions."""
    lines = [
        {
            "id_dossier": f"62-2021-{n}",
            "date_acte": day,
            "adresse_voie": f"{n % 3} rue des Essais",
            "locataire_nom": f"Invente{'abcdefghijklmnop'[n]}",
            "locataire_prenom": f"Prenom{'abcdefghijklmnop'[n]}",
            "locataire_telephone": "",
            "locataire_date_naissance": "",
        }
        for n, day in enumerate(["2021-04-12", "", "2021-04-14", "2020-01-01", "2021-04-13"] * 3)
    ]
    with opened(weeks=COMPUTED) as caseload:
        assert caseload.faults() == ()
        intake = caseload.receive(write_list(*lines), received_on=MAY)
        screened = {one.case.case_id: one.result for one in caseload.screen(on=MAY)}
        assert len(intake.cases) > 5
        for row, case_id in intake.cases.items():
            if row not in {change.case for change in intake.changes.values()}:
                assert intake.screened.result(row) == screened[case_id]
        for row, change in intake.changes.items():
            if change.case in intake.cases:
                assert (
                    intake.results[row].checks["weeks.late"] == screened[intake.cases[change.case]].checks["weeks.late"]
                )
        assert {one.checks["weeks.late"] for one in screened.values()} == {True, False, None}
        again = [{**line, "mois_transfert": "2021-06", "date_acte": "2021-05-20"} for line in lines[:4]]
        later = caseload.receive(write_list(*again), received_on=date(2021, 6, 4))
        now = {one.case.case_id: one.result for one in caseload.screen(on=date(2021, 6, 4))}
        assert later.results
        for row, change in later.changes.items():
            assert later.results[row] == now[later_case(caseload, change)]


def later_case(caseload, change):
    return caseload.find(change.reference)


@pytest.mark.parametrize(
    ("read", "said"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("exit(3)", "SystemExit"),
        ("'three'", "got a value of type str"),
        ("True", "got a value of type bool"),
        ("setattr(state, 'version', 0)", "FrozenInstanceError"),
    ],
)
def test_a_fact_that_fails_is_never_a_yes_and_names_its_plugin(opened, write_list, read, said):
    """Every rule that reads it is not known, on both paths; one fault is kept, the explanation says whose."""
    broken = COMPUTED.replace(
        "return None if state.facts.act_on is None else (on - state.facts.act_on).days // 7", f"return {read}"
    )
    with opened(weeks=broken) as caseload:
        intake = caseload.receive(write_list({}), received_on=MAY)
        ((row, case_id),) = intake.cases.items()
        result = caseload.screen(on=MAY)[0].result
        assert intake.screened.result(row) == result
        assert (result.checks["weeks.late"], result.checks["weeks.fresh"]) == (None, None)
        assert result.checks["private-stock"] is True
        text = plain(explain_text(caseload.explain(case_id, on=MAY)))
        assert "extension weeks (weeks.py" in text
        told = caseload.explain(case_id, on=MAY).to_json()["rules"]
        assert {one["id"] for one in told if one["plugin_fault"]} == {"weeks.late", "weeks.fresh"}
        (fault,) = caseload.faults()
        assert fault.object == "weeks.since_act"
        assert said in fault.message
        assert caseload.fault_log.count(fault) >= 3


def test_a_noted_fact_is_read_by_rules_from_its_day_on(opened, write_list):
    """Not known the day before, then what was noted, then not known again once it is taken back."""
    with opened(weeks=COMPUTED) as caseload:
        case_id = received(caseload, write_list)
        assert not isinstance(caseload.note_fact(case_id, "weeks.lift", value=False, on=MAY), Refusal)
        assert isinstance(caseload.note_fact(case_id, "weeks.lift", value=3, on=MAY), Refusal)
        answers = {one.rule.id: one.answer for one in caseload.explain(case_id, on=MAY).rules}
        assert answers["weeks.lift-free"] is True
        caseload.withdraw_fact(case_id, "weeks.lift", on=MAY)
        answers = {one.rule.id: one.answer for one in caseload.explain(case_id, on=MAY).rules}
        assert answers["weeks.lift-free"] is None


@pytest.mark.parametrize("store", ["sqlite"])
def test_facts_and_events_of_a_plugin_outlive_it(opened, write_list, tmp_path, store):
    """Written through the facade, kept by the store, told as unknown without the plugin, and read again with it."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    with opened(url, weeks=COMPUTED) as caseload:
        case_id = received(caseload, write_list)
        called = caseload.registry.event_types[0].cls
        event = called(case_id=case_id, occurred_on=MAY, recorded_at=datetime(2021, 5, 4, 9, tzinfo=UTC), minutes=12)
        caseload.record(case_id, event, expected_version=caseload.case(case_id).version)
        line = '{"case": "62-2021-1", "type": "weeks.called.v1", "on": "2021-05-04", "data": {"minutes": 7}}'
        assert caseload.record_batch([line]).refused == ()
        fact = {"case": "62-2021-1", "command": "note-fact", "on": "2021-05-04", "fact": "weeks.lift"}
        assert caseload.record_batch([json.dumps({**fact, "value": {"flag": True}})]).refused == ()
        before = caseload.case(case_id)
        told = story_text(caseload.story(case_id, on=MAY))
        assert "Ascenseur ? oui" in plain(told)
    with opened(url) as caseload:
        assert caseload.case(case_id) == before
        assert isinstance(caseload.note_fact(case_id, "weeks.lift", value=False, on=MAY), Refusal)
        text = plain(story_text(caseload.story(case_id, on=MAY)))
        assert "weeks.lift : inconnu (greffon absent)" in text
        assert "extension" in history_text(before, caseload.entries(case_id), on=MAY)
    with opened(url, weeks=COMPUTED) as caseload:
        assert [
            one.minutes for one in caseload.events(case_id) if isinstance(one, caseload.registry.event_types[0].cls)
        ] == [12, 7]


def test_two_plugins_that_replace_one_rule_are_both_left_out_and_named(opened, write_list):
    """Neither is asked, the rule is, and the caseload works; the faults name both plugins."""
    replacing = CONTRACT.replace("facts, hookimpl", "Replacement, facts, hookimpl").replace(
        "remedy=", 'replaces=Replacement(id="in-arrears", reason="convention"), remedy='
    )
    with opened(a=replacing, b=replacing.replace("d62", "other")) as caseload:
        case_id = received(caseload, write_list)
        asked = {one.rule.id for one in caseload.explain(case_id, on=MAY).rules}
        assert "in-arrears" in asked
        assert not asked & {"d62.cap", "other.cap"}
        assert {(fault.provenance.plugin, fault.object) for fault in caseload.faults()} == {
            ("a", "d62.cap"),
            ("b", "other.cap"),
        }
        assert all("d62.cap and by other.cap" in fault.message for fault in caseload.faults())


def test_a_replaced_rule_is_told_with_the_reason(opened, write_list):
    """The explanation says what the new question replaces, and why."""
    replacing = CONTRACT.replace("facts, hookimpl", "Replacement, facts, hookimpl").replace(
        "remedy=", 'replaces=Replacement(id="in-arrears", reason="convention de 2024"), remedy='
    )
    with opened(a=replacing) as caseload:
        case_id = received(caseload, write_list)
        explained = caseload.explain(case_id, on=MAY)
        text = plain(explain_text(explained))
        assert "Remplace in-arrears : convention de 2024" in text
        assert explained.to_json()["set_aside"] == [
            {"id": "in-arrears", "reason": "convention de 2024", "instead": "d62.cap"}
        ]


def test_a_rule_that_reads_a_fact_nobody_declares_is_left_out(opened, write_list):
    """The fact has no value on any case: the rule would make every case fail, so its plugin is named."""
    undeclared = COMPUTED.replace("return [DEBT_WEEKS, SEEN, LIFT]", "return [SEEN, LIFT]")
    with opened(weeks=undeclared) as caseload:
        received(caseload, write_list)
        assert {fault.object for fault in caseload.faults()} == {"weeks.late", "weeks.fresh"}
        assert "weeks.since_act" in caseload.faults()[0].message
