"""What a translator is told about each text: where it is used, what stands in it, which terms it holds."""
