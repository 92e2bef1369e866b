"""What opening a caseload has to say, in French, by code."""

NOTICES = {
    "store-created": "Il n'y avait pas de base à cette adresse : une base vide est créée.",
    "key-created": "Clé maîtresse créée : {key_file} (lisible par vous seul). Gardez-en une copie en lieu sûr : "
    "sans elle, rien de la base ne peut être relu.",
    "key-beside-store": "Attention : la clé {key_file} est dans le même dossier que la base ; "
    "qui vole l'une vole l'autre.",
}


def notice(code: str, key_file: object) -> str:
    """Return what a notice says."""
    return NOTICES[code].format(key_file=key_file)
