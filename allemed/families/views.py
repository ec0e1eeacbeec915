"""The coordinator's pages about families; a family takes an agreement back here too."""

from flask import Blueprint, Flask, request, url_for

from allemed import clock, once
from allemed.access.guard import current_user, logs_reads
from allemed.access.rules import Role, allow
from allemed.accounts.actions import make_link
from allemed.accounts.queries import list_devices
from allemed.accounts.rules import LinkPurpose
from allemed.audit.actions import record, record_read
from allemed.config import settings
from allemed.database import db
from allemed.delivery.notices import WAY_LABELS, WORDS, sent_words
from allemed.delivery.queries import list_sent_to
from allemed.families import actions, forms, queries
from allemed.forms import Form
from allemed.htmx import page_asked_for, render
from allemed.locales import LANGUAGES, _, _s, in_language, ngettext_s
from allemed.qr_codes import qr_code

views = Blueprint("families", __name__)
MOST_SENT = 20


def prepare(app: Flask) -> None:
    """Words that templates of several features need."""
    app.jinja_env.globals.update(
        item_labels=forms.ITEM_LABELS, how_labels=forms.HOW_LABELS, channel_labels=forms.CHANNEL_LABELS,
        reader_labels=forms.READER_LABELS,
    )  # fmt: skip


@views.get("/families")
@allow(Role.COORDINATOR)
@logs_reads
def list_families():
    """The newest first, with one line in the read log that the list was looked through."""
    page, user = page_asked_for(), current_user()
    families, more = queries.list_families(user, page=page)
    answer = render(
        "families/list_families.html", families=families, more=more, number=page, total=queries.count_families(user),
        year=clock.today(settings().zone).year,
    )  # fmt: skip
    record("read_list", by=user, now=clock.now())
    db.session.commit()
    return answer


@views.get("/families/<uuid:family_id>")
@allow(Role.COORDINATOR)
@logs_reads
def show_family(family_id):
    family, now = queries.get_family(family_id), clock.now()
    answer = render(
        "families/show_family.html", family=family, form=Form(formdata=None),
        groups=queries.group_agreements(queries.list_agreements(family_id), now),
        readings=queries.list_readings(family_id), devices=_device_counts(family),
        year=clock.today(settings().zone).year, sent=list_sent_to([one.user_id for one in family.guardians], MOST_SENT),
        sent_words=sent_words, topic_words=WORDS, way_labels=WAY_LABELS, **queries.parts_of_family(family, now=now),
    )  # fmt: skip
    record_read(family, by=current_user(), now=now, family_id=family.id)
    db.session.commit()
    return answer


def _device_counts(family) -> dict:
    users = {one.id: actions.user_of_guardian(one) for one in family.guardians if one.user_id}
    return {guardian_id: len(list_devices(user, clock.now())) for guardian_id, user in users.items()}


@views.get("/children/<uuid:child_id>")
@allow(Role.COORDINATOR)
@logs_reads
def show_child(child_id):
    child, now = queries.get_child(child_id), clock.now()
    agreements = queries.list_agreements(child.family_id, child_id=child.id)
    answer = render(
        "families/show_child.html", child=child, form=Form(formdata=None),
        groups=queries.group_agreements(agreements, now), year=clock.today(settings().zone).year,
        schools=dict(queries.list_schools()), gender_labels=forms.GENDER_LABELS,
        **queries.parts_of_child(child, now=now),
    )  # fmt: skip
    record_read(child, by=current_user(), now=now, family_id=child.family_id)
    db.session.commit()
    return answer


