"""What a thumb does, and what eyes look for."""

from playwright.sync_api import Locator, Page, expect


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
