"""Partners send families on, visitors and families say "I want this", the coordinator answers and keeps the registry."""

from allemed.referrals.views import coming_back, coordinator, interest, kinds, partner, partners, people, steps, wishes
from allemed.referrals.views.blueprint import prepare, views

__all__ = [
    "coming_back",
    "coordinator",
    "interest",
    "kinds",
    "partner",
    "partners",
    "people",
    "prepare",
    "steps",
    "views",
    "wishes",
]
