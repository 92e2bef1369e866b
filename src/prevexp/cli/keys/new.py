"""`prevexp keys new`: a new master key, where there is none."""

import click


@click.command("new")
@click.argument("place", metavar="LIEU")
def command(place: str) -> int:
    """Faire une clé maîtresse neuve dans LIEU (file:FICHIER ou keyring:SERVICE/NOM) ; rien n'est jamais remplacé."""
    from prevexp.caseload.keys import new_key

    click.echo(f"Clé maîtresse créée : {new_key(place)}, dans {place}.")
    click.echo(f"Copie de secours, à garder ailleurs : prevexp keys copy FICHIER --key {place}", err=True)
    return 0
