"""The coordinators' pages of taking out, switching off and emptying; the page that everybody else gets meanwhile."""

from allemed.closing.views import command, steps
from allemed.closing.views.blueprint import views
from allemed.closing.views.rests import prepare

__all__ = ["command", "prepare", "steps", "views"]
