"""Asking how it goes: the coordinator's list and page, the answers of families and associations, the schedule."""

from allemed.followup.views import association, coordinator, family, schedule
from allemed.followup.views.blueprint import prepare, views

__all__ = ["association", "coordinator", "family", "prepare", "schedule", "views"]
