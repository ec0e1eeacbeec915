"""Once a year: an association says of each group whether it is still so; the coordinator sees what there is and what is missing."""

from flask import request, url_for

from allemed import clock
from allemed.access.guard import current_user
from allemed.access.rules import Role, allow
from allemed.associations.models import Association
from allemed.catalogue.actions import confirm_offers
from allemed.catalogue.queries import list_groups_of
from allemed.catalogue.rules import kind_of
from allemed.catalogue.rules.freshness import is_inventory_due
from allemed.catalogue.views.cards import span
from allemed.catalogue.views.groups import group_rows
from allemed.config import settings
from allemed.database import db
from allemed.formatting import comma
from allemed.forms import Form
from allemed.home.queries.inventory import Inventory, count_begun, list_confirmations, take_inventory
from allemed.home.queries.running import running_of
from allemed.home.queries.wishes import list_wishes
from allemed.home.rules import AGE_BANDS
from allemed.home.views.blueprint import views
from allemed.htmx import render
from allemed.locales import _s, _sl
from allemed.once import commit_and_go
from allemed.referrals.rules import told_count

AS_IT_IS, CHANGED, STOPPED = "as_it_is", "changed", "stopped"
ANSWERS = {AS_IT_IS: _sl("Yes, as it is"), CHANGED: _sl("Changed"), STOPPED: _sl("Stopped")}
FAMILY_LABELS = {
    "ball": _sl("Ball games"),
    "water": _sl("Water, snow"),
    "stage": _sl("Music, stage"),
    "nature": _sl("Nature"),
    "craft": _sl("Craft, food"),
    "move": _sl("Movement"),
    "family": _sl("Family"),
    "mind": _sl("Games and books"),
}


@views.route("/our-offers", methods=["GET", "POST"])
@allow(Role.ASSOCIATION)
def confirm_our_offers():
    """All our groups that run, on one page, each as it is unless something else is pressed."""
    association = db.session.get_one(Association, current_user().association_id)
    groups = running_of(list_groups_of(association.id), clock.today(settings().zone))
    form = Form()
    if not form.validate_on_submit():
        rows = group_rows(groups)
        return render("home/confirm_our_offers.html", form=form, rows=rows, answers=ANSWERS, association=association)
    said = {one.id: request.form.get(f"group-{one.id}", AS_IT_IS) for one in groups}
    stopped = [key for key, answer in said.items() if answer == STOPPED]
    confirm_offers(association, stopped, groups, by=current_user(), now=clock.now())
    changed = [one for one in groups if said[one.id] == CHANGED]
    if len(changed) == 1:
        address = url_for("catalogue.edit_activity", own_activity_id=changed[0].id)
        return commit_and_go(address, _s("Thank you. Now change what is different."))
    if changed:  # none of them is forgotten: the list of groups has a way to each
        names = comma().join(one.name for one in changed)
        address = url_for("catalogue.list_own_activities")
        return commit_and_go(address, _s("Thank you. Now change what is different: %(groups)s", groups=names))
    return commit_and_go(url_for("home.show_our_association"), _s("Thank you! That was all for this year."))


@views.get("/inventory")
@allow(Role.COORDINATOR)
def show_inventory():
    """Who has confirmed this year, what we have, for whom, and where it is missing."""
    now, today = clock.now(), clock.today(settings().zone)
    associations = list_confirmations(today)
    done = [one for one in associations if not is_inventory_due(one.offers_confirmed_at, now)]
    found = take_inventory(list_wishes(now), today)
    return render(
        "home/show_inventory.html", found=found, done=done, waiting=[one for one in associations if one not in done],
        bands=[span(*band) for band in AGE_BANDS], by_age=_by_age(found), by_area=_by_area(found),
        begun=count_begun(now),
        missing=[(kind_of(kind), span(*AGE_BANDS[band]), told_count(count)) for kind, band, count in found.missing[:20]],
    )  # fmt: skip


def _by_age(found: Inventory) -> list[tuple]:
    """A row for each family of kinds: its code, its name, and how many groups there are in each age band."""
    bands = range(len(AGE_BANDS))
    return [(family, label, [found.by_age[family, band] for band in bands]) for family, label in FAMILY_LABELS.items()]


def _by_area(found: Inventory) -> list[tuple]:
    """A row for each part of the municipality: how many groups, and which families of kinds have none there."""
    rows = []
    for area in found.areas:
        here = {family for (where, family), count in found.by_area.items() if where == area and count}
        lacking = [str(label) for family, label in FAMILY_LABELS.items() if family not in here]
        number = sum(found.by_area[area, family] for family in here)
        rows.append((area or _s("Not known"), number, comma().join(lacking)))
    return rows
