"""What a person asks of its data and what the team does about it (RGPD art. 12 to 21)."""
