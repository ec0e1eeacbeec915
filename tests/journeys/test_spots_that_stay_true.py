"""A contact's five minutes: last season's five groups again in one press, and 'still open?' from a reminder."""

from datetime import date

from playwright.sync_api import expect
from sqlalchemy import select

from allemed import clock
from allemed.access.rules import Role
from allemed.associations.models import Association
from allemed.catalogue.models import Activity
from allemed.catalogue.notices import ask_whether_open
from allemed.catalogue.queries import Filters, count_open
from allemed.database import db
from tests.factories.accounts import make_user
from tests.factories.catalogue import make_activity
from tests.journeys import steps
from tests.journeys.small_town import CLUB, it_is, links_mailed_to
from tests.journeys.steps.hands import sees, tap

EMAIL = "trener@example.org"
NAMES = [f"Svømming {age} år" for age in (8, 9, 10, 11, 12)]


def five_groups_of_last_season() -> None:
    club = db.session.scalars(select(Association).where(Association.name == CLUB)).one()
    make_user(Role.ASSOCIATION, name="Ola", email=EMAIL, association_id=club.id, language="en")
    for name in NAMES:
        make_activity(club, name=name, kind="swimming", starts_on=date(2026, 1, 5), ends_on=date(2026, 6, 15))
    db.session.commit()


def in_town(town, what):
    """Do it behind the scenes."""
    with town.app.app_context():
        result = what()
        db.session.commit()
        db.session.remove()
        return result


def offered() -> int:
    return count_open(Filters(kinds=("swimming",)), now=clock.now(), spot_days=30)


def sign_in(page, town) -> None:
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(EMAIL)
    tap(page, "Send me a link")
    sees(page, "Look in your mail")
    (link,) = links_mailed_to(town, EMAIL, "/sign-in/link/")
    steps.open_link_of_mail(page, link)


def test_a_contact_posts_last_seasons_five_groups_again_and_confirms_them_from_a_reminder(town, town_phone):
    it_is("2026-08-10 19:00")
    in_town(town, five_groups_of_last_season)
    contact = town_phone()
    sign_in(contact, town)
    assert in_town(town, offered) == 0

    contact.get_by_role("link", name="5 groups of last season").tap()  # two taps, and what has changed
    expect(contact.locator(".season-row")).to_have_count(5)
    first = contact.locator(".season-row").first
    first.get_by_label("Days and time").fill("Wednesday 18–19.30")
    first.get_by_label("Free places").fill("6")
    contact.locator(".season-row").last.locator(".season-take").tap()  # this one has stopped
    tap(contact, "Post the ticked groups")
    sees(contact, "4 groups are posted. Families see them now.")
    assert in_town(town, offered) == 4

    it_is("2026-09-05 08:00")  # nearly a month on: one mail for all four, with a link that needs no sign-in
    assert in_town(town, lambda: ask_whether_open(clock.now())) == 1
    links = links_mailed_to(town, EMAIL, "/still-open/")
    assert len(links) == 1
    anybody = town_phone()
    anybody.goto(links[0])
    expect(anybody.locator("[data-state=waits]")).to_have_count(4)
    it_is("2026-09-10 08:00")  # looking has changed nothing: families do not see the groups any more
    assert in_town(town, offered) == 0
    anybody.goto(links[0])
    tap(anybody.locator("[data-question]").first, "Full")
    expect(anybody.locator("[data-state=waits]")).to_have_count(3)
    changed = anybody.locator("[data-state=waits]").first
    changed.locator("summary").tap()
    changed.get_by_label("Free places").fill("9")
    tap(changed, "Save")
    expect(anybody.locator("[data-state=waits]")).to_have_count(2)
    tap(anybody, "All are still open")
    sees(anybody, "That was all. Thank you!")
    assert in_town(town, offered) == 3
    free = in_town(
        town,
        lambda: [
            one.spot.free for one in db.session.scalars(select(Activity).order_by(Activity.name)) if one.name in NAMES
        ],
    )
    assert 0 in free
    assert 9 in free
