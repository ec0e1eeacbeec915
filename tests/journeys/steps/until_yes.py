"""From an open spot and a first conversation to a link on paper for the mother."""

from playwright.sync_api import Page, expect

from tests.journeys.small_town import (
    CHILD,
    CLUB,
    CLUB_EMAIL,
    GROUP,
    MOTHER,
    OWN_WORDS,
    PHONE_NUMBER,
    SCHOOL,
    TEACHER_EMAIL,
    WALL,
    links_mailed_to,
)
from tests.journeys.steps.hands import open_place, pick, sees, tap

SIGN_IN = "/sign-in/link/"


# Coming in


def sign_in_as_coordinator(page: Page) -> None:
    page.goto("/demo")
    page.locator("button[name=as][value=coordinator]").tap()
    expect(page.locator("h1")).to_contain_text("Today")


def open_link_of_mail(page: Page, address: str) -> None:
    """Opening the link only shows a button, however often; the button signs in."""
    for _again in range(2):
        page.goto(address)
        expect(page.locator("h1")).to_have_text("Welcome")
    tap(page, "Sign in")
    expect(page.locator("nav.places")).to_contain_text("More")


def ask_for_link(page: Page, town) -> None:
    """A partner asks for a mail with a link."""
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill(TEACHER_EMAIL)
    tap(page, "Send me a link")
    sees(page, "Look in your mail")
    (link,) = links_mailed_to(town, TEACHER_EMAIL, SIGN_IN)
    open_link_of_mail(page, link)
    expect(page.locator("h1")).to_have_text("Families we sent on")


def open_family_link(page: Page, address: str) -> None:
    """The mother's phone speaks her language before it knows her: from right to left."""
    for _again in range(2):
        assert page.goto(address).status == 200
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.locator("main form button")).to_be_visible()
    page.locator("main form button").tap()
    page.wait_for_url(lambda found: "/sign-in/" not in found)
    assert page.goto("/our-page").status == 200
    expect(page.locator("html[lang=ar]")).to_have_attribute("dir", "rtl")
    expect(page.locator("h1")).to_contain_text(MOTHER)


# The coordinator and the club


def make_scheme_and_grant(page: Page) -> None:
    """A scheme with what a small club can manage, and a grant of it for the club."""
    open_place(page, "More")
    page.locator("main a", has_text="scheme").first.tap()
    tap(page, "New scheme", "link")
    page.get_by_label("Name of the scheme").fill("Driftsstøtte")
    expect(page.locator("input[name=codes]:checked")).to_have_count(8)
    tap(page, "Save")
    sees(page, "Saved.")
    open_association(page)
    tap(page, "Promises on inclusion", "link")
    sees(page, "No grant yet")
    tap(page, "Add a grant", "link")
    page.get_by_label("Amount").fill("12 000")
    page.get_by_label("The season starts on").fill("2026-08-15")
    tap(page, "Save")
    sees(page, "Driftsstøtte 2026", "nobody has said yes yet")


def open_association(page: Page) -> None:
    open_place(page, "Associations")
    page.locator("main").get_by_role("link", name=CLUB).first.tap()
    expect(page.locator("main")).to_contain_text("Promises on inclusion")


def invite_contact(page: Page, town) -> str:
    """The club gets a contact person, who gets a mail; returns its link."""
    open_association(page)
    sees(page, "Nobody answers for this association yet")
    tap(page, "Add a contact person", "link")
    page.get_by_label("Name").fill("Ola")
    page.get_by_label("E-mail").fill(CLUB_EMAIL)
    tap(page, "Save")
    tap(page, "Invite")
    sees(page, "A sign-in link is on its way by e-mail.", "Invited, not signed in yet")
    (link,) = links_mailed_to(town, CLUB_EMAIL, SIGN_IN)
    return link


def confirm_contact(page: Page) -> None:
    """The link of the mail led to the contact persons."""
    tap(page, "This is me, and it is right")
    sees(page, "Confirmed")


def promise(page: Page) -> None:
    """The contact person says yes to the promises of the grant."""
    open_place(page, "Promises")
    tap(page, "Read the promises", "link")
    sees(page, "What you promise with the grant")
    expect(page.locator("main form input[name=name]")).to_have_value("Ola")
    tap(page, "Yes, we promise this")
    sees(page, "These are your promises now")


