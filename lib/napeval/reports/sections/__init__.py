"""Sections of the reports; a notebook calls them in its own order."""
