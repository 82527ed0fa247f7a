"""Word documents that come from outside: what they must be before any part of them is read."""
