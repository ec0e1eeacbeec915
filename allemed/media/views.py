"""Sound and pictures as they are sent, and the coordinator's page of what is spoken."""

from flask import Blueprint

views = Blueprint("media", __name__)
