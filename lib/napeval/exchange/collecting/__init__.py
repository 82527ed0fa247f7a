"""Filled forms taken into a cycle: read, compared with what is on record, tried, and written."""
