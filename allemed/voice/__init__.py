"""The child's own voice: somebody who is neither coordinator nor coach asks, and the child points at pictures."""
