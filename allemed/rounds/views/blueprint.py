"""The blueprint of all pages here."""

from flask import Blueprint

views = Blueprint("rounds", __name__)
