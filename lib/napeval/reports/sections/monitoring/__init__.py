"""Sections of the monitoring reports: what happened in one period of a plan."""
