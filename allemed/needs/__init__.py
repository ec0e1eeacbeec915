"""What an association needs, ways that others have found, and three-minute cards for those who receive a child."""
