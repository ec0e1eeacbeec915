"""The coordinator's search, from every page."""

from flask import url_for

from allemed import clock
from allemed.access.guard import current_user
from allemed.access.rules import Role, allow
from allemed.audit.actions import record
from allemed.catalogue.rules import kind_of
from allemed.config import settings
from allemed.countries import profile
from allemed.database import db
from allemed.home.forms import SearchForm
from allemed.home.queries.search import Hits, find_by_phone, find_by_words
from allemed.home.views.blueprint import views
from allemed.htmx import render
from allemed.locales import _s


@views.get("/search")
@allow(Role.COORDINATOR)
def show_search():
    """Where to write what is looked for; nothing was looked up yet."""
    return render("home/show_search.html", form=SearchForm(formdata=None), groups=[], words="")


@views.post("/search")
@allow(Role.COORDINATOR)
def search():
    """Posted, so that no name stands in an address; one line in the read log says whose families were shown."""
    form = SearchForm()
    page = ("home/show_search.html", "home/_found.html")
    if not form.validate():
        return render(*page, 422, form=form, groups=[], words="")
    words, user = form.q.data or "", current_user()
    hits = _find(user, words) if words else Hits()
    answer = render(*page, form=form, groups=_groups(hits), words=words)
    record("search", by=user, now=clock.now(), fields=[str(one) for one in hits.family_ids])
    db.session.commit()
    return answer


def _find(user, words: str) -> Hits:
    number = profile().phone_number(words)
    return find_by_phone(user, number) if number else find_by_words(user, words)


def _groups(hits: Hits) -> list[tuple]:
    """(title, rows) of each kind that has something; a row: name, what else, address, icon."""
    year = clock.today(settings().zone).year
    kinds = (
        (_s("Children"), hits.children, lambda one: _child(one, year)),
        (_s("Families"), hits.families, lambda one: _family(one, year)),
        (_s("Interest"), hits.interest, lambda one: _interest(one, year)),
        (_s("Associations"), hits.associations, _association),
        (_s("Groups"), hits.groups, _group),
        (_s("Partners"), hits.partners, _partner),
    )
    return [(title, [row(one) for one in found]) for title, found, row in kinds if found]


def _child(one, year: int) -> tuple:
    return f"{one.first_name}, {year - one.birth_year}", "", url_for("families.show_child", child_id=one.id), "user"


def _family(one, year: int) -> tuple:
    children = ", ".join(f"{child.first_name} {year - child.birth_year}" for child in one.children)
    adults = ", ".join(adult.first_name for adult in one.guardians)
    return adults, children, url_for("families.show_family", family_id=one.id), "house"


def _interest(one, year: int) -> tuple:
    name = f"{one.child_first_name or _s('A wish')}, {year - one.birth_year}"
    return name, "", url_for("referrals.show_referral", referral_id=one.id), "hand-waving"


def _association(one) -> tuple:
    return one.name, "", url_for("associations.show_association", association_id=one.id), "users-three"


def _group(one) -> tuple:
    address = url_for("catalogue.show_activity", activity_id=one.id)
    return one.name, one.association.name, address, kind_of(one.kind).icon


def _partner(one) -> tuple:
    return one.name, "", url_for("referrals.show_partner", partner_id=one.id), "chalkboard-teacher"
