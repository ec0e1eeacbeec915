"""Families who were sent on, or who asked by themselves."""
