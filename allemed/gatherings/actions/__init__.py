"""What changes gatherings, invitations, what is agreed, contact cards and themes."""

from allemed.gatherings.actions import agreeing, cards, letters, network, planning, themes

__all__ = ["agreeing", "cards", "letters", "network", "planning", "themes"]
