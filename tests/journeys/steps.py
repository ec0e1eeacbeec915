"""What people do on their phones, step by step; each step also looks at what the person must see."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.small_town import (
    CHILD,
    CLUB,
    CLUB_EMAIL,
    GROUP,
    MOTHER,
    SCHOOL,
    TEACHER_EMAIL,
    WALL,
    links_mailed_to,
)

PHONE_NUMBER, OWN_WORDS = "91234567", "heilt til toppen"
SIGN_IN = "/sign-in/link/"
TAKEN_AWAY = (MOTHER, "91 23 45 67", PHONE_NUMBER, SCHOOL, OWN_WORDS, "العربية", "Arabic")


# How a thumb does it


def tap(page: Page | Locator, name: str, role: str = "button") -> None:
    """Tap the button or link with this name."""
    page.get_by_role(role, name=name, exact=True).first.tap()


def open_place(page: Page, name: str) -> None:
    """Tap a place of the bar at the bottom."""
    page.locator("nav.places a", has_text=name).tap()


def pick(page: Page | Locator, name: str, value: str) -> None:
    """Tap a picture or a pill; a fold that hides it is opened first."""
    whole = page if isinstance(page, Page) else page.page
    label = page.locator("label", has=whole.locator(f'input[name="{name}"][value="{value}"]')).first
    label.wait_for(state="attached")
    if not label.is_visible():
        page.locator("details:not([open])", has=label).first.locator("summary").first.tap()
    label.tap()


def sees(page: Page, *texts: str) -> None:
    """All of these stand on the page."""
    for text in texts:
        expect(page.locator("main")).to_contain_text(text)


def sees_nothing_of(page: Page, *texts: str) -> None:
    """None of these stands anywhere in what the phone was sent."""
    content = page.content()
    assert [text for text in texts if text in content] == []


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


# The answers


def say_yes(page: Page) -> None:
    """The mother opens the proposal, sees what the club would be told, shares one thing more, and says yes."""
    card = page.locator("[data-proposal]")
    expect(card).to_contain_text(CLUB)
    card.locator("a").first.tap()
    expect(page.locator(".told")).to_contain_text(CHILD)
    expect(page.locator(".told")).to_contain_text("2016")
    sees(page, CLUB, WALL)
    expect(page.locator("#yes input[type=checkbox]:checked")).to_have_count(0)
    pick(page, "has_interpreter", "y")
    pick(page, "child_wants", "y")
    page.locator("#yes button[type=submit], #yes button:not([type])").last.tap()
    expect(page.locator("main [data-state]")).to_have_attribute("data-state", "asked")
    expect(page.locator("#standing .alert-good")).to_be_visible()


def welcome_child(page: Page, town) -> None:
    """The club is told without a name, and sees what the mother allowed and nothing else; then it says welcome."""
    assert len(links_mailed_to(town, CLUB_EMAIL, "/requests/")) == 1
    page.goto("/our-association")
    card = page.locator("[data-request]")
    expect(card).to_contain_text(f"{CHILD}, 10")
    sees_nothing_of(page, *TAKEN_AWAY)
    tap(card, "See more", "link")
    sees(page, f"{CHILD} would like to come", "born 2016", "An interpreter helps at the first meeting.")
    sees(page, "Through Kari Nordbø")
    sees_nothing_of(page, *TAKEN_AWAY)
    tap(page, "Welcome! We have a place")
    sees(page, "You said welcome")


def book_first_session(page: Page) -> None:
    """The day stands there already; who meets whom and who goes along is said."""
    open_place(page, "Today")
    card = page.locator("article.task", has_text=f"{CLUB} says welcome")
    tap(card, "Book the first time", "link")
    expect(page.locator("[name=day]").first).to_have_value("2026-09-10")
    expect(page.locator("[name=starts]").first).to_have_value(re.compile("18:00"))
    page.get_by_label("Who meets them there?").fill("Ola")
    pick(page, "comes_along", "coordinator_and_guardian")
    tap(page, "Book the first session")
    sees(page, "Booked. The family and the club are told.", "Ola meets them.")


def solve_lights(page: Page) -> None:
    """Equipment, transport and fee turn green, each with a word."""
    for kind, note in (("equipment", "Lånesko ligg klare"), ("transport", "Går saman"), ("fee", "Fritidskortet")):
        page.locator(f"#light-{kind} > summary").tap()
        pick(page.locator(f"#light-{kind}"), "colour", "green")
        page.locator(f"#light-{kind} [name=note]").fill(note)
        tap(page.locator(f"#light-{kind}"), "Save")
        expect(page.locator(f"#light-{kind} > summary")).to_contain_text(note)
    expect(page.locator(".light-card.light-green")).to_have_count(3)


def see_first_day(page: Page) -> None:
    """The mother finds the card of the first day: when, where, who, what to bring. It names no child."""
    page.goto("/our-page")
    card = page.locator("[data-first-day]")
    expect(card).to_contain_text("Ola")
    card.locator("a").last.tap()
    expect(page.locator(".first-day-clock")).to_contain_text(re.compile("18|١٨"))
    sees(page, WALL, "Ola", "Kari Nordbø")
    sees_nothing_of(page, CHILD)


def answer(page: Page, face: str, *, missing: bool | None = None) -> None:
    """A face on the mother's own page, and whether something is missing."""
    page.goto("/our-page")
    page.locator(f"[data-check-in] button[name=face][value={face}]").first.tap()
    expect(page.locator(f"button.face-{face}")).to_have_attribute("aria-pressed", "true")
    if missing is not None:
        page.locator(f"button[name=missing][value={'yes' if missing else 'no'}]").tap()
        expect(page.locator(".flash")).to_be_visible()


