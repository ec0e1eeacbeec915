"""Asking how it goes, at the right times."""
