"""Rules of the law notes that set no delay and no threshold: asked for by id, they are named, not taken for a slip.

The value is what can be computed instead; nothing where only a person can judge.
"""

from collections.abc import Mapping
from types import MappingProxyType

UNCOMPUTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "S1": ("act-review-1",),
        "C9": (),
        "A3": ("A1", "A2"),
        "A4": ("A5",),
        "H3": ("F9", "F10"),
        "H4": (),
        "H5": (),
        "H7": (),
        "E1": ("act-review-24",),
        "E2": ("act-review-24",),
        "E7c": ("E7",),
        "E8": ("E3",),
        "E9": ("E7",),
        "F4": (),
        "F5": (),
        "F11": (),
        "F12": (),
        "F16": (),
        "F17": (),
        "F18": (),
        "O2": (),
        "O3": (),
    }
)
