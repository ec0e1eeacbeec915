"""The blueprint that every page of this feature registers on."""

from flask import Blueprint

views = Blueprint("associations", __name__)
