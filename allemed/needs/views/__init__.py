"""Pages of needs, of what helped, and of the training cards."""

from allemed.needs.views import asking, notes, training
from allemed.needs.views.blueprint import views

__all__ = ["asking", "notes", "training", "views"]
