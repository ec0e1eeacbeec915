"""People who sign in: users, devices, links, passkeys."""
