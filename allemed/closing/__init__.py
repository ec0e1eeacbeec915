"""The municipality takes everything out, switches ALLEMED off, and empties it: two coordinators together."""
