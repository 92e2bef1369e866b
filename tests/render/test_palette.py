"""Words can be read on what they are written on."""

import pytest

from prevexp.render import palette
from prevexp.render.palette import READABLE
from prevexp.render.palette import contrast


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21, a colour on itself 1."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("colour", palette.ON_PAPER.values(), ids=palette.ON_PAPER)
@pytest.mark.parametrize("behind", [palette.PAPER, palette.MIST], ids=["paper", "mist"])
def test_words_are_readable_on_the_page(colour: str, behind: str) -> None:
    """Every colour of words has at least 4.5 on paper and on mist."""
    assert contrast(colour, behind) >= READABLE


@pytest.mark.parametrize(
    "behind",
    [palette.ACCENT, palette.ACCENT_PALE, palette.AMBER, palette.AMBER_STRIPE, palette.GREY, *palette.SEQUENCE],
)
def test_words_are_readable_in_pictures(behind: str) -> None:
    """Ink or paper, whichever `ink_on` chooses, has at least 4.5 on every fill."""
    assert contrast(palette.ink_on(behind), behind) >= READABLE


@pytest.mark.parametrize("fill", [palette.AMBER, palette.GREY, palette.PAPER])
def test_what_is_written_on_a_pattern_is_ink(fill: str) -> None:
    """Patterns are light: their numbers are written in ink, and it can be read on them."""
    assert palette.ink_on(fill) == palette.INK


def test_shapes_stand_out_from_the_page() -> None:
    """The outline of every shape has at least 3 (WCAG 2, 1.4.11)."""
    assert contrast(palette.OUTLINE, palette.PAPER) >= 3
