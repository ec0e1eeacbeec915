"""What happened to whose data, and by whom."""
