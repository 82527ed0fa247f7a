"""The synthetic cycle demo-2022-2024: the model that it is drawn from, and the truth that it hides.

Only scripts/make_demo.py uses this package. The library does not import it, and nothing here asks the
library's measures: the truth comes from the model alone.
"""
