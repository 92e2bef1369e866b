"""What a team may set under `[plugins.energie]`; where nothing is set, no rule, no check and no count is added."""

from pathlib import Path

import attrs

from prevexp.domain.errors import InvalidValue
from prevexp.domain.values import LARGEST
from prevexp.domain.values import count


@attrs.frozen(kw_only=True)
class Cap:
    """The largest rent debt a local convention takes in, in cents, and its `source` (convention and article)."""

    cents: int = attrs.field(validator=count(1, LARGEST))
    source: str = attrs.field(validator=attrs.validators.min_len(1))


@attrs.frozen(kw_only=True)
class EnergieSettings:
    """`charter` is the text that asks landlords for a letter before the act; `counts` the file the counts go to."""

    cap: Cap | None = None
    charter: str | None = None
    counts: Path | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a charter without words: a check names the text it rests on."""
        if self.charter is not None and not self.charter.strip():
            raise InvalidValue("charter: the name of the text and its article are needed")
