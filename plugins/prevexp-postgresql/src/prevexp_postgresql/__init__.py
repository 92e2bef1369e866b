"""A PostgreSQL store for prevexp: one server for several machines, one schema for each team."""
