"""Coming back with a code: one of three words about one interest, and nothing about anybody."""

from flask import request, url_for

from allemed.access.rules import PUBLIC, allow
from allemed.htmx import redirect_to, render
from allemed.limits import limiter
from allemed.referrals import queries
from allemed.referrals.forms import ReturnForm
from allemed.referrals.rules import Progress, read_return_code
from allemed.referrals.views.blueprint import views

A_FEW_TRIES = "10 per minute; 60 per hour"  # against guessing; of nine signs a thousandth of all would take ages


@views.get("/come-back")
@allow(PUBLIC)
def ask_return():
    """A field for the code."""
    return _page()


@views.post("/come-back")
@allow(PUBLIC)
@limiter.limit(A_FEW_TRIES)
def find_return():
    """What was written leads to its page; what is no code is asked for again."""
    form = ReturnForm()
    if not form.validate():
        return _page(form, status=422)
    return redirect_to(url_for("referrals.show_return", code=read_return_code(form.code.data)))


@views.get("/come-back/<code>")
@allow(PUBLIC)
@limiter.limit(A_FEW_TRIES)
def show_return(code: str):
    """Received, in contact, in an activity. A code nobody has answers like one that was erased."""
    signs = read_return_code(code)
    progress = queries.find_progress(signs) if signs else None
    return _page(progress=progress, is_asked=True, status=200 if progress else 404)


def _page(form: ReturnForm | None = None, *, progress=None, is_asked=False, status=200):
    page = render(
        "referrals/show_return.html", status=status, form=form or ReturnForm(formdata=None), progress=progress,
        is_unknown=is_asked and progress is None, words=tuple(Progress), is_asked=request.endpoint == "referrals.show_return",
    )  # fmt: skip
    page.headers["Cache-Control"], page.headers["Referrer-Policy"] = "no-store", "no-referrer"
    page.headers["X-Robots-Tag"] = "noindex"
    return page
