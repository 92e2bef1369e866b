"""The assessment: how it is noted, the budget and the debt account it holds, what partners may be told of it."""
