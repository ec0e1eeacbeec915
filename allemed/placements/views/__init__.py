"""Pages: the family's, the association's and the coordinator's side of a placement."""

from allemed.placements.views import absences, association, cancelled, coordinator, course, family, first_day
from allemed.placements.views.blueprint import prepare, views

__all__ = ["absences", "association", "cancelled", "coordinator", "course", "family", "first_day", "prepare", "views"]
