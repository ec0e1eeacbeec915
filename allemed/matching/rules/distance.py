"""How long a walk is: the same rule as in the families' list."""

from allemed.catalogue.rules.distance import metres_between, walking_minutes

__all__ = ["metres_between", "walking_minutes"]
