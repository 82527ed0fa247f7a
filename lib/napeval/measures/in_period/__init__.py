"""In the period: what a monitoring report tells of one year or half-year, and what moved since before."""
