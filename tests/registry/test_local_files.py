"""rules.toml, facts.toml and vocabularies.toml: what a territory asks, adds and calls its own, without Python."""

from datetime import date

import pytest

from prevexp.domain.errors import PackInvalid
from prevexp.eligibility import Screening
from prevexp.eligibility import core_rules
from prevexp.expressions import Dtype
from prevexp.registry import Registry
from prevexp.registry import load_territory
from prevexp.registry import read_pack

ON = date(2022, 5, 4)
FACTS = """
[[fact]]
id = "d99.lift"
dtype = "bool"
question = "L’immeuble a-t-il un ascenseur ?"
ask = "Demander au ménage."
group = "G3"

[[fact]]
id = "d99.over_indebted"
dtype = "slug"
question = "Où en est le dossier de surendettement ?"
ask = "Demander la lettre de la commission."
group = "G4"
values = { filed = "déposé", accepted = "recevable" }
not_known = { unclear = "non précisé" }

[[fact]]
id = "d99.aid_cents"
dtype = "integer"
unit = "cents"
question = "Quelle aide locale est versée ?"
ask = "Demander à la commune."
group = "G4"
"""
WORDS = """
[[vocabulary]]
of = "cause"
question = "Qu’est-ce qui a fait perdre l’emploi ?"
ask = "Demander au ménage."

[[word]]
of = "cause"
id = "d99.mission"
broader = "job_loss"
label = "fin de mission d’intérim"
"""
RULES = """
[[rule]]
id = "d99.cap"
question = "Dette sous le plafond ?"
source = "convention, art. 3"
remedy = "Demander le décompte."
expression = "arrears_cents <= 500_000 or d99.over_indebted in ('accepted')"
order = 5

[[rule]]
id = "d99.stage"
question = "Procédure avant l’audience ?"
source = "convention, art. 4"
remedy = "Demander le stade."
replaces = "upstream-stage"
reason = "la convention fixe le stade autrement"
valid_from = 2022-01-01
valid_to = 2022-12-31
expression = '''
stage in ('signalement', 'commandement_de_payer')
  or stage in ('assignation') and not known
'''

[[off]]
rule = "not-open-elsewhere"
reason = "la coordination s’en charge, convention, art. 5"
"""


@pytest.fixture
def local(pack):
    """Write the three files into the small pack; texts given replace some."""

    def run(**texts):
        for name, text in {"facts": FACTS, "vocabularies": WORDS, "rules": RULES, **texts}.items():
            (pack / f"{name}.toml").write_text(text, encoding="utf-8")
        return pack

    return run


def problems(folder):
    with pytest.raises(PackInvalid) as caught:
        read_pack(folder)
    return [str(problem) for problem in caught.value.params["problems"]]


def test_a_territory_declares_facts_words_and_rules_as_data(local):
    """They are read, typed and stamped with whose they are."""
    read = read_pack(local())
    facts = {fact.id: fact for fact in read.facts}
    assert set(facts) == {"d99.lift", "d99.over_indebted", "d99.aid_cents", "d99.cause"}
    assert facts["d99.over_indebted"].labels == {"filed": "déposé", "accepted": "recevable", "unclear": "non précisé"}
    assert (facts["d99.aid_cents"].dtype, facts["d99.aid_cents"].unit) == (Dtype.INTEGER, "cents")
    assert facts["d99.cause"].narrows.broader == {"d99.mission": "job_loss"}
    assert [rule.id for rule in read.rules] == ["d99.cap", "d99.stage"]
    assert str(read.rules[0].expression) == "arrears_cents <= 500000 cents or d99.over_indebted in ('accepted')"
    assert {one.provenance.version for one in (*read.facts, *read.rules)} == {"2026.1"}
    assert "d99.lift" in read.work_plan.facts


@pytest.mark.parametrize(
    ("on", "asked"),
    [(date(2021, 12, 31), "upstream-stage"), (date(2022, 1, 1), "d99.stage"), (date(2023, 1, 1), "upstream-stage")],
)
def test_what_is_replaced_and_switched_off_is_not_asked(local, on, asked):
    """On its days, one question stands for another; the one that is off is not asked at all."""
    read = read_pack(local())
    screening = Screening.of((*core_rules(read.stages), *read.rules), on=on, off=read.switched_off)
    ids = {rule.id for rule in screening.rules}
    assert ids & {"upstream-stage", "d99.stage"} == {asked}
    assert "not-open-elsewhere" not in ids
    assert "d99.cap" in ids


