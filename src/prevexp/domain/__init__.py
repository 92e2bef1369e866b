"""What exists: entities, closed vocabularies, events, errors, money in cents.

Knows nothing of files, stores or frames.
"""
