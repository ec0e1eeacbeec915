"""One asks, another one confirms; the file is made; everything is emptied."""
