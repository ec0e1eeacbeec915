"""The conversation a partner holds with a family around one phone, and how far schools have come with the routine."""

from datetime import date

from flask import request, url_for

from allemed import clock, once
from allemed.access.guard import current_user, sender_account
from allemed.access.rules import Role, allow
from allemed.config import settings
from allemed.htmx import render
from allemed.intake.forms import labels, names_in, say_in
from allemed.intake.forms.at_school import NewPupilsForm, RoutineForm, TakeUpForm, TalkForm
from allemed.intake.rules import Interpreter
from allemed.intake.views.blueprint import views
from allemed.limits import PARTNER_POST, limiter
from allemed.locales import LANGUAGES, _s, in_language
from allemed.referrals import actions, notices, queries
from allemed.referrals.forms import ask_only
from allemed.referrals.rules import PartnerKind, term_start
from allemed.vocabulary import LANGUAGE_LABELS

FIRST_PICTURES = 12


@views.get("/talks/new")
@allow(Role.PARTNER)
def start_talk():
    """The language, the interpreter, and the question that is only asked aloud. Nothing is saved."""
    return render("intake/start_talk.html", interpreters=labels.INTERPRETER_LABELS, questions=labels.QUESTIONS)


@views.get("/talks/form")
@allow(Role.PARTNER)
def hold_talk():
    partner = queries.find_partner(current_user().partner_id)
    spoken, interpreter = request.args.get("talk"), request.args.get("interpreter")
    known = {
        "language": spoken if spoken in LANGUAGE_LABELS else None,
        "interpreter": interpreter if interpreter in set(Interpreter) else None,
        "school_id": partner.place_id if partner else None,
    }
    return _talk_page(_asked(TalkForm(formdata=None, data=known)))


@views.post("/talks/agree")
@allow(Role.PARTNER)
@limiter.limit(PARTNER_POST, key_func=sender_account)
def ask_family():
    """All answers, in the family's own language: it says yes or no on the screen. Nothing is saved yet."""
    form = _asked(TalkForm())
    if not form.validate():
        return _talk_page(form, status=422)
    with in_language(form.language.data if form.language.data in LANGUAGES else settings().default_language or "nb"):
        return render("intake/agree_talk.html", form=form, language_labels=LANGUAGE_LABELS)


@views.post("/talks")
@allow(Role.PARTNER)
@limiter.limit(PARTNER_POST, key_func=sender_account)
def send_talk():
    """The family said yes: now it goes to the coordinator."""
    form, user, now = _asked(TalkForm()), current_user(), clock.now()
    if not form.validate():
        return _talk_page(form, status=422)
    latest = queries.find_routine()
    referral = actions.add_referral(**form.values(), routine_number=latest.number if latest else None, by=user, now=now)
    notices.tell_coordinators_of_interest(referral, now=now)
    return once.commit_and_go(url_for("referrals.list_referrals"), _s("Sent. The coordinator calls the family."))


def _asked(form: TalkForm) -> TalkForm:
    """Without what the present user's kind of partner is not asked."""
    ask_only(form, queries.kind_of_partner(queries.find_partner(current_user().partner_id)).fields)
    return form


def _talk_page(form, status=200):
    return render(
        "intake/hold_talk.html", status=status, form=form, first_pictures=FIRST_PICTURES, said=say_in(form.language.data),
        names=names_in(form.language.data),
    )  # fmt: skip


@views.get("/talks/sheet")
@allow(Role.PARTNER, Role.COORDINATOR)
def show_talk_sheet():
    """One page to print: how to talk about leisure, in Norwegian (or Swedish) and in one more language beside it."""
    asked = request.args.get("in", "")
    code = asked if asked in LANGUAGES else "ar"
    said, beside = say_in(code), LANGUAGES[code]
    return render(
        "intake/show_talk_sheet.html", questions=labels.QUESTIONS, said=said, beside=beside, offered=LANGUAGES.values(),
        routine=queries.find_routine(),
    )  # fmt: skip


def _term() -> date:
    return term_start(clock.today(settings().zone))


@views.route("/routine", methods=["GET", "POST"])
@allow(Role.PARTNER)
def show_routine():
    """The routine as the partner reads it; a school also says how many new pupils it has this term."""
    partner = queries.find_partner(current_user().partner_id)
    form = NewPupilsForm(data={"new_pupils": partner.new_pupils if partner.new_pupils_term == _term() else None})
    if form.validate_on_submit():
        actions.count_new_pupils(partner, form.new_pupils.data, _term(), by=current_user(), now=clock.now())
        return once.commit_and_go(url_for("intake.show_routine"), _s("Saved."))
    return render(
        "intake/show_routine.html", status=422 if form.errors else 200, form=form, routine=queries.find_routine(),
        partner=partner, is_school=partner.kind == PartnerKind.SCHOOL,
    )  # fmt: skip


@views.get("/routines")
@allow(Role.COORDINATOR)
def show_routine_board():
    """Every school: works by the routine or not, talks this term against new pupils, the last contact."""
    term_from = clock.start_of(_term(), settings().zone)
    return render(
        "intake/show_routine_board.html", rows=queries.list_schools_on_the_board(term_from), term=_term(),
        routine=queries.find_routine(), versions=queries.list_routines(), take_up=TakeUpForm(formdata=None),
        today=clock.today(settings().zone),
    )  # fmt: skip


@views.post("/partners/<uuid:partner_id>/routine")
@allow(Role.COORDINATOR)
def take_up_routine(partner_id):
    form = TakeUpForm()
    if form.validate():
        actions.take_up_routine(
            queries.get_partner(partner_id), form.routine_on.data, by=current_user(), now=clock.now()
        )
    return once.commit_and_go(url_for("intake.show_routine_board"), _s("Saved."))


@views.route("/routines/edit", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
def edit_routine():
    """A new version; talks that were held keep the number of theirs."""
    latest = queries.find_routine()
    form = RoutineForm(data={"text": latest.text if latest else ""})
    if form.validate_on_submit():
        actions.write_routine(form.text.data, by=current_user(), now=clock.now())
        return once.commit_and_go(url_for("intake.show_routine_board"), _s("Saved."))
    return render("intake/edit_routine.html", status=422 if form.errors else 200, form=form, routine=latest)
