"""Inclusion commitments that come with a grant."""
