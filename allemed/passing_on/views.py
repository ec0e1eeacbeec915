"""Giving one's set-up to another municipality, and looking at theirs before anything of it is taken over.

Nothing is kept between looking and taking: the page carries the file, and it is checked again.
"""

import json
from contextlib import closing
from dataclasses import dataclass

from flask import Blueprint, Response, abort, request, url_for

from allemed import clock
from allemed.access.guard import current_user
from allemed.access.rules import Role, allow
from allemed.audit.actions import record
from allemed.config import settings
from allemed.forms import Form
from allemed.htmx import render
from allemed.locales import _s, ngettext_s
from allemed.once import commit_and_go
from allemed.passing_on import actions, forms, queries
from allemed.passing_on.rules import (
    EDITION,
    KIND,
    MOST_BYTES,
    Item,
    NotASetUp,
    Part,
    Stands,
    compare,
    differing,
    key_of,
    parts_of,
)

views = Blueprint("passing_on", __name__)
# What a municipality decides in its settings file: shown, because only whoever runs ALLEMED can write it there.
SHOWN_SETTINGS = (
    "country", "default_language", "hidden_languages", "young_ways", "spot_days", "answer_days", "contact_days",
    "partner_answer_days", "first_session_days", "attendance_registered", "attendance_sessions", "attendance_in_a_row",
    "attendance_percent", "keep_family_months", "keep_referral_months", "keep_message_months", "keep_attendance_months",
    "keep_contact_months", "keep_text_months", "keep_round_months", "keep_audit_months",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One thing in a file, as the page shows it; `key` is what the box is named by."""

    key: str
    title: str
    stands: Stands
    item: Item | None
    here: str = ""
    there: str = ""


@views.get("/set-up")
@allow(Role.COORDINATOR)
def show_set_up():
    """What is here to be passed on, and the way to look at somebody else's."""
    counts = [(forms.PART_LABELS[part], len(items)) for part, items in queries.read_set_up().items()]
    return render("passing_on/show_set_up.html", counts=counts, form=forms.FileForm(formdata=None))


@views.get("/set-up.json")
@allow(Role.COORDINATOR)
def export_set_up():
    """The file: what coordinators wrote for everybody, and settings without secrets. No person's data."""
    chosen = settings()
    told = {
        "kind": KIND, "edition": EDITION, "from": chosen.municipality_name,
        "made_on": clock.today(chosen.zone).isoformat(), **queries.read_set_up(),
        "settings": {name: getattr(chosen, name) for name in SHOWN_SETTINGS},
    }  # fmt: skip
    body = json.dumps(told, ensure_ascii=False, indent=1)
    name = f"allemed-set-up-{told['made_on']}.json"
    return Response(
        body, mimetype="application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@views.post("/set-up/look")
@allow(Role.COORDINATOR)
def look_at_set_up():
    """Nothing is written: what is new, the same, different."""
    form = forms.FileForm()
    if not form.validate_on_submit():
        return _again(form)
    with closing(form.file.data) as upload:
        text = upload.read(MOST_BYTES + 1)
    try:
        told = _read(text)
        lines = _lines(told)
    except NotASetUp:
        form.file.errors = [_s("This is not a set-up that ALLEMED wrote.")]
        return _again(form)
    mine = {name: getattr(settings(), name) for name in SHOWN_SETTINGS}
    theirs = told.get("settings") if isinstance(told.get("settings"), dict) else {}
    differ = [
        (name, str(mine[name]), str(theirs[name])[:80])
        for name in mine
        if name in theirs and theirs[name] != mine[name]
    ]
    return render(
        "passing_on/look_at_set_up.html", lines=lines, labels=forms.PART_LABELS, stands=forms.STANDS_LABELS,
        tones=forms.TONES, by=str(told.get("from", ""))[:80], text=json.dumps(told, ensure_ascii=False),
        form=Form(formdata=None), differ=differ, may_take=(Stands.NEW, Stands.DIFFERS),
    )  # fmt: skip


def _again(form: forms.FileForm):
    counts = [(forms.PART_LABELS[part], len(items)) for part, items in queries.read_set_up().items()]
    return render("passing_on/show_set_up.html", status=422, counts=counts, form=form)


def _read(text: bytes | str) -> dict:
    """NotASetUp."""
    try:
        if len(text) > MOST_BYTES:
            raise NotASetUp
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotASetUp from error
    parts_of(told)
    return told


def _lines(set_up: dict) -> dict[Part, list[Line]]:
    """Each thing of each part that has any."""
    here = {
        part: {key_of(part, item): item for item in map(lambda one, p=part: forms.check(p, one), items) if item}
        for part, items in queries.read_set_up().items()
    }
    found: dict[Part, list[Line]] = {}
    seen: set[tuple[Part, str]] = set()
    for part, items in parts_of(set_up).items():
        for number, item in enumerate(items):
            checked, key = forms.check(part, item), f"{part}-{number}"
            same = key_of(part, checked) if checked else ""
            if checked is None or (part, same) in seen:
                line = Line(key, _s("Number %(num)s", num=number + 1), Stands.REFUSED, None)
            else:
                mine = here[part].get(same)
                told = map(forms.short, differing(mine, checked))
                line = Line(key, forms.title_of(part, checked), compare(part, mine, checked), checked, *told)
            seen.add((part, same))
            found.setdefault(part, []).append(line)
    return found


@views.post("/set-up/take")
@allow(Role.COORDINATOR)
def take_set_up():
    """Only what was chosen; what is the same or was refused is passed over."""
    if not Form().validate_on_submit():
        abort(400)
    try:
        lines = _lines(_read(request.form.get("text", "")))
    except NotASetUp:
        abort(422)
    chosen, by, now, taken = set(request.form.getlist("take")), current_user(), clock.now(), 0
    for part, of_part in lines.items():
        for line in of_part:
            if line.key in chosen and line.item is not None and line.stands is not Stands.SAME:
                actions.take_over(part, forms.values_of(part, line.item), by=by, now=now)
                taken += 1
    record("take_over_set_up", by=by, now=now, fields=[str(part) for part in lines])
    said = ngettext_s("%(num)s thing taken over.", "%(num)s things taken over.", taken)
    return commit_and_go(url_for("passing_on.show_set_up"), said)
