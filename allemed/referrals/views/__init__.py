"""Partners send families on, visitors and families say "I want this", the coordinator answers."""

from allemed.referrals.views import coordinator, interest, partner
from allemed.referrals.views.blueprint import views

__all__ = ["coordinator", "interest", "partner", "views"]
