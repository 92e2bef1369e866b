"""What a spreadsheet would compute if it found it in a text: kept from it on the way out, given back on the way in.

A text that begins like a formula gets an apostrophe in front; one that has it already gets another, so that taking one
off always gives the text back. Source: privacy notes §5.
"""

import re

FORMULA_SIGNS = r"[=+\-@\t\r\n]"
"""First characters that make a spreadsheet compute a cell, or look into what follows."""

_COMPUTED = re.compile(rf"'*{FORMULA_SIGNS}")
_NEUTRALISED = re.compile(rf"'+{FORMULA_SIGNS}")


def neutralised(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: one that could be begins with an apostrophe."""
    return f"'{text}" if _COMPUTED.match(text) else text


def restored(text: str) -> str:
    """Return a text as it was before it was neutralised."""
    return text[1:] if _NEUTRALISED.match(text) else text
