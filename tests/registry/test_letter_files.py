"""letters.toml and letters/: a territory's own words, and what no letter of it may say or leave out."""

import pytest

from prevexp.domain.errors import PackInvalid
from prevexp.domain.paper import LetterKind
from prevexp.registry import read_pack
from prevexp.registry.letter_checks import template_problems
from prevexp.registry.letter_files import default_letters
from prevexp.registry.letters import MAY_SAY
from prevexp.registry.letters import MUST_SAY

NOTICE = "<p>Bonjour, appelez-nous au {{ phone }}.</p>\n<p>{{ discreet_sender }}</p>\n"


def problems_of(pack):
    with pytest.raises(PackInvalid) as refused:
        read_pack(pack)
    return [(one.file, one.line, one.code.value, one.nearest) for one in refused.value.params["problems"]]


def write(pack, kind, text):
    (pack / "letters").mkdir(exist_ok=True)
    (pack / "letters" / f"{kind}.j2").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("kind", LetterKind)
def test_the_templates_that_come_with_prevexp_hold_their_own_rules(kind):
    """Each says what it must, and nothing it may not."""
    template = default_letters().templates[kind]
    assert template_problems(kind, "x", template.text) == []
    assert template.id == f"prevexp:{kind}"
    assert MUST_SAY[kind] <= MAY_SAY[kind]


def test_a_territory_without_letters_has_those_that_come_with_prevexp(pack):
    """And what is to be filled in says so."""
    letters = read_pack(pack).letters
    assert letters == default_letters()
    assert {"sender", "phone", "dpo", "controller"} <= set(letters.details.incomplete)


def test_a_territory_replaces_one_template_and_some_words(pack):
    """The rest stays; the fingerprint of the pack and that of the template know it."""
    before = read_pack(pack).fingerprint
    write(pack, LetterKind.DOOR_NOTICE, NOTICE)
    (pack / "letters.toml").write_text('phone = "03 00 00 00 00"\n', encoding="utf-8")
    read = read_pack(pack)
    notice, default = read.letters.templates[LetterKind.DOOR_NOTICE], default_letters()
    assert (notice.text, notice.id) == (NOTICE, "99:door_notice")
    assert notice.fingerprint != default.templates[LetterKind.DOOR_NOTICE].fingerprint
    assert read.letters.templates[LetterKind.SMS] == default.templates[LetterKind.SMS]
    assert (read.letters.details.phone, read.letters.details.rights) == ("03 00 00 00 00", default.details.rights)
    assert read.fingerprint != before


@pytest.mark.parametrize(
    "kind, text, expected",
    [
        (LetterKind.DOOR_NOTICE, "<p>x</p>\n{{ phon }} {{ phone }}", (2, "unknown-value", "phone")),
        (LetterKind.DOOR_NOTICE, "{{ phone }}\n{{ rights }}", (2, "unknown-value", None)),
        (LetterKind.DOOR_NOTICE, "{{ phone }}\n\n<p>Votre dette</p>", (3, "contradiction", None)),
        (LetterKind.SMS, "{{ phone }}\nle TRIBUNAL", (2, "contradiction", None)),
        (LetterKind.SMS, "<p>{{ phone }}", (1, "contradiction", None)),
        (LetterKind.DOOR_NOTICE, "{{ phone }}\n<script>x</script>", (2, "contradiction", None)),
        (LetterKind.DOOR_NOTICE, '{{ phone }}<p onclick="x">', (1, "contradiction", None)),
        (LetterKind.DOOR_NOTICE, '{{ phone }}<p style="background:url(x)">', (1, "contradiction", None)),
        (LetterKind.DOOR_NOTICE, "{{ phone }}<a href=x>", (1, "contradiction", None)),
        (LetterKind.DOOR_NOTICE, "{{ phone }}<!-- -->", (1, "contradiction", None)),
        (LetterKind.DOOR_NOTICE, "{{ phone }}\n{% for x in phone %}{% endfor %}", (2, "contradiction", None)),
        (LetterKind.DOOR_NOTICE, "{{ phone }}{{ phone.upper() }}", (1, "contradiction", None)),
        (LetterKind.DOOR_NOTICE, "{{ phone }}\n{% include 'x' %}", (2, "contradiction", None)),
        (LetterKind.DOOR_NOTICE, "{{ phone | safe }}{{ phone }}", (1, "contradiction", None)),
        (LetterKind.DOOR_NOTICE, "{{ phone }}\n{% if %}", (2, "unreadable-file", None)),
        (LetterKind.DOOR_NOTICE, "<p>rien</p>", (None, "missing-key", None)),
        (LetterKind.SMS, "{% if hours %}{{ phone }}{% endif %}", (None, "missing-key", None)),
    ],
)
def test_a_template_that_breaks_a_rule_is_refused_with_its_line(pack, kind, text, expected):
    """Unknown names, tags, constructions, telling words, missing mentions: before any letter is made."""
    write(pack, kind, text)
    assert (f"letters/{kind}.j2", *expected) in problems_of(pack)


@pytest.mark.parametrize("mention", sorted(MUST_SAY[LetterKind.DATA_INFORMATION]))
def test_the_sheet_on_data_leaves_no_mention_out(pack, mention):
    """Source, purposes, basis, recipients, retention, rights, objection, complaint, controller, DPO (RGPD art. 14)."""
    text = default_letters().templates[LetterKind.DATA_INFORMATION].text
    write(pack, LetterKind.DATA_INFORMATION, text.replace(f"{{{{ {mention} }}}}", "…"))
    found = problems_of(pack)
    assert [(file, code) for file, _, code, _ in found] == [("letters/data_information.j2", "missing-key")]


def test_words_on_what_neighbours_read_tell_nothing(pack):
    """The name of the team on a notice is not that of what it prevents."""
    (pack / "letters.toml").write_text('x = "y"\ndiscreet_sender = "Prévention des expulsions"\n', encoding="utf-8")
    assert sorted(problems_of(pack)) == [
        ("letters.toml", 1, "unknown-key", None),
        ("letters.toml", 2, "contradiction", None),
    ]


def test_a_file_nobody_asks_for_in_the_folder_is_a_problem(pack):
    """A slip of the pen in a name would change nothing, in silence."""
    write(pack, "first_leter", "x")
    assert problems_of(pack) == [("letters/first_leter.j2", None, "unknown-file", "letters/first_letter.j2")]
