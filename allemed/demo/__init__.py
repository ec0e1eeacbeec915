"""An invented municipality to try everything in."""
