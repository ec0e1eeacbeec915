""" "I want this", one question a page. The answers travel in the form itself: no cookie, no address, no account."""

from flask import Response, request

from allemed import clock
from allemed.access.rules import PUBLIC, allow
from allemed.catalogue.models import Activity
from allemed.catalogue.rules import kind_of
from allemed.config import settings
from allemed.families.forms import OLDEST
from allemed.forms import Form
from allemed.htmx import render
from allemed.limits import limiter
from allemed.locales import LANGUAGES
from allemed.referrals import queries
from allemed.referrals.forms import InterestForm
from allemed.referrals.rules import CHECK, HERE, STEPS, next_step
from allemed.referrals.views.blueprint import views
from allemed.vocabulary import LANGUAGE_LABELS

A_FEW_STEPS = "60 per minute; 400 per hour"
YOUNGEST = 3  # years: the years that stand on the page to be pressed


def show_first_step(activity: Activity, form: InterestForm) -> Response:
    """The first question, nothing answered yet."""
    return _step_page(activity, form, STEPS[0])


@views.post("/activities/<uuid:activity_id>/interest/steps")
@allow(PUBLIC)
@limiter.limit(A_FEW_STEPS)
def answer_step(activity_id):
    """One answer comes in with those before it; out goes the next question, the one before, or all answers."""
    activity, form = queries.find_activity(activity_id), InterestForm()
    step, status = step_after(form, STEPS)
    return _step_page(activity, form, step, status)


def step_after(form: Form, steps: tuple[str, ...]) -> tuple[str, int]:
    """The page that follows the answer that came in, and its status; a wrong answer stays where it is.

    The post says where one was (`at`), where one wants to go (`go`), and whether all answers were seen (`all_seen`).
    """
    at, go = request.form.get("at", ""), request.form.get("go", "next")
    at = at if at in (*steps, CHECK) else steps[0]
    if go == HERE and at != CHECK:
        return at, 200  # in another language; what is half written is not judged
    is_right = at == CHECK or form[at].validate(form)
    if not is_right and go == "next":
        return at, 422
    to = next_step(at, go, steps, has_seen_all=bool(request.form.get("all_seen")))
    if to == CHECK and (wrong := _first_wrong(form, steps)):
        return wrong, 422
    if at != CHECK:
        form[at].errors = ()
    return to, 200


def _first_wrong(form: Form, steps: tuple[str, ...]) -> str | None:
    """The first question that has no valid answer; only its errors are shown."""
    wrong = [name for name in steps if not form[name].validate(form)]
    for name in wrong[1:]:
        form[name].errors = ()
    return wrong[0] if wrong else None


def asked(form: Form, step: str, steps: tuple[str, ...]) -> dict:
    """What every page with one question shows: which of how many, and the years to choose from."""
    form.take_out_identity_numbers()  # the answers before travel in the page
    year = clock.today(settings().zone).year
    return {
        "form": form, "step": step, "steps": steps, "number": steps.index(step) + 1 if step in steps else 0, "year": year,
        "years": range(year - YOUNGEST, year - OLDEST - 1, -1), "all_seen": step == CHECK or request.form.get("all_seen"),
    }  # fmt: skip


def _step_page(activity: Activity, form: InterestForm, step: str, status: int = 200) -> Response:
    own = [code if code != "nn" else "nb" for code in LANGUAGES]  # spoken, Bokmål and Nynorsk are one
    return render(
        "referrals/show_step.html", "referrals/_step.html", status, activity=activity, kind=kind_of(activity.kind),
        spoken=list(dict.fromkeys(own)), also_spoken=[code for code in LANGUAGE_LABELS if code not in own], **asked(form, step, STEPS),
    )  # fmt: skip
