"""The conversation about leisure, by the guide."""
