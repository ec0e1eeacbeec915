"""Signing in, signing out, and one's own devices."""

from allemed.accounts.views import devices, passkeys, sign_in
from allemed.accounts.views.blueprint import views
from allemed.accounts.views.cookies import cookie_name, device_label, sign_in_here, sign_out_here

__all__ = ["cookie_name", "device_label", "devices", "passkeys", "sign_in", "sign_in_here", "sign_out_here", "views"]
