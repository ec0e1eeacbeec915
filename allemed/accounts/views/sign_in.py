"""The sign-in page, and the page behind a one-time link. Opening a link never uses it up; its button does."""

from flask import Response, g, make_response, render_template, request, url_for

from allemed import clock
from allemed.access.guard import PUBLIC, allow, current_user
from allemed.accounts.actions import ask_for_link, end_device, use_up_link
from allemed.accounts.forms import AskForLinkForm
from allemed.accounts.queries import find_link
from allemed.accounts.rules import LINK_PATH, METHOD_OF, LinkPurpose, own_path
from allemed.accounts.views.blueprint import views
from allemed.accounts.views.cookies import device_label, sign_in_here, sign_out_here
from allemed.database import db
from allemed.htmx import redirect_to, render
from allemed.limits import SIGN_IN, limiter
from allemed.locales import in_language, language, remembered
from allemed.once import commit_and_go
from allemed.resting import open_at_rest


@views.get("/sign-in")
@allow(PUBLIC)
@open_at_rest
def show_sign_in():
    if current_user():
        return redirect_to(own_path(request.args.get("next")))
    return render("accounts/show_sign_in.html", form=AskForLinkForm(), next=own_path(request.args.get("next")))


@views.post("/sign-in")
@allow(PUBLIC)
@limiter.limit(SIGN_IN)
def send_link():
    form, following = AskForLinkForm(), own_path(request.form.get("next"))
    if not form.validate_on_submit():
        return render("accounts/show_sign_in.html", status=422, form=form, next=following)
    ask_for_link(form.email.data, following, now=clock.now())
    return commit_and_go(url_for("accounts.show_link_sent"))


@views.get("/sign-in/sent")
@allow(PUBLIC)
def show_link_sent():
    return render("accounts/show_link_sent.html")


def _secretive(response: Response) -> Response:
    """The address of the page is the secret: it goes nowhere, and stays nowhere."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _dead_link() -> Response:
    """One page for a used, an expired and an invented link: nobody learns which it was."""
    return _secretive(render("accounts/show_dead_link.html", status=410))


@views.get(f"{LINK_PATH}<token>")
@allow(PUBLIC)
@open_at_rest
def show_link(token: str):
    link = find_link(token, clock.now())
    if link is None:
        return _dead_link()
    following = own_path(request.args.get("next"))
    values = {"token": token, "next": following, "for_staff": link.purpose == LinkPurpose.INVITE}
    if request.args.get("lang") or (link.purpose == LinkPurpose.MAIL and remembered()):
        return _secretive(render("accounts/show_link.html", **values))
    with in_language(link.user.language):
        response = make_response(render_template("accounts/show_link.html", **values))
        response.headers["Content-Language"] = language().tag
    return _secretive(response)


@views.post(f"{LINK_PATH}<token>")
@allow(PUBLIC)
@open_at_rest
@limiter.limit(SIGN_IN)
def use_link(token: str):
    now = clock.now()
    link = find_link(token, now)
    if link is None or not use_up_link(link, label=device_label(), now=now):
        db.session.rollback()
        return _dead_link()
    if link.purpose == LinkPurpose.MAIL:  # who asked for it reads the language they chose here
        link.user.language = remembered() or link.user.language
    going_to = own_path(request.form.get("next"))
    if link.purpose == LinkPurpose.INVITE:
        going_to = url_for("accounts.show_new_passkey")
    return _secretive(sign_in_here(redirect_to(going_to), link.user, METHOD_OF[link.purpose]))


@views.post("/sign-out")
@allow(PUBLIC)
@open_at_rest
def sign_out():
    if device := g.get("device"):
        end_device(device, by=current_user(), now=clock.now())
        db.session.commit()
    return sign_out_here(redirect_to(url_for("accounts.show_signed_out")))


@views.get("/signed-out")
@allow(PUBLIC)
@open_at_rest
def show_signed_out():
    return render("accounts/show_signed_out.html")
