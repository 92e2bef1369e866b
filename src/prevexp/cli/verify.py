"""`prevexp verify`: the short name of `prevexp journal verify`."""

from .journal.verify import command

__all__ = ["command"]
