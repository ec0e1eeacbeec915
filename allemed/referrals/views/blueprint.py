"""The blueprint of interest, and what its pages share."""

from flask import Blueprint

from allemed.catalogue.rules import KINDS

views = Blueprint("referrals", __name__)
PICTURES = {code: (kind.icon, kind.family) for code, kind in KINDS.items()}
