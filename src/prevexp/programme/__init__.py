"""The programme: how many cases a month may take, and who in the team takes which (call C16, C17, C20, C21)."""
