from flask import Blueprint

views = Blueprint("gatherings", __name__)
