"""One module per group of topics: how the names of the reference files map to the public names."""
