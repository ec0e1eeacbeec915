"""Families, their children, and what they agreed to share."""
