"""The blueprint that these pages and feeds belong to."""

from flask import Blueprint

views = Blueprint("open_data", __name__)
