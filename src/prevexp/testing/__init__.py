"""What plugins test themselves with: conformance kits and hypothesis strategies. Needs pytest and hypothesis."""

import pytest

pytest.register_assert_rewrite("prevexp.testing.packs", "prevexp.testing.storage")  # a failure shows what was compared
