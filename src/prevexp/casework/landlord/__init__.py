"""The landlord of a case: guarantees they are told of, contacts, mediation; and what may be said to them."""
