"""Pages: the family's, the association's and the coordinator's side of a placement."""

from allemed.placements.views import association, coordinator, course, family
from allemed.placements.views.blueprint import prepare, views

__all__ = ["association", "coordinator", "course", "family", "prepare", "views"]
