"""Letters from templates, and the information of the household on what is done with its data (call C12, C23)."""
