"""Level and slope before and after a date given beforehand, and how far the difference exceeds chance."""
