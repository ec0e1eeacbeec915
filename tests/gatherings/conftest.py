"""The mail server of the delivery's tests, for invitations that are sent."""

from tests.delivery.conftest import mail_server, use_settings

__all__ = ["mail_server", "use_settings"]
