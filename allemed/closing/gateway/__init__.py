"""Files: the sealed one that waits to be fetched, and what stands inside it."""
