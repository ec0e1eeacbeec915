"""Limits on sign-in and public posts, per address of the sender. Counted in each server process."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, storage_uri="memory://", headers_enabled=False)

SIGN_IN = "10 per minute; 60 per hour"
PUBLIC_POST = "6 per minute; 40 per hour"
