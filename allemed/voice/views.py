"""Pages of the child's own voice."""

from flask import Blueprint

views = Blueprint("voice", __name__)
