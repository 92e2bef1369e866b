"""The public face is held to its types: what an embedder can call stands in files that the type checker reads."""

import re
from pathlib import Path

import pytest

from prevexp.caseload import Caseload

pytestmark = pytest.mark.checkout

TYPED = "\n".join(file.read_text(encoding="utf-8") for file in (Path(__file__).parent / "typing").glob("*.py"))
PUBLIC = sorted(name for name in dir(Caseload) if not name.startswith("_"))


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_method_is_called_where_types_are_checked(name):
    """A method that is added tomorrow is to be written there too."""
    assert re.search(rf"\bcaseload\.{name}\(", TYPED)
