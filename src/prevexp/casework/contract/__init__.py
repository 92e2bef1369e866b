"""The engagement contract, its undertakings, the repayment plan and the current rent. Source: call C10, C11, C13."""
