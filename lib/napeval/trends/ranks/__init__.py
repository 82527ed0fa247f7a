"""Trends by rank: a steady rise or fall, how steep, and where the level shifts."""
