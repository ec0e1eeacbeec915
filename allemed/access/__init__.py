"""Who may do what: roles, the guard that enforces them, and the scopes behind every id in an address."""
