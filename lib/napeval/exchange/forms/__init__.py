"""Forms: workbooks that institutions and evaluators fill in, written and read back."""
