"""What plugins test themselves with: conformance kits and hypothesis strategies. Needs pytest and hypothesis."""

import sys

if "pytest" in sys.modules:  # a rule that fails shows the values it compared, as a test of one's own does
    sys.modules["pytest"].register_assert_rewrite("prevexp.testing.packs", "prevexp.testing.storage")
