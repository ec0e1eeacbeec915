"""ALLEMED: from a first conversation and an open spot to a child who is active."""
