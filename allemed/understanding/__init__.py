"""Whether a page is understood, in each language: two faces for families, the hardest page first for the coordinator."""
