"""What is to come: projected values with their intervals, and how likely a target is reached by its year."""
