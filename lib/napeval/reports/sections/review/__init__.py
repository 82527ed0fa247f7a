"""Sections of a plan review: is the plan still valid, what helped, what was learnt, what should change."""
