"""The rules of law as functions of named inputs; what each sets stands in the data files, none of it here."""
