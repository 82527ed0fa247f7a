"""Whether the make-up of cases has changed between periods, and which category moved most."""
