"""Messages on the family's page, and the coordinator's answers."""

from flask import Blueprint

views = Blueprint("messages", __name__)
