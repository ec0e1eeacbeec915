from flask import Blueprint

views = Blueprint("gatherings", __name__)

MAILS = "10 per minute; 60 per hour"  # posts that may write to everybody invited
