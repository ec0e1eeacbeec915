"""What an import of grants compares with, and its unfinished drafts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, false, select

from allemed.access.rules import Role
from allemed.access.scopes import scope
from allemed.accounts.models import User
from allemed.associations.models import Association
from allemed.associations.queries import DRAFT_LIFE
from allemed.associations.rules import AssociationKind
from allemed.commitments.models import Grant, GrantDraft, GrantScheme
from allemed.commitments.rules.grant_list import GrantColumn
from allemed.commitments.rules.grant_matching import Key, KnownAssociation, KnownGrant, KnownScheme
from allemed.database import db


@scope("grant_draft_id")
def grant_drafts_visible_to(user: User | None) -> Select:
    """A coordinator's own unfinished imports of grants."""
    if user is None or user.role != Role.COORDINATOR:
        return select(GrantDraft).where(false())
    return select(GrantDraft).where(GrantDraft.user_id == user.id)


def find_grant_draft(grant_draft_id: UUID, now: datetime) -> GrantDraft | None:
    """An unfinished import, unless it has waited too long."""
    draft = db.session.get(GrantDraft, grant_draft_id)
    return draft if draft and now - draft.created_at < DRAFT_LIFE else None


def list_known_associations() -> list[KnownAssociation]:
    """Whom a grant can go to: not services and businesses."""
    query = select(Association.id, Association.name, Association.organisation_number)
    query = query.where(Association.kind == AssociationKind.ASSOCIATION).order_by(Association.name)
    return [KnownAssociation(*row) for row in db.session.execute(query)]


def list_known_schemes() -> list[KnownScheme]:
    """All versions of all schemes."""
    columns = (GrantScheme.id, GrantScheme.series_id, GrantScheme.name, GrantScheme.valid_from, GrantScheme.valid_to)
    return [KnownScheme(*row) for row in db.session.execute(select(*columns).order_by(GrantScheme.valid_from.desc()))]


def known_grants() -> dict[Key, KnownGrant]:
    """Every grant by association, series of its scheme, and year."""
    days = (Grant.decided_on, Grant.season_starts_on, Grant.annual_meeting_on)
    query = select(Grant.association_id, GrantScheme.series_id, Grant.year, Grant.id, Grant.amount, *days)
    names = (GrantColumn.DECIDED_ON, GrantColumn.SEASON_STARTS_ON, GrantColumn.ANNUAL_MEETING_ON)
    found = {}
    for association, series, year, key, amount, *when in db.session.execute(query.join(Grant.scheme)):
        found[association, series, year] = KnownGrant(key, amount, dict(zip(names, when, strict=True)))
    return found
