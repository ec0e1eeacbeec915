"""Partners and interest, invented."""

from itertools import count

from allemed import clock
from allemed.database import db
from allemed.families.rules import Channel
from allemed.referrals.models import Partner, Referral
from allemed.referrals.rules import PartnerKind, ReferralSource, ReferralState

_numbers = count(1)


def make_partner(**changes) -> Partner:
    """A school that sends families on."""
    values = {"name": f"Fjordvik skole {next(_numbers)}", "kind": PartnerKind.SCHOOL}
    return _add(Partner(**(values | changes)))


def make_referral(partner: Partner | None = None, **changes) -> Referral:
    """New interest from the public page, or from `partner`."""
    values = {
        "source": ReferralSource.PARTNER if partner else ReferralSource.PUBLIC,
        "state": ReferralState.NEW,
        "partner_id": partner.id if partner else None,
        "child_first_name": "Amir",
        "birth_year": clock.now().year - 9,
        "phone": f"+4792{next(_numbers):06d}",
        "channel": Channel.CALL,
        "language": "ar",
        "agreed_how": "spoken" if partner else "",
        "created_at": clock.now(),
    }
    return _add(Referral(**(values | changes)))


def _add(row):
    db.session.add(row)
    db.session.flush()
    return row
