"""Rounds of visits: which household is visited on which day, in which order, and why."""
