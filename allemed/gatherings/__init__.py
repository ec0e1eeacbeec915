"""Dugnads, meeting places and the network: who is invited, what was agreed, and what became of it."""
