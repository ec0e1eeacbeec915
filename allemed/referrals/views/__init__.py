"""Partners send families on, visitors and families say "I want this", the coordinator answers."""

from allemed.referrals.views import coming_back, coordinator, interest, partner, steps, wishes
from allemed.referrals.views.blueprint import views

__all__ = ["coming_back", "coordinator", "interest", "partner", "steps", "views", "wishes"]
