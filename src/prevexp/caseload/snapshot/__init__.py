"""The columnar snapshot: the journal followed into Parquet, a table for each type of event and one of the cases.

It holds pseudonyms and what may be counted, never who somebody is, where they live or what they say of their health.
"""
