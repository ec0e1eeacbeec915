"""Partners and interest, invented."""

from itertools import count

from allemed import clock
from allemed.accounts.models import User
from allemed.database import db
from allemed.families.rules import Channel
from allemed.referrals.models import LocalKind, Partner, PartnerPerson, Referral
from allemed.referrals.rules import PartnerKind, PersonKind, ReferralSource, ReferralState

_numbers = count(1)


def make_partner(**changes) -> Partner:
    """A school that sends families on."""
    values = {"name": f"Fjordvik skole {next(_numbers)}", "kind": PartnerKind.SCHOOL}
    return _add(Partner(**(values | changes)))


def make_local_kind(**changes) -> LocalKind:
    """A kind of partner of the municipality's own; its form asks the minimum."""
    number = next(_numbers)
    return _add(LocalKind(**({"code": f"own-{number}", "name": f"Barnehage {number}", "version": 1} | changes)))


def make_partner_person(partner: Partner | None = None, user: User | None = None, **changes) -> PartnerPerson:
    """Somebody at a partner; without `user` not invited yet."""
    number = next(_numbers)
    values = {
        "partner_id": (partner or make_partner()).id,
        "user_id": user.id if user else None,
        "kind": PersonKind.SUBSTITUTE,
        "name": user.name if user else f"Lærar {number}",
        "email": user.email if user else f"larar{number}@example.org",
    }
    return _add(PartnerPerson(**(values | changes)))


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
