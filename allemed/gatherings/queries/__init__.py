"""Reading gatherings and what was agreed at them; importing this registers what they show of commitments."""

from allemed.gatherings.queries import agreed, cards, events, facts, figures, letters, measures, network

__all__ = ["agreed", "cards", "events", "facts", "figures", "letters", "measures", "network"]
