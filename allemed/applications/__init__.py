"""Calls for grants: an association applies, the municipality decides and answers, and an award becomes a grant."""
