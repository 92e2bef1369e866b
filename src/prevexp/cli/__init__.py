"""The command line: one thin command per public function. Data on stdout, messages on stderr.

Exit codes: 0 ok, 1 findings (rows rejected), 2 usage, 3 unreadable data or store, 4 plugin fault.
"""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    from .running import run

    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))
