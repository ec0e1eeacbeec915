"""Pages: the coordinator's, the guide's, the family's and the association's side."""

from flask import Blueprint

views = Blueprint("support", __name__)
