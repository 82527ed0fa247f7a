"""What is drawn for docs/trend-simulations.csv, by method: one function for each table, listing its cells.

Only scripts/simulate_trends.py uses this package.
"""
