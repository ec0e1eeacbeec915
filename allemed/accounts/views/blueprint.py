"""The blueprint that the pages of this feature belong to."""

from flask import Blueprint

views = Blueprint("accounts", __name__)
