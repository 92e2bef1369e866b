"""Amounts and repeated pairs as they are typed on the command line."""

import re
from typing import TYPE_CHECKING
from typing import Any

import click

from prevexp.domain.values import LARGEST
from prevexp.domain.values import Cents

if TYPE_CHECKING:
    AmountType = click.ParamType[Cents]
else:
    AmountType = click.ParamType  # generic from click 8.4 on only

_WRITTEN = re.compile(r"([0-9]{1,13})(?:[.,]([0-9]{2}))?", re.ASCII)


class Euros(AmountType):
    """An amount in euros, written 800 or 1635,57; read as whole cents."""

    name = "EUROS"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Cents:
        """Read an amount in one of the two forms accepted: no sign, no space, two decimals or none."""
        if isinstance(value, int):
            return Cents(value)
        found = _WRITTEN.fullmatch(value)
        cents = int(found[1]) * 100 + int(found[2] or 0) if found else LARGEST + 1
        if cents > LARGEST:
            self.fail("un montant s'écrit 800 ou 1635,57", param, ctx)
        return Cents(cents)


def pair(said: str, wanted: str) -> tuple[str, str]:
    """Split A=B; raise a usage error that says what is wanted."""
    left, equals, right = said.partition("=")
    if not (left and equals and right):
        raise click.UsageError(f"écrire {wanted}")
    return left, right
