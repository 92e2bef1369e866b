"""Pictures say what they show in words too, and no length or shade tells a hidden number."""

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from prevexp.render.charts import Bar
from prevexp.render.charts import MapTile
from prevexp.render.charts import Part
from prevexp.render.charts import Step
from prevexp.render.charts import Words
from prevexp.render.charts import bars
from prevexp.render.charts import funnel
from prevexp.render.charts import tile_map
from prevexp.render.svg import WIDTH
from prevexp.render.svg import lines_of
from prevexp.render.svg import width_of

WORDS = Words("Titre", "Ce que l’image montre")
counts = st.none() | st.integers(0, 5000)


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    """Return x, y, width and height of every rectangle outside patterns."""
    return [
        tuple(float(box.get(name, 0)) for name in ("x", "y", "width", "height"))
        for box in fromstring(svg).findall("rect")
    ]


def texts(svg: str) -> list[str]:
    return [found.text or "" for found in fromstring(svg).iter("text")]


def drawn(value: int | None) -> list[str]:
    """Return the three pictures with one number among others that are known."""
    tiles = [MapTile("Nord", 0, 0, 40), MapTile("Sud", 1, 1, value)]
    bar = Bar("mai", 60, (Part(40, "#0b4f71"), Part(value, "stripes"), Part(None, "dots")))
    steps = [Step("Reçus", 60), Step("Éligibles", value), Step("Attribués", None)]
    return [funnel("f", WORDS, steps), bars("b", WORDS, [bar], [("dots", "autres")]), tile_map("t", WORDS, tiles)]


def test_a_picture_is_named_and_described() -> None:
    """Role, title and description, tied together by ids that the name makes unique."""
    for svg in drawn(12):
        root = fromstring(svg)
        assert root.get("role") == "img"
        assert [root.findtext("title"), root.findtext("desc")] == [WORDS.title, WORDS.description]
        ids = {element.get("id") for element in root.iter() if element.get("id")}
        assert set(root.get("aria-labelledby").split()) <= ids


def test_a_hidden_number_is_drawn_the_same_whatever_it_is_near() -> None:
    """A hidden step has one fixed width, a hidden bar one fixed length, a hidden tile one fill; all say « s. »."""
    one = funnel("f", WORDS, [Step("a", 60), Step("b", None)])
    other = funnel("f", WORDS, [Step("a", 600), Step("b", None)])
    assert boxes(one)[1] == boxes(other)[1]
    assert "s." in texts(one)
    hidden = tile_map("t", WORDS, [MapTile("Sud", 0, 0, None)])
    assert "url(#t-hidden)" in hidden
    assert "s." in texts(hidden)


def test_the_hidden_parts_of_a_known_total_are_one_block() -> None:
    """Of 60 with 40 shown, 20 are hatched without a line between the two numbers they are made of."""
    svg = bars("b", WORDS, [Bar("mai", 60, (Part(40, "#0b4f71"), Part(None, "stripes"), Part(None, "dots")))], [])
    shown, hidden = boxes(svg)
    assert shown[2] == pytest.approx(2 * hidden[2], abs=0.2)
    assert shown[0] + shown[2] == pytest.approx(hidden[0], abs=0.2)


def test_a_hidden_total_is_a_stub() -> None:
    """Its length is the same beside small and large bars."""
    ends = [boxes(bars("b", WORDS, [Bar("mai", n, ()), Bar("juin", None, ())], []))[-1][2] for n in (20, 900)]
    assert ends[0] == ends[1]


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=12))
@settings(max_examples=60)
def test_nothing_is_drawn_outside_the_picture(numbers: list[tuple[int | None, int | None]]) -> None:
    """Whatever the numbers, known or hidden, every shape lies within the view box."""
    rows = [
        Bar("juillet", None if None in pair else sum(pair), (Part(pair[0], "stripes"), Part(pair[1], "dots")))
        for pair in numbers
    ]
    steps = [Step("Dossiers reçus", first) for first, _ in numbers]
    tiles = [MapTile("Un-Nom-Long", place // 4, place % 4, second) for place, (_, second) in enumerate(numbers)]
    for svg in (bars("b", WORDS, rows, []), funnel("f", WORDS, steps), tile_map("t", WORDS, tiles)):
        _, _, width, height = map(float, fromstring(svg).get("viewBox").split())
        for x, y, wide, high in boxes(svg):
            assert x >= 0
            assert y >= 0
            assert x + wide <= width + 0.1
            assert y + high <= height + 0.1
        for words in fromstring(svg).iter("text"):
            wide = width_of(words.text, float(words.get("font-size")))
            share = {"start": 0, "middle": 0.5}[words.get("text-anchor")]
            assert float(words.get("x")) - share * wide >= -1
            assert float(words.get("x")) + (1 - share) * wide <= width + 8


def test_words_of_a_picture_are_escaped() -> None:
    """A name with a sign of the markup stays a name."""
    svg = tile_map("t", Words("<script>", "a & b"), [MapTile("<b>Sud</b>", 0, 0, 3)])
    assert "<script" not in svg
    assert fromstring(svg).findtext("title") == "<script>"


def test_long_names_break_at_hyphens_and_spaces() -> None:
    """« Boulogne-sur-Mer » takes two lines of a tile, not a part of a word."""
    assert lines_of("Boulogne-sur-Mer", 76, 12) == ["Boulogne-", "sur-Mer"]
    assert lines_of("Lens", 76, 12) == ["Lens"]


def test_pictures_are_drawn_for_a_narrow_screen() -> None:
    """At most 340 units wide with four columns: letters of 13 units are over 11 pixels high on a phone of 320."""
    assert [fromstring(svg).get("viewBox").split()[2] for svg in drawn(12)] == [str(WIDTH)] * 3
