"""The blueprint that all pages of the catalogue belong to."""

from flask import Blueprint

views = Blueprint("catalogue", __name__)
