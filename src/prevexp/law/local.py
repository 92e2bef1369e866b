"""Values the law leaves to each département: a prefectoral order fills the time in which a parameter is local."""

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from datetime import timedelta

import attrs

from ..domain.errors import InvalidValue
from .parameters import Parameter
from .parameters import State
from .parameters import Version

_DAY = timedelta(days=1)


def filled(parameter: Parameter, orders: Iterable[Version]) -> Parameter:
    """Return a parameter whose local times are filled by the versions of a territory; what no order fills stays local.

    Raises InvalidValue for an order that reaches outside the local times, or two that overlap.
    """
    waiting = sorted(orders, key=lambda order: order.valid_from or date.min)
    versions: list[Version] = []
    for version in parameter.versions:
        inside = [order for order in waiting if version.state is State.LOCAL and _within(order, version)]
        waiting = [order for order in waiting if order not in inside]
        versions += _split(version, inside)
    if waiting:
        raise InvalidValue(
            f"{parameter.id}: national law sets this value from {waiting[0].valid_from} on, not a territory"
        )
    return attrs.evolve(parameter, versions=tuple(versions))


def _within(order: Version, local: Version) -> bool:
    starts = local.valid_from is None or (order.valid_from is not None and order.valid_from >= local.valid_from)
    ends = local.valid_to is None or (order.valid_to is not None and order.valid_to <= local.valid_to)
    return starts and ends


def _split(local: Version, orders: Iterable[Version]) -> Iterator[Version]:
    """Yield the orders and what is left of the local time around them."""
    start = local.valid_from
    for order in orders:
        if start is not None and order.valid_from is not None and order.valid_from < start:
            raise InvalidValue(f"two values of a territory overlap from {order.valid_from} on")
        if order.valid_from is not None and (start is None or order.valid_from > start):
            yield attrs.evolve(local, valid_from=start, valid_to=order.valid_from - _DAY)
        yield order
        if order.valid_to is None:
            return
        start = order.valid_to + _DAY
    if local.valid_to is None or start is None or start <= local.valid_to:
        yield attrs.evolve(local, valid_from=start)
