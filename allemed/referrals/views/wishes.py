"""The public side when nothing fits: "tell us what you wish for", with pictures, a place and days, without signing in."""

from flask import request, url_for

from allemed import clock, once
from allemed.access.rules import PUBLIC, allow
from allemed.config import settings
from allemed.htmx import redirect_to, render
from allemed.limits import PUBLIC_POST, limiter
from allemed.locales import language
from allemed.referrals import actions, forms, notices
from allemed.referrals.views.blueprint import views

FIRST_PICTURES = 12
SPOKEN = {"nn": "nb"}  # spoken, Bokmål and Nynorsk are one


@views.get("/wishes/new")
@allow(PUBLIC)
def show_wish():
    """Pictures that the address names (`?kind=`) are chosen already."""
    chosen = [code for code in request.args.getlist("kind") if code in forms.PICTURES]
    return _wish_page(forms.WishForm(data={"kinds": chosen[:3]}))


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


def _wish_page(form, status=200):
    return render(
        "referrals/show_wish.html", status=status, form=form, first_pictures=FIRST_PICTURES,
        year=clock.today(settings().zone).year,
    )  # fmt: skip


@views.get("/wishes/thanks")
@allow(PUBLIC)
def show_wish_thanks():
    return render("referrals/show_wish_thanks.html", is_called=request.args.get("call") == "1")
