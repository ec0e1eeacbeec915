"""Input about gatherings, invitations, what is agreed, contact cards and themes."""
