"""Pages of calls and applications: the coordinator's, and an association's own."""

from allemed.applications.views import (  # noqa: F401 — they add their pages
    applying,
    calls,
    deciding,
    entering,
    exporting,
    own,
)
from allemed.applications.views.blueprint import views

__all__ = ["views"]
