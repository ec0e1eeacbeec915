"""The blueprint that every page of this feature hangs on."""

from flask import Blueprint

views = Blueprint("commitments", __name__)
