"""Fresh secrets for a new instance."""

from allemed import crypto
from allemed.delivery.gateway.push import new_keys


def new_secrets() -> dict[str, str]:
    """Values for the settings that must be secret and of one's own: cookies, free text, web push."""
    private, public = new_keys()
    return {
        "secret_key": crypto.new_key(),
        "encryption_keys": crypto.new_key(),
        "vapid_private_key": private,
        "vapid_public_key": public,
    }
