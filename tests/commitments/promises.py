"""A promise of the association somebody signs in for."""

from allemed.associations.models import Association
from allemed.database import db
from tests.factories.commitments import make_commitment


def association_of(user):
    return db.session.get_one(Association, user.association_id)


def promise_of(user, code="C01", **changes):
    return make_commitment(code, association=association_of(user), agreed_by=user, **changes)
