"""Plans that exist as tables: read, understood column by column, and taken into a cycle."""
