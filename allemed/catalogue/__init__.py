"""Activities and open spots: what associations post and families browse."""
