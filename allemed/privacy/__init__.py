"""How long something is kept, and erasing a family with everything that hangs on it."""
