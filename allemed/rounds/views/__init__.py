"""Pages: rounds, one child of a round, and wishes that no open spot fits."""

from allemed.rounds.views import lines, plans, wishes
from allemed.rounds.views.blueprint import views

__all__ = ["lines", "plans", "views", "wishes"]
