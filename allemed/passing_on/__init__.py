"""What a municipality has set up, without any person's data, for another municipality to begin with (V22)."""
