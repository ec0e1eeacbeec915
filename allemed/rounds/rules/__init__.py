"""What a round is, and what is a good one. Plain values; the solver stands in `gateway`."""

from allemed.rounds.rules.stages import Stage

__all__ = ["Stage"]
