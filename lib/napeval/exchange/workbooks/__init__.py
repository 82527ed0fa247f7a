"""Workbooks of other people: checked before they are opened, read in a limited process."""
