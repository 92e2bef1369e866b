"""How a page about households is written: whole or not at all, and for its owner only."""

from pathlib import Path


def write_page(target: Path, text: str) -> None:
    """Write a page that tells of a case; even without a name it holds references, debts, and what a household said."""
    from prevexp.exchange.atomic import replacing

    with replacing(target) as sink:
        sink.write(text.encode())
