"""Two faces at the end of a page: one tap with a script, two without; none where no network could take the answer."""

from playwright.sync_api import expect

from allemed.understanding.queries import count_answers
from allemed.understanding.rules import PageCode, counted_from
from tests.conftest import NOW
from tests.journeys.test_offline import with_worker


def _answers(town) -> dict:
    with town.app.app_context():
        found = count_answers(counted_from(NOW.date()).replace(year=2000))
        return {(one.page, one.language): (one.understood, one.not_understood) for one in found}


def test_one_tap_is_counted_in_the_language_of_the_page_and_thanked_in_its_place(town_phone, town):
    page = town_phone(language="ar")
    page.goto("/privacy")
    assert page.locator("form.understood input").count() == 0
    page.locator("form.understood .face-bad").click()
    thanks = page.locator("#understood[data-said=no]")
    expect(thanks).to_be_focused()
    expect(page.locator("form.understood")).to_have_count(0)
    assert page.url.endswith("/privacy")
    assert _answers(town) == {(PageCode.PRIVACY, "ar"): (0, 1)}


def test_without_a_script_a_second_tap_sends_it(town_phone, town):
    page = town_phone(javascript=False)
    page.goto("/help")
    page.locator("form.understood .face-good").click()
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#understood[data-said=yes]")).to_be_visible()
    assert _answers(town) == {(PageCode.HELP, "en"): (1, 0)}


def test_a_page_from_the_store_and_a_page_on_paper_do_not_ask(town_phone):
    page = with_worker(town_phone())
    expect(page.locator("form.understood")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("form.understood")).to_be_hidden()
    page.emulate_media(media="screen")
    page.context.set_offline(True)
    page.goto("/help")
    expect(page.locator("html[data-offline]")).to_have_count(1)
    expect(page.locator("form.understood")).to_be_hidden()


def test_a_face_leaves_the_list_that_opens_at_once_as_it_was(town_phone):
    page = with_worker(town_phone())
    page.goto("/activities")
    page.goto("/help")
    kept = "async () => (await caches.keys()).filter((name) => name.startsWith('allemed-visitor'))"
    before = page.evaluate(kept)
    page.locator("form.understood .face-good").click()
    expect(page.locator("#understood[data-said=yes]")).to_be_visible()
    assert before and page.evaluate(kept) == before
