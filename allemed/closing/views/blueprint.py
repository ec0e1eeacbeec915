"""The blueprint of this feature; its commands stand beside `allemed serve`."""

from flask import Blueprint

views = Blueprint("closing", __name__, cli_group=None)
