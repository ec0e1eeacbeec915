"""Which open spots fit a child, and why."""
