"""The group of all commands: prevexp's own, and those of plugins, which are loaded when nobody else knows a name."""

from types import TracebackType
from typing import Any

import click

from prevexp.domain.errors import PluginFault
from prevexp.domain.errors import PrevexpError

from .lazy import LazyGroup

_RUNNING = "prevexp.plugin-command"
_OWN_ERRORS = (PrevexpError, click.ClickException, click.exceptions.Exit, click.exceptions.Abort, OSError)


class RootGroup(LazyGroup):
    """Commands of prevexp first: to run or to list them, no plugin is loaded. A name nobody else knows asks them."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name. Raises PluginFault for a plugin's that cannot be loaded."""
        if cmd_name in self.listed:
            return super().get_command(ctx, cmd_name)
        offer = next((one for one in _offered() if one.name == cmd_name), None)
        return None if offer is None else _loaded(ctx, offer)

    def known(self, ctx: click.Context, cmd_name: str) -> list[str]:
        """Return the names of prevexp's commands, and of plugins' if it is none of these."""
        own = super().known(ctx, cmd_name)
        return own if cmd_name in own or cmd_name.startswith("-") else [*own, *(one.name for one in _offered())]

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what a plugin's raises names the plugin, and not what it was doing with whom."""
        try:
            return super().invoke(ctx)
        except _OWN_ERRORS:
            raise
        except Exception as error:
            offer = ctx.meta.get(_RUNNING)
            if offer is None or offer.provenance is None:
                raise
            from prevexp.registry.raising import raised

            fault = raised(offer.provenance, offer.id, error.with_traceback(_below_click(error.__traceback__)))
            raise PluginFault(str(fault), fault=fault) from None


def _below_click(trace: TracebackType | None) -> TracebackType | None:
    """Return a traceback from where click calls into the plugin: its line is looked for, not click's."""
    while trace is not None and trace.tb_frame.f_globals.get("__name__", "").startswith(("click.", __name__)):
        trace = trace.tb_next
    return trace


def _offered() -> Any:
    from .plugging import registry

    return registry().commands


def _loaded(ctx: click.Context, offer: Any) -> click.Command:
    from prevexp.registry import Fault
    from prevexp.registry.offers import resolved

    from .plugging import registry

    ctx.meta[_RUNNING] = offer
    command = registry().fault_log().call(offer, resolved(offer, "load"))
    if isinstance(command, Fault):
        raise PluginFault(str(command), fault=command)
    if not isinstance(command, click.Command):
        told = f"load returned {type(command).__name__}, a click command is needed"
        raise PluginFault(f"{offer.provenance}, {offer.id}: {told}", fault=f"{offer.provenance}, {offer.id} : {told}")
    return command
