"""Other people's formats: Excel forms out and in, plans imported, cycles begun."""
