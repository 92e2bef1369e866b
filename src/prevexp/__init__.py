"""prevexp: prevention of evictions, from the monthly list of the CCAPEX to reasoned decisions.

>>> caseload = prevexp.open("sqlite:///01.db", territory="01")  # doctest: +SKIP
"""

from typing import TYPE_CHECKING
from typing import Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevexp.caseload import Caseload
    from prevexp.domain.errors import PrevexpError

__all__ = ["Caseload", "PrevexpError", "__version__", "open"]

_WHERE = {"Caseload": "prevexp.caseload", "PrevexpError": "prevexp.domain.errors"}


def open(store: str, *, territory: str, **options: Any) -> "Caseload":  # noqa: A001 - the facade reads prevexp.open(...)
    """Open the caseload of one territory in the store at this URL, creating the store if it is not there.

    `store` is a URL such as `sqlite:///01.db` or `memory:`; `territory` the name of an installed pack, or the folder of
    one.
    Options are those of `prevexp.caseload.open_caseload`.

    Raises UnknownTerritory, PackInvalid, StoreUnavailable, KeyUnavailable.
    """
    from prevexp.caseload import open_caseload

    opened: Callable[..., Caseload] = open_caseload
    return opened(store, territory=territory, **options)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("prevexp")
    if name in _WHERE:
        from importlib import import_module

        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'prevexp' has no attribute {name!r}")
