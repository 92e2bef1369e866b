"""The life of a case: closed, opened again, handed over, compared with another, corrected."""
