"""Pages."""

from flask import Blueprint

views = Blueprint("placements", __name__)
