"""When nothing fits: "tell us what you wish for", without signing in; and how often what was wished for, for clubs."""

from datetime import timedelta

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import current_user
from allemed.access.rules import PUBLIC, Role, allow
from allemed.config import settings
from allemed.htmx import redirect_to, render
from allemed.limits import PUBLIC_POST, limiter
from allemed.locales import language
from allemed.referrals import actions, forms, notices, queries
from allemed.referrals.rules import WISH_STEPS, told_count
from allemed.referrals.views.blueprint import views
from allemed.referrals.views.steps import A_FEW_STEPS, asked, step_after

FIRST_PICTURES = 12
DAYS = 365  # our default: what was wished for longer ago is another season
SPOKEN = {"nn": "nb"}  # spoken, Bokmål and Nynorsk are one


@views.get("/wishes/new")
@allow(PUBLIC)
def show_wish():
    """One question a page; with `?all=1` all on one. Pictures that the address names (`?kind=`) are chosen already."""
    chosen = [code for code in request.args.getlist("kind") if code in forms.PICTURES]
    form = forms.WishForm(data={"kinds": chosen[:3]})
    return _wish_page(form) if request.args.get("all") else _step_page(form, WISH_STEPS[0])


@views.post("/wishes/steps")
@allow(PUBLIC)
@limiter.limit(A_FEW_STEPS)
def answer_wish_step():
    """One answer comes in with those before it; out goes the next question, the one before, or all answers."""
    form = forms.WishForm()
    step, status = step_after(form, WISH_STEPS)
    return _step_page(form, step, status)


@views.post("/wishes/new")
@allow(PUBLIC)
@limiter.limit(PUBLIC_POST)
def express_wish():
    form, now = forms.WishForm(), clock.now()
    if not form.validate():
        return _wish_page(form, status=422)
    thanks = url_for("referrals.show_wish_thanks", call="1" if form.phone.data else None)
    if form.is_from_a_machine():
        return redirect_to(thanks)
    spoken = SPOKEN.get(language().code, language().code)
    referral = actions.add_wish(**form.values(), language=spoken, now=now)
    notices.tell_coordinators_of_interest(referral, now=now)
    return once.commit_and_go(thanks)


@views.get("/wishes")
@allow(Role.ASSOCIATION, Role.COORDINATOR)
def list_wishes():
    """What is missing, as counts, and never who asked. An association has it on its own page of wishes."""
    if current_user().role == Role.ASSOCIATION:
        return redirect_to(url_for("home.show_our_wishes"))
    wishes = [(code, told_count(number)) for code, number in queries.count_wishes(clock.now() - timedelta(days=DAYS))]
    return render("referrals/list_wishes.html", wishes=wishes)


def _step_page(form, step, status=200):
    page = "referrals/show_wish_step.html", "referrals/_wish_step.html"
    return render(*page, status, first_pictures=FIRST_PICTURES, **asked(form, step, WISH_STEPS))


def _wish_page(form, status=200):
    return render(
        "referrals/show_wish.html", status=status, form=form, first_pictures=FIRST_PICTURES,
        year=clock.today(settings().zone).year,
    )  # fmt: skip


@views.get("/wishes/thanks")
@allow(PUBLIC)
def show_wish_thanks():
    return render("referrals/show_wish_thanks.html", is_called=request.args.get("call") == "1")