def post_spot(page: Page) -> None:
    """Eight fields: picture, name, birth years, place, time, spots, cost, what to bring."""
    open_place(page, "Our groups")
    page.locator("main a[href$='/our-activities/new']").first.tap()
    pick(page, "kind", "climbing")
    page.get_by_label("Name of the group").fill(GROUP)
    page.get_by_label("Born from").fill("2014")
    page.get_by_label("Born to").fill("2017")
    page.get_by_label("Where", exact=True).select_option(label=WALL)
    page.locator("[name=weekday_1]").select_option("3")
    page.locator("[name=starts_1]").fill("18:00")
    page.locator("[name=ends_1]").fill("19:30")
    page.get_by_label("Number of free places").fill("2")
    page.get_by_label("Cost for half a year").fill("900 kr")
    pick(page, "bring", "indoor_shoes")
    page.locator("main form button.ds-button").last.tap()
    sees(page, "Families can see the group now.", GROUP, "2 free places", "Confirmed today")


# The school, and the conversation


def send_family_on(page: Page) -> None:
    """The school hands over the minimum, with the family's spoken yes."""
    page.locator("main a", has_text="Send a family on").tap()
    sees(page, "Is there someone who should not know where you are?")
    tap(page, "No, go on", "link")
    pick(page, "agreed_how", "spoken")
    page.get_by_label("The child's first name").fill(CHILD)
    page.get_by_label("Birth year").fill("2016")
    page.get_by_label("Phone of a parent").fill(PHONE_NUMBER)
    page.get_by_label("Which language do they speak?").select_option("ar")
    tap(page, "Send")
    sees(page, CHILD, "Received")


def start_from_today(page: Page) -> None:
    """Today shows who asks for contact; the conversation knows what the school has said."""
    open_place(page, "Today")
    card = page.locator("article.task", has_text="A family asks for contact")
    expect(card).to_contain_text(CHILD)
    tap(card, "Call them", "link")
    sees(page, SCHOOL, "Yes, spoken")
    tap(page, "Start the conversation", "link")
    answer_what_comes_first(page)
    expect(page.locator("[name=first_name]")).to_have_value(CHILD)
    expect(page.locator("[name=birth_year]")).to_have_value("2016")


def start_anew(page: Page) -> None:
    """The coordinator meets a family that nobody has sent."""
    tap(page, "New conversation", "link")
    answer_what_comes_first(page)
    page.locator("[name=first_name]").fill(CHILD)
    page.locator("[name=birth_year]").fill("2016")
    page.locator("[name=phone]").fill(PHONE_NUMBER)


def answer_what_comes_first(page: Page) -> None:
    """The language, the interpreter, and the question that is only asked aloud."""
    pick(page, "talk", "ar")
    pick(page, "interpreter", "qualified")
    sees(page, "The answer is written down nowhere.")
    tap(page, "No, go on")


def record_conversation(page: Page, *kinds: str) -> None:
    """The rest of the seven fields: the child points at pictures and says it in its own words."""
    for kind in kinds:
        pick(page, "kinds", kind)
    page.locator("[name=own_words]").fill(OWN_WORDS)
    page.locator("label", has=page.locator("[name=times][value='3-evening']")).tap()
    page.locator("[name=guardian_name]").fill(MOTHER)
    tap(page, "Save the conversation")
    sees(page, "This is enough to look for a spot.", CHILD, OWN_WORDS, "Find a spot")


def find_and_propose(page: Page, distance: str) -> None:
    """The best spot stands first, with its reasons; what cannot be is named with why."""
    tap(page, "Find a spot", "link")
    best = page.locator("article.match").first
    for text in (GROUP, CLUB, "Thursday fits", "The child pointed at it first", distance, "900"):
        expect(best).to_contain_text(text)
    expect(page.locator("article.match")).to_have_count(2)
    expect(page.locator("article.match").last).to_contain_text("Fotball 10 år")
    expect(page.locator(".not-shown")).to_contain_text("Klatring ungdom")
    tap(best, "Propose to the family")
    sees(page, "The family decides", "Nothing about the child.")


def print_link(page: Page) -> str:
    """A link on paper for the mother, in her language; returns the address printed below the code."""
    page.locator("main header a", has_text=CHILD).tap()
    tap(page, "The family", "link")
    sees(page, "Has not signed in yet.")
    tap(page, "Print a link")
    expect(page.locator("main h1")).to_have_attribute("dir", "rtl")
    expect(page.locator(".qr svg")).to_be_visible()
    return page.locator(".sign-in-address").inner_text().strip()
