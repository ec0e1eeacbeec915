"""Pages: who asks and the child beside them; the coordinator's choice of who asks; what all say together."""

from uuid import UUID

from flask import Blueprint, url_for

from allemed import clock, once
from allemed.access.guard import allow, current_user, logs_reads
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.audit.actions import record_read
from allemed.catalogue.rules import kind_of
from allemed.database import db
from allemed.followup.queries import get_check_in, list_trust
from allemed.followup.rules import Audience
from allemed.htmx import redirect_to, render
from allemed.intake.rules import decode
from allemed.locales import LANGUAGES, _, _s, in_language
from allemed.voice import actions, forms, notices, queries
from allemed.voice.models import NeutralPerson
from allemed.voice.rules import tell

views = Blueprint("voice", __name__)


def prepare(app) -> None:
    """Words and marks of what all say together, for the pages of several features."""
    app.jinja_env.globals.update(
        voice_questions=forms.QUESTIONS, voice_icons=forms.ICONS, share_labels=forms.SHARE_LABELS,
        share_tones=forms.SHARE_TONES, voice_answers=decode,
    )  # fmt: skip


# Who asks


@views.get("/child-voices")
@allow(Role.PARTNER)
@logs_reads
def list_tasks():
    """First names of the children to ask, each with its language."""
    user, now = current_user(), clock.now()
    tasks = queries.list_tasks(user)
    page = render("voice/list_tasks.html", tasks=tasks, is_named=queries.is_named(user), languages_known=LANGUAGES)
    for one in tasks:
        record_read(one, by=user, now=now, family_id=one.placement.child.family_id)
    db.session.commit()
    return page


@views.get("/child-voices/<uuid:voice_id>")
@allow(Role.PARTNER)
@logs_reads
def show_task(voice_id: UUID):
    """First name, kind of group and language: no more is known here."""
    voice = queries.get_voice(voice_id)
    page = _task_page(voice, forms.VoiceForm(formdata=None))
    record_read(voice, by=current_user(), now=clock.now(), family_id=voice.placement.child.family_id)
    db.session.commit()
    return page


def _task_page(voice, form, status: int = 200):
    language = voice.placement.child.family.talk_language
    return render(
        "voice/show_task.html", status=status, voice=voice, form=form, first_name=voice.placement.child.first_name,
        kind=kind_of(voice.placement.activity.kind), language=LANGUAGES.get(language), own=_in_own_language(language),
        icons=forms.ICONS, language_code=language,
    )  # fmt: skip


def _in_own_language(code: str) -> dict[str, str]:
    """The questions, and what the pictures say, in the child's language, if it is one of ours."""
    if code not in LANGUAGES:
        return {}
    with in_language(code):
        words = {**forms.QUESTIONS, **forms.COMING_LABELS, **forms.YES_NO, "may_see": forms.MAY_SEE}
        return {str(key): str(text) for key, text in words.items()} | {"listen": _("Listen")}


@views.post("/child-voices/<uuid:voice_id>")
@allow(Role.PARTNER)
def answer_task(voice_id: UUID):
    """The child has pointed at its answers."""
    voice, form = queries.get_voice(voice_id), forms.VoiceForm()
    if not form.validate_on_submit():
        return _task_page(voice, form, 422)
    may_see = form.may_see.data == "yes"
    actions.answer(voice, form.answers(), may_coordinator_see=may_see, by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("voice.list_tasks"), _("Thank you!"))


# The coordinator


@views.route("/check-ins/<uuid:check_in_id>/voice", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
@logs_reads
def choose_person(check_in_id: UUID):
    """Who asks this child; and, with the child's yes, what it said."""
    check_in, by, now = get_check_in(check_in_id), current_user(), clock.now()
    if check_in.audience != Audience.NEUTRAL_PERSON:
        return redirect_to(url_for("followup.show_check_in", check_in_id=check_in.id))
    form = forms.AskForm()
    if form.validate_on_submit():
        person = next(one for one in queries.list_named() if one.id == form.person_id.data)
        actions.ask_person(check_in, person, by=by, now=now)
        notices.tell_person_of_task(person, now=now)
        return once.commit_and_go(url_for("home.show_today"), _s("%(name)s is asked now.", name=person.user.name))
    voice = queries.find_of_check_in(check_in.id)
    page = render(
        "voice/choose_person.html", status=422 if form.errors else 200, check_in=check_in, form=form,
        people=queries.list_named(), voice=voice, may_see=voice is not None and queries.may_see_answers(voice, now),
    )  # fmt: skip
    record_read(check_in, by=by, now=now, family_id=check_in.placement.child.family_id)
    db.session.commit()
    return page


@views.get("/what-they-say")
@allow(Role.COORDINATOR)
def show_together():
    """What children and families say, only together and never of fewer than five."""
    return render(
        "voice/show_together.html", told=queries.tell_all(), compared=queries.compare_times(), trust=tell(list_trust()), people=queries.list_named(),
        form=forms.NameForm(formdata=None), may_be_named=bool(queries.list_may_be_named()),
    )  # fmt: skip


@views.post("/neutral-people")
@allow(Role.COORDINATOR)
def name_person():
    """Somebody at a partner may ask children from now on."""
    form = forms.NameForm()
    if not form.validate_on_submit():
        return redirect_to(url_for("voice.show_together"))
    actions.name_person(db.session.get_one(User, form.user_id.data), by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("voice.show_together"), _s("Saved."))


@views.post("/neutral-people/<uuid:neutral_person_id>/end")
@allow(Role.COORDINATOR)
def end_person(neutral_person_id: UUID):
    """Not any more."""
    person = db.session.get_one(NeutralPerson, neutral_person_id)
    actions.end_person(person, by=current_user(), now=clock.now())
    return once.commit_and_go(url_for("voice.show_together"), _s("Saved."))
