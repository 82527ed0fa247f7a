"""Trends and comparisons of small counts."""
