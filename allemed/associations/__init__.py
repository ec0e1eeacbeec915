"""Associations of the municipality and the people who answer for them."""
