"""Two faces at the end of a page; and for the coordinator which page is hardest, in which language.

The pages that ask are the same for every visitor and hold no token: a tap asks for one (swap.js). Without a script the two
faces open the page of their own below, which has one.
"""

from flask import Blueprint, abort, request, url_for

from allemed import clock
from allemed.access.guard import allow
from allemed.access.rules import PUBLIC, Role
from allemed.config import settings
from allemed.database import db
from allemed.htmx import is_htmx, redirect_to, render
from allemed.limits import PUBLIC_POST, limiter
from allemed.locales import LANGUAGES, _sl, in_language, language
from allemed.understanding.actions import count_answer
from allemed.understanding.queries import count_answers
from allemed.understanding.rules import PageCode, counted_from, hardest_first

views = Blueprint("understanding", __name__)

PAGES = {
    PageCode.HELP: (_sl("Help"), "hand-heart"),
    PageCode.PRIVACY: (_sl("Privacy"), "shield-check"),
    PageCode.GROUP: (_sl("A group's page"), "users-three"),
    PageCode.PROPOSAL: (_sl("A proposal"), "star"),
    PageCode.FIRST_DAY: (_sl("The card for the first day"), "ticket"),
}
ANSWERS = {"yes": True, "no": False}
NAME_WHOM_TO_ASK = {PageCode.PRIVACY, PageCode.GROUP, PageCode.PROPOSAL}  # right below the two faces


def _page_or_404(name: str) -> PageCode:
    return PageCode(name) if name in set(PageCode) else abort(404)


def _language_read() -> str:
    """The code of the language the page was read in: a helper may have changed it in another tab since."""
    tag = request.form.get("language", "")
    return next((known.code for known in LANGUAGES.values() if known.tag == tag), language().code)


@views.get("/understood/<page>")
@allow(PUBLIC)
def ask_understood(page):
    """A page of its own, for who has no script: the face that was pressed is sent on; with `?said=` the thanks."""
    pressed, said = request.args.get("understood"), request.args.get("said")
    return render("understanding/ask_understood.html", page=_page_or_404(page), pressed=pressed, said=said)


@views.post("/understood/<page>")
@allow(PUBLIC)
@limiter.limit(PUBLIC_POST)
def say_understood(page):
    """No key comes with it, as with other forms: a key is kept for some days beside who sent it."""
    code, said = _page_or_404(page), request.form.get("understood", "")
    if said not in ANSWERS:
        return render("understanding/ask_understood.html", status=422, page=code, pressed=None, said=None)
    read_in = _language_read()
    count_answer(code, read_in, ANSWERS[said], today=clock.today(settings().zone))
    db.session.commit()
    if not is_htmx():
        return redirect_to(url_for("understanding.ask_understood", page=code, said=said))
    with in_language(read_in):
        return render(
            "understanding/ask_understood.html",
            "understanding/_thanks.html",
            said=said,
            is_named=code in NAME_WHOM_TO_ASK,
        )


@views.get("/understood")
@allow(Role.COORDINATOR)
def list_hard_pages():
    """The hardest page first, each in its language."""
    rows = hardest_first(count_answers(counted_from(clock.today(settings().zone))))
    return render("understanding/list_hard_pages.html", rows=rows, pages=PAGES, languages_by_code=LANGUAGES)
