"""What applicants wrote goes after its time; an award keeps its amounts, days and grant, not its reason."""

from datetime import datetime

from sqlalchemy import delete, update

from allemed.applications.models import GrantApplication, GrantDecision
from allemed.applications.queries import old_applications, old_awarded
from allemed.database import count_changed, db


def forget_applications(since: datetime) -> int:
    """Nightly: applications of before then. Returns how many."""
    words = {"purpose": "", "link": "", "applicant_name": "", "groups": []}
    of_awarded = GrantDecision.application_id.in_(old_awarded(since))  # before the words by which they are found go
    db.session.execute(update(GrantDecision).where(of_awarded).values(reason=""))
    return count_changed(
        delete(GrantApplication).where(GrantApplication.id.in_(old_applications(since)))
    ) + count_changed(update(GrantApplication).where(GrantApplication.id.in_(old_awarded(since))).values(**words))
