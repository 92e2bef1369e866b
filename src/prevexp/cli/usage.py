"""What is said of a command typed wrongly, in French: click's own words are English. No value typed is repeated."""

import click

_EXTRA = "Got unexpected extra argument"


def usage_text(error: click.UsageError) -> str:
    """Return how the command is written, where its help is, and what is wrong."""
    written = [error.ctx.get_usage(), f"Aide : {error.ctx.command_path} --help", ""] if error.ctx else []
    return "\n".join([*written, f"Erreur [usage] {_said(error)}"])


def _said(error: click.UsageError) -> str:
    match error:
        case click.MissingParameter(param=click.Parameter() as missing):
            return f"Il manque {_name(missing)}."
        case click.BadParameter(param=click.Parameter() as bad):
            return f"{_name(bad)} : {_expected(bad.type) or error.message.rstrip('.')}."
        case click.NoSuchOption(option_name=name, possibilities=near):
            return f"Option inconnue : {name}." + (f" Peut-être {', '.join(near)} ?" if near else "")
        case click.BadOptionUsage(option_name=name):
            return f"{name} : une valeur manque, ou est de trop."
    return "Il y a un argument de trop." if error.message.startswith(_EXTRA) else f"{error.message.rstrip('.')}."


def _name(parameter: click.Parameter) -> str:
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name


def _expected(kind: "click.ParamType[object]") -> str | None:
    """Return what a type of click's own expects; ours say it themselves, in French."""
    match kind:
        case click.Choice(choices=choices):
            return f"une de ces valeurs est attendue : {', '.join(map(str, choices))}"
        case click.Path(dir_okay=False, exists=exists):
            return "un fichier qui existe est attendu" if exists else "un fichier est attendu, non un dossier"
        case click.Path(file_okay=False, exists=exists):
            return "un dossier qui existe est attendu" if exists else "un dossier est attendu, non un fichier"
        case click.IntRange(min=least, max=most):
            return f"un nombre entier est attendu, {_between(least, most)}"
    return None


def _between(least: float | None, most: float | None) -> str:
    if most is None:
        return f"{least} au moins"
    return f"{most} au plus" if least is None else f"de {least} à {most}"
