"""The outside services that messages go through: web push and mail."""
