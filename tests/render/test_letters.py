"""Letters are read by everyone: short sentences, short words, one page, and nothing a neighbour should not read."""

import re
from datetime import date

import attrs
import pytest

from prevexp.caseload.letters import LetterDraft
from prevexp.casework.informing.subject import recipient_of
from prevexp.domain.paper import LetterKind
from prevexp.domain.values import Secret
from prevexp.registry.letter_checks import telling
from prevexp.registry.letter_files import default_letters
from prevexp.registry.letters import DISCREET
from prevexp.render.letters import letter_html
from prevexp.render.letters import letter_text
from prevexp.render.sms import plain
from prevexp.render.sms import segments

FILLED = {
    "sender": "Équipe mobile",
    "office": "1 place du Marché Inventé",
    "phone": "03 00 00 00 00",
    "controller": "Association Exemple, 1 place du Marché Inventé",
    "dpo": "dpo@exemple.invalid",
}
ADDRESS = ("Camille Zzexemplard", "1 rue du Modèle <Inventé>", "62000 Arras")
LONG = 11  # letters: « commissaire », « utilisation »; a word of more is a long one


def draft(kind, **more):
    letters = default_letters()
    values = attrs.asdict(letters.details) | FILLED
    values |= {"meeting_on": date(2021, 5, 12), "meeting_at": "14 h", "meeting_place": "Maison des services"}
    said = {"kind": kind, "on": date(2021, 5, 4), "reference": "62-2021-1", "recipient": recipient_of(kind)}
    return LetterDraft(**said, template=letters.templates[kind], values=values, **more)


def words_of(kind):
    """Return the sentences of a letter; an item of a list is one."""
    body = letter_text(draft(kind)) if kind is LetterKind.SMS else letter_html(draft(kind)).partition("</h1>")[2]
    text = re.sub(r"</(p|li|h2)>", ". ", body)
    text = re.sub(r"<[^>]+>|\S+@\S+|\d[\d.]*", " ", text)
    sentences = [re.findall(r"[^\W\d_]+", part) for part in re.split(r"[.!?;:]+", text)]
    return [sentence for sentence in sentences if sentence]


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_is_written_for_everyone(kind):
    """On average at most 12 words a sentence, none over 30; at most one word in twelve is long."""
    sentences = words_of(kind)
    words = [word for sentence in sentences for word in sentence]
    assert len(words) / len(sentences) <= 12
    assert max(map(len, sentences)) <= 30
    assert sum(len(word) > LONG for word in words) / len(words) <= 1 / 12


@pytest.mark.parametrize("kind", sorted(set(LetterKind) - {LetterKind.SMS}))
def test_a_letter_is_a_page_anybody_can_read(checked, kind):
    """No script, nothing from outside, headings in order; what comes in is escaped."""
    page = letter_html(draft(kind, address=tuple(map(Secret, ADDRESS))))
    root = checked(page)
    assert "<Inventé>" not in page
    assert "None" not in "".join(root.itertext())


@pytest.mark.parametrize("kind", sorted(DISCREET))
def test_what_a_neighbour_may_read_tells_nothing(kind):
    """No word of debt, eviction or court; no reference."""
    letter = draft(kind)
    text = letter_text(letter) if kind is LetterKind.SMS else letter_html(letter).partition("</style>")[2]
    assert not telling(text)
    assert letter.reference not in text


@pytest.mark.parametrize("word", ["votre dette", "EXPULSION", "un tribunal", "l’huissier", "Loyer", "CCAPEX", "bail"])
def test_the_words_that_tell_are_known(word):
    """In any case; an ordinary word is not one."""
    assert telling(f"Bonjour, {word}.")
    assert not telling("Bonjour, appelez-nous, c’est gratuit. Baillargeat")


def test_the_message_fits_into_one_and_stays_in_the_small_alphabet():
    """With a telephone number of fourteen signs."""
    text = letter_text(draft(LetterKind.SMS))
    assert len(text) <= 160
    assert segments(text) == 1
    assert plain(text) == text
    assert "\n" not in text


@pytest.mark.parametrize(
    "text, number",
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("é" * 160, 1),
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("ê" * 134, 2),
        ("ê" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_messages_are_counted_as_phones_count_them(text, number):
    """160 signs in the small alphabet, 153 in each of several; 70 and 67 in the large one; some signs count twice."""
    assert segments(text) == number


def test_plain_keeps_what_it_does_not_know():
    """Apostrophes and accents of French fold into the small alphabet; another script stays."""
    assert plain("L’équipe « ça » déjà…") == 'L\'équipe "ca" déjà...'
    assert plain("Ж") == "Ж"


def test_a_value_of_the_territory_is_text_and_never_markup():
    """Escaped on paper; in a message it is written as it is."""
    hostile = {"phone": "<script>alert(1)</script>", "hours": "{{ 7 * 7 }}", "discreet_sender": "x"}
    letter = draft(LetterKind.DOOR_NOTICE)
    page = letter_html(attrs.evolve(letter, values=dict(letter.values) | hostile))
    assert "<script" not in page
    assert "49" not in page.partition("<main")[2]


@pytest.mark.checkout
@pytest.mark.parametrize("kind", sorted(set(LetterKind) - {LetterKind.SMS}))
def test_a_letter_prints_on_one_page(chromium, screenshot, tmp_path, kind):
    """A4, with the address in the window of the envelope."""
    file, target = tmp_path / "letter.html", tmp_path / "letter.pdf"
    file.write_text(letter_html(draft(kind, address=tuple(map(Secret, ADDRESS)))), encoding="utf-8")
    screenshot.run(chromium, f"--print-to-pdf={target}", "--no-pdf-header-footer", file.as_uri())
    assert target.read_bytes().count(b"/Type /Page\n") == 1
