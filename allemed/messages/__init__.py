"""Short messages between a family and the coordinator: ready phrases in both languages, or a few own words."""
