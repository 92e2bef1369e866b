"""Evaluation: what is counted, for whom and how; indicators with their populations, the bilan as blocks of data.

Source: call C37 (follow-up, evaluation, quantitative indicators), C38 (bilan of the actions), C42.
"""