@views.route("/children/<uuid:child_id>/edit", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
@logs_reads
def edit_child(child_id):
    child, now = queries.get_child(child_id), clock.now()
    form = forms.EditChildForm(obj=child)
    if form.validate_on_submit():
        actions.edit_child(child, form.values(), version=form.version.data, by=current_user(), now=now)
        return once.commit_and_go(url_for("families.show_child", child_id=child.id), _s("Saved."))
    answer = render("families/edit_child.html", status=422 if form.errors else 200, form=form, child=child)
    if not form.errors:
        record_read(child, by=current_user(), now=now, family_id=child.family_id)
        db.session.commit()
    return answer


@views.route("/families/<uuid:family_id>/guardians/new", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
@logs_reads
def add_guardian(family_id):
    family = queries.get_family(family_id)
    form = forms.GuardianForm()
    if form.validate_on_submit():
        actions.add_guardian(family, **form.values(), by=current_user(), now=clock.now())
        return once.commit_and_go(url_for("families.show_family", family_id=family.id), _s("Saved."))
    return render("families/add_guardian.html", status=422 if form.errors else 200, form=form, family=family)


@views.route("/guardians/<uuid:guardian_id>/edit", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
@logs_reads
def edit_guardian(guardian_id):
    guardian, now = queries.get_guardian(guardian_id), clock.now()
    form = forms.GuardianForm(obj=guardian)
    if form.validate_on_submit():
        actions.edit_guardian(guardian, **form.values(), by=current_user(), now=now)
        return once.commit_and_go(url_for("families.show_family", family_id=guardian.family_id), _s("Saved."))
    answer = render("families/edit_guardian.html", status=422 if form.errors else 200, form=form, guardian=guardian)
    record_read(guardian, by=current_user(), now=now, family_id=guardian.family_id)
    db.session.commit()
    return answer


@views.route("/guardians/<uuid:guardian_id>/remove", methods=["GET", "POST"])
@allow(Role.COORDINATOR)
@logs_reads
def remove_guardian(guardian_id):
    guardian, now, form = queries.get_guardian(guardian_id), clock.now(), Form()
    family_id = guardian.family_id
    if form.validate_on_submit():
        actions.remove_guardian(guardian, by=current_user(), now=now)
        return once.commit_and_go(url_for("families.show_family", family_id=family_id), _s("Removed."))
    answer = render("families/remove_guardian.html", status=422 if form.errors else 200, form=form, guardian=guardian)
    record_read(guardian, by=current_user(), now=now, family_id=family_id)
    db.session.commit()
    return answer


@views.post("/guardians/<uuid:guardian_id>/sign-in-code")
@allow(Role.COORDINATOR)
def show_sign_in_code(guardian_id):
    """Only a post makes a link: for the camera now, or printed. Its secret is on this page and nowhere else."""
    guardian = queries.get_guardian(guardian_id)
    purpose = LinkPurpose.PRINT if request.form.get("purpose") == LinkPurpose.PRINT else LinkPurpose.QR
    user = actions.user_of_guardian(guardian)
    link, token = make_link(user, purpose, by=current_user(), now=clock.now())
    address = settings().base_url.rstrip("/") + url_for("accounts.show_link", token=token)
    page = "print_sign_in_link" if purpose is LinkPurpose.PRINT else "show_sign_in_code"
    answer = render(
        f"families/{page}.html", guardian=guardian, address=address, code=qr_code(address), ends_at=link.expires_at,
        said=_words_at_the_code(user.language),
    )  # fmt: skip
    db.session.commit()
    return answer


def _words_at_the_code(code: str) -> dict:
    """What stands beside the code, in the family's language, with that language."""
    language = LANGUAGES.get(code, LANGUAGES["nb"])
    with in_language(language.code):
        return {
            "language": language,
            "scan": _("Scan this with the camera of your phone."),
            "press": _("Then press the green button."),
            "yours": _("The page is only for you and your family."),
            "call": _(
                "Does it not work? Call %(name)s.", name=settings().coordinator_name or settings().municipality_name
            ),
        }


@views.post("/guardians/<uuid:guardian_id>/lost-phone")
@allow(Role.COORDINATOR)
def end_guardian_devices(guardian_id):
    guardian = queries.get_guardian(guardian_id)
    ended = actions.end_devices_of_guardian(guardian, by=current_user(), now=clock.now())
    said = ngettext_s("Signed out on %(num)s device.", "Signed out on %(num)s devices.", ended)
    return once.commit_and_go(url_for("families.show_family", family_id=guardian.family_id), said)


@views.post("/agreements/<uuid:agreement_id>/withdraw")
@allow(Role.COORDINATOR, Role.FAMILY)
def withdraw_agreement(agreement_id):
    """Taken back by the family on its own page, or by the coordinator when the family says so."""
    agreement, user = queries.get_agreement(agreement_id), current_user()
    actions.withdraw_agreement(agreement, by=user, now=clock.now())
    if user.role == Role.FAMILY:
        target = url_for("home.show_our_page")
    elif agreement.child_id and request.form.get("back") == "child":
        target = url_for("families.show_child", child_id=agreement.child_id)
    else:
        target = url_for("families.show_family", family_id=agreement.family_id)
    return once.commit_and_go(target, _("Taken back. From now on this is not shared."))
