"""Over time: what the yearly series of a cycle say, whichever of the admissible figures is believed."""
