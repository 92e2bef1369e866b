"""Entry after the fact: many entries for any number of cases from one file, all or none (call C38: what was done)."""