def test_an_edited_rule_changes_the_fingerprint(local):
    """A run can name the rules it used."""
    before = read_pack(local()).fingerprint
    assert read_pack(local(rules=RULES.replace("500_000", "600_000"))).fingerprint != before


WRONG = {
    "unknown fact": (
        "rules",
        "arrears_cents <= 500_000 or",
        "arears_cents <= 1 or",
        "rules.toml, ligne 7",
        "arrears_cents",
    ),
    "unit": ("rules", "<= 500_000", "<= 5 days", "la même unité", "caractère 15"),
    "type": ("rules", "<= 500_000 or", "or", "d’un même type", "caractère 15"),
    "slug": ("rules", "('accepted')", "('acepted')", "valeur inconnue", "accepted"),
    "no condition": (
        "rules",
        "<= 500_000 or d99.over_indebted in ('accepted')",
        "+ 1",
        "d’un même type",
        "rule.expression",
    ),
    "syntax": ("rules", "or d99", "or or d99", "la forme écrite", "caractère 29"),
    "second line": (
        "rules",
        "or stage in ('assignation')",
        "or stag in ('assignation')",
        "ligne 2, caractère 6",
        "stage",
    ),
    "no reason": ("rules", 'reason = "la convention fixe le stade autrement"\n', "", "clé absente", "reason"),
    "reason alone": ("rules", 'replaces = "upstream-stage"\n', "", "clé absente", "replaces"),
    "replaces nobody": ("rules", '"upstream-stage"', '"upstream-stages"', "valeur inconnue", "upstream-stage ?"),
    "off nobody": ("rules", '"not-open-elsewhere"', '"not-open"', "valeur inconnue", "not-open-elsewhere"),
    "off required": ("rules", '"not-open-elsewhere"', '"in-territory"', "n’exige pas", "in-territory"),
    "off and replaced": ("rules", '"not-open-elsewhere"', '"upstream-stage"', "une seule fois par jour", "d99.stage"),
    "foreign id": ("rules", '"d99.cap"', '"cap"', "commence par d99.", "rule.id"),
    "rule twice": ("rules", '"d99.stage"', '"d99.cap"', "donné deux fois", "rule.id"),
    "foreign fact": ("facts", '"d99.lift"', '"lift"', "commence par d99.", "fact.id"),
    "fact twice": ("facts", '"d99.lift"', '"d99.aid_cents"', "donné deux fois", "fact.id"),
    "identity": ("facts", 'group = "G3"', 'group = "G1"', "ni G1 ni G2", "fact.group"),
    "slug without words": (
        "facts",
        'values = { filed = "déposé", accepted = "recevable" }',
        "",
        "clé absente",
        "fact.values",
    ),
    "words of a number": ("facts", 'unit = "cents"', 'values = { a = "A" }', "type slug seulement", "fact.values"),
    "unit of a flag": ("facts", 'dtype = "bool"', 'dtype = "bool"\nunit = "cents"', "s’accordent", "facts.toml"),
    "no such vocabulary": ("vocabularies", 'of = "cause"\nid', 'of = "couse"\nid', "valeur inconnue", "cause ?"),
    "no such word": ("vocabularies", '"job_loss"', '"job_los"', "valeur inconnue", "job_loss"),
    "illness": ("vocabularies", '"job_loss"', '"health"', "valeur inconnue", "word.broader"),
    "words of no vocabulary": (
        "vocabularies",
        '[[vocabulary]]\nof = "cause"',
        '[[vocabulary]]\nof = "stage"',
        "clé absente",
        "cause",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_told_with_file_line_and_nearest_name(local, name):
    """Everything is checked when the pack is loaded, before any case is screened."""
    file, old, new, *said = WRONG[name]
    text = {"facts": FACTS, "vocabularies": WORDS, "rules": RULES}[file]
    assert old in text
    told = problems(local(**{file: text.replace(old, new, 1)}))
    assert [one for one in told if all(part in one for part in said)], told


PLUGIN = """
from prevexp.registry import Dtype, EligibilityRule, Fact, PluginInfo, facts, hookimpl

@hookimpl
def prevexp_plugin():
    return PluginInfo(id="town", api=1, title="Ville", contact="equipe@example.org")

@hookimpl
def prevexp_facts():
    yield Fact(id="town.flat", dtype=Dtype.BOOL, question="Plat ?", ask="Demander.", data_categories=("G3",))

@hookimpl
def prevexp_eligibility_rules():
    yield EligibilityRule(
        id="town.rural", question="Rural ?", source="s", remedy="r", expression=facts.rural)
"""


def test_a_pack_reads_facts_of_plugins_and_switches_their_rules_off(local, install):
    """Data and Python meet: the fact is the plugin's, the rule that reads it the territory's."""
    rules = RULES.replace("d99.over_indebted in ('accepted')", "town.flat").replace("not-open-elsewhere", "town.rural")
    folder = local(rules=rules)
    read = load_territory(str(folder), registry=Registry.build(install(town=PLUGIN)))
    assert {rule.id for rule in read.rules} == {"d99.cap", "d99.stage", "town.rural"}
    assert "town.flat" in {fact.id for fact in read.facts}
    screening = Screening.of((*core_rules(read.stages), *read.rules), on=ON, off=read.switched_off)
    assert [(one.rule.id, one.instead) for one in screening.aside if one.rule.id == "town.rural"] == [
        ("town.rural", None)
    ]
    with pytest.raises(PackInvalid):
        load_territory(str(folder), registry=Registry.build([]))


BAD_FACTS = {
    "no group": ('data_categories=("G3",)', "data_categories=()", "one group of data is needed"),
    "identity": ('data_categories=("G3",)', 'data_categories=("G1",)', "one group of data is needed"),
    "no such group": ('data_categories=("G3",)', 'data_categories=("housing",)', "G1 to G12"),
    "free text": ("Dtype.BOOL", "Dtype.SLUG", "no free text"),
}


@pytest.mark.parametrize("name", BAD_FACTS)
def test_a_fact_that_nobody_could_note_leaves_its_plugin_out(install, name):
    """A fact without `read` is noted by people: it has one group of data, and a slug has its words."""
    old, new, said = BAD_FACTS[name]
    registry = Registry.build(install(town=PLUGIN.replace(old, new)))
    (fault,) = registry.faults
    assert registry.facts == ()
    assert said in fault.message


def test_rules_of_a_plugin_that_brings_a_pack_hold_in_its_territory_only(install, pack, tmp_path):
    """Two départements installed side by side do not screen each other's cases."""
    other = PLUGIN.replace("town", "d98").replace(
        "@hookimpl\ndef prevexp_facts",
        f"""
@hookimpl
def prevexp_territory_packs():
    from pathlib import Path
    from prevexp.registry import PackLocation
    yield PackLocation(department="99", root=Path({str(pack)!r}))

@hookimpl
def prevexp_facts""",
    )
    registry = Registry.build(install(d98=other))
    assert registry.faults == ()
    assert [rule.id for rule in load_territory("99", registry=registry).rules] == ["d98.rural"]
    assert load_territory(str(pack), registry=registry).rules == ()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("capacity.toml", "fte = 0.8", 'fte = "un"'),
        ("pack.toml", 'department = "99"', "department = 99"),
        ("pack.toml", "[stages]", "[stade]"),
        ("facts.toml", 'dtype = "bool"', 'dtype = "boolean"'),
    ],
)
def test_a_fault_elsewhere_does_not_make_them_unknown(local, file, old, new):
    """The report names the file at fault and no other: what is sound is not told as a file that would not be read."""
    place = local() / file
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackInvalid) as refused:
        read_pack(place.parent)
    assert {one.file for one in refused.value.params["problems"]} == {file}


def test_their_faults_are_told_with_those_of_other_files(local):
    """One pass names both: the work time that is no number, and the fact no rule can read."""
    folder = local(rules=RULES.replace("arrears_cents <=", "arears_cents <=", 1))
    capacity = folder / "capacity.toml"
    capacity.write_text(capacity.read_text(encoding="utf-8").replace("fte = 0.8", 'fte = "un"', 1), encoding="utf-8")
    with pytest.raises(PackInvalid) as refused:
        read_pack(folder)
    told = {(one.file, one.key) for one in refused.value.params["problems"]}
    assert {("capacity.toml", "worker.fte"), ("rules.toml", "rule.expression")} <= told
