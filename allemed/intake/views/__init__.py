"""Conversations: before one starts, holding it, holding it without a network, and what it left."""

from allemed.intake.views import at_school, conversations, waited
from allemed.intake.views.blueprint import prepare, views

__all__ = ["at_school", "conversations", "prepare", "views", "waited"]
