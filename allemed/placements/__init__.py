"""A child on its way into an activity."""
