"""Did a trend bend, and when: joinpoints at observed times, and a bend at any time."""
