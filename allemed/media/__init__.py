"""What is heard and seen: recorded sound for languages no phone has a voice for, and pictures of places and coaches."""