def note_first_session(page: Page) -> None:
    """Today asks whether it happened; then the trial begins, as no light is red."""
    card = page.locator("article.task", has_text="Did the first time happen?")
    expect(card).to_contain_text(CHILD)
    tap(card, "Note it", "link")
    tap(page, "The child was there")
    sees(page, "Was there. How does it go on?")
    tap(page, "The trial begins")
    sees(page, "On trial. Is it right?")


def answer_as_club(page: Page) -> None:
    """The club is asked too, and answers with a face."""
    page.goto("/our-association")
    page.locator("[data-check-in] button[name=face][value=good]").first.tap()
    expect(page.locator("button.face-good")).to_have_attribute("aria-pressed", "true")


def close_answer(page: Page, note: str) -> None:
    """Today says what the mother answered; the coordinator calls her and closes it."""
    open_place(page, "Today")
    card = page.locator("[data-kind=check_in] article.task", has_text="They answer: So-so")
    expect(card).to_contain_text(CHILD)
    tap(card, "Call the family", "link")
    sees(page, "So-so", "91 23 45 67")
    pick(page, "missing", "no")
    page.locator("[name=note]").fill(note)
    tap(page, "Done")
    expect(page.locator("h1")).to_contain_text("Today")
    expect(page.locator("article.task", has_text="They answer")).to_have_count(0)


def call_after_two_weeks(page: Page) -> None:
    """Two weeks on, Today lists the question; the coordinator calls, closes it with a face, and the child is active."""
    card = page.locator("[data-kind=check_in] article.task", has_text="How is it going?").first
    expect(card).to_contain_text(CHILD)
    tap(card, "Call the family", "link")
    sees(page, "After two weeks", "Does your child know somebody there?")
    pick(page, "face", "good")
    pick(page, "missing", "no")
    tap(page, "Done")
    expect(page.locator("[data-kind=check_in] article.task", has_text="Call the family")).to_have_count(0)
    page.goto("/placements")
    page.locator("main").get_by_role("link", name=CHILD).first.tap()
    tap(page, "Active")
    sees(page, "Takes part")


def see_kept_promises(page: Page) -> None:
    """What happened is what is kept: the question was answered in time, the open spot was confirmed lately."""
    open_association(page)
    tap(page, "Promises on inclusion", "link")
    kept = page.locator("section[aria-labelledby=kept]")
    for text in ("Answer the coordinator within 5 working days", "Open spots updated every 30 days"):
        expect(kept).to_contain_text(text)
    kept.get_by_role("link", name=re.compile("Answer the coordinator")).tap()
    sees(page, "1 of 1 question was answered within five working days.")
