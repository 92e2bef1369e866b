"""Putting a case into the archive and taking it out again (CNIL, délib. 2023-095)."""
