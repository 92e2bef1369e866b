"""Where cases are kept: the port, the in-memory reference, the SQL backend, the vault and the journal's chain."""
