from flask import Blueprint

views = Blueprint("needs", __name__)
