"""Where the points of the guide's instruments stand in each report of the family."""
