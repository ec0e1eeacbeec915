"""Two faces at the end of a page; for the coordinator which page is hardest; and who reads our languages.

The pages that ask are the same for every visitor and hold no token: a tap asks for one (swap.js). Without a script the two
faces open the page of their own below, which has one.
"""

from uuid import UUID

from flask import Blueprint, abort, request, url_for

from allemed import clock
from allemed.access.guard import allow, current_user
from allemed.access.rules import PUBLIC, Role
from allemed.catalogue.rules import kind_of
from allemed.config import settings
from allemed.database import db
from allemed.htmx import is_htmx, redirect_to, render
from allemed.limits import PUBLIC_POST, limiter
from allemed.locales import LANGUAGES, _s, _sl, in_language, language
from allemed.locales.choice import offer
from allemed.media.forms import PIECE_LABELS
from allemed.once import commit_and_go
from allemed.understanding import actions, queries
from allemed.understanding.forms import ABOUT_ICONS, ABOUT_LABELS, RemarkForm, ReviewerForm
from allemed.understanding.rules import About, PageCode, counted_from, hardest_first
from allemed.vocabulary import KIND_LABELS

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
    actions.count_answer(code, read_in, ANSWERS[said], today=clock.today(settings().zone))
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
    rows = hardest_first(queries.count_answers(counted_from(clock.today(settings().zone))))
    return render("understanding/list_hard_pages.html", rows=rows, pages=PAGES, languages_by_code=LANGUAGES)


@views.route("/language-panel", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def list_panels():
    """What is to be mended first; then each language with who reads it."""
    user, shown = current_user(), offer().shown
    form = ReviewerForm(user=user, shown=shown)
    if form.validate_on_submit():
        actions.add_reviewer(form.language.data, form.association, by=user, now=clock.now())
        return commit_and_go(url_for("understanding.list_panels"), _s("On the panel."))
    return render(
        "understanding/list_panels.html", status=422 if form.errors else 200, form=form,
        shown=[one for one in LANGUAGES.values() if one.code in shown], read=offer().reviewed,
        reviewers=queries.list_reviewers(user), remarks=queries.list_open_remarks(user),
        recordings=queries.count_recordings(), languages_by_code=LANGUAGES, abouts=ABOUT_LABELS, icons=ABOUT_ICONS,
    )  # fmt: skip


@views.post("/language-panel/<uuid:reviewer_id>/remove")
@allow(Role.COORDINATOR)
def remove_reviewer(reviewer_id: UUID):
    actions.remove_reviewer(queries.get_reviewer(reviewer_id), by=current_user(), now=clock.now())
    return commit_and_go(url_for("understanding.list_panels"), _s("Taken off."))


@views.post("/language-remarks/<uuid:remark_id>/mended")
@allow(Role.COORDINATOR)
def close_remark(remark_id: UUID):
    actions.close_remark(queries.get_remark(remark_id), by=current_user(), now=clock.now())
    return commit_and_go(url_for("understanding.list_panels"), _s("Mended."))


def _words_in(code: str) -> list[dict]:
    """Each kind of activity: its picture, its word in the reader's language and in the one that is read."""
    with in_language(code):
        words = {kind: str(label) for kind, label in KIND_LABELS.items()}
    return [{"kind": kind_of(kind), "own": label, "word": words[kind]} for kind, label in KIND_LABELS.items()]


@views.route("/our-languages/<code>", methods=["GET", "POST"])
@allow(Role.ASSOCIATION)
def read_language(code):
    """For an association on the panel of this language only."""
    user, form = current_user(), RemarkForm()
    if not queries.is_on_panel(code, user.association_id):
        abort(404)
    if form.validate_on_submit():
        actions.add_remark(
            code, About(form.about.data), form.what.data, form.words.data,
            association_id=user.association_id, by=user, now=clock.now(),
        )  # fmt: skip
        return commit_and_go(
            url_for("understanding.read_language", code=code), _s("Thank you. The coordinator reads it.")
        )
    return render(
        "understanding/read_language.html", status=422 if form.errors else 200, form=form, read=LANGUAGES[code],
        kinds=_words_in(code), spoken=queries.list_spoken(code), pieces=PIECE_LABELS, kind_labels=KIND_LABELS,
        remarks=queries.list_remarks(user, code), abouts=ABOUT_LABELS, icons=ABOUT_ICONS,
    )  # fmt: skip
