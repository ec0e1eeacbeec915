"""What stands on the coordinator's page of a placement."""

from allemed import clock
from allemed.access.rules import Role
from allemed.accounts.models import User
from allemed.accounts.queries import list_users
from allemed.config import settings
from allemed.database import db
from allemed.families.forms import ITEM_LABELS
from allemed.families.queries import list_shared_items
from allemed.families.rules import AgreementItem
from allemed.forms import mark_ids
from allemed.htmx import render
from allemed.locales import _s
from allemed.placements.forms import BookForm, DatesForm, DeclineForm, EndForm, LightForm
from allemed.placements.forms.words import (
    ALONG_LABELS,
    COLOUR_ICONS,
    COLOUR_LABELS,
    COLOUR_STATES,
    DECLINE_ICONS,
    DECLINE_LABELS,
    LIGHT_LABELS,
    LIGHT_ORDER,
    NEED_LABELS_STAFF,
    NOT_NOW_STAFF,
    STATE_LABELS,
    STATE_TONES,
    STEP_OF,
    STEPS,
    STOP_LABELS,
)
from allemed.placements.models import Light, Placement, PlacementMove
from allemed.placements.queries import find_absence, find_live_placement, list_coming_sessions, parts_of_placement
from allemed.placements.rules import FINAL_STATES, PlacementState, moves_from, next_session, start_problems
from allemed.placements.views.blueprint import is_past, kind_of_activity, today

S = PlacementState
TAKING_PART = (S.HELD, S.TRIAL, S.ACTIVE, S.PAUSED)


def placement_page(placement: Placement, *, status: int = 200, open_form: str = "", invalid=None):
    """The page; `invalid` is a form that was sent with mistakes, `open_form` where it stands."""
    forms = {
        "book": mark_ids(_book_form(placement), "book"),
        "decline": mark_ids(DeclineForm(formdata=None, version=placement.version), "decline"),
        "end": mark_ids(EndForm(formdata=None, version=placement.version), "end"),
        "dates": mark_ids(DatesForm(formdata=None, obj=placement), "dates"),
    }
    if open_form in forms:
        forms[open_form] = invalid
    return render(
        "placements/show_placement.html",
        status=status,
        placement=placement,
        child=placement.child,
        activity=placement.activity,
        kind=kind_of_activity(placement.activity),
        S=S,
        steps=STEPS,
        step_now=STEP_OF.get(placement.state, placement.state),
        is_over=placement.state in FINAL_STATES,
        targets={move.to for move in moves_from(placement.state, Role.COORDINATOR)},
        lights=[_light_of(light, open_form, invalid) for light in _sorted_lights(placement)],
        red=[LIGHT_LABELS[kind] for kind in start_problems(placement.lights)],
        shared=_shared_words(placement),
        timeline=[_entry_of(move) for move in reversed(placement.moves)],
        club_users=list_users(Role.ASSOCIATION, association_id=placement.activity.association_id),
        contacts=[one for one in placement.activity.association.contacts if one.ended_at is None],
        next_placement=db.session.get(Placement, placement.switched_to_id) if placement.switched_to_id else None,
        handing_over=_handing_over(placement),
        **_sessions_of(placement),
        was_session=is_past(placement.first_session_at),
        along=ALONG_LABELS,
        decline_icons=DECLINE_ICONS,
        colour_icons=COLOUR_ICONS,
        open_form=open_form,
        invalid=invalid,
        **_labels_of(placement),
        **parts_of_placement(placement, now=clock.now()),
        **forms,
    )


def _handing_over(placement: Placement) -> dict | None:
    """Of a starter course (GK11): when it ends, where it goes on, and the child's place there, once there is one."""
    course = placement.activity
    goes_on = course.goes_on_in
    if goes_on is None or course.ends_on is None or placement.state not in TAKING_PART:
        return None
    there = find_live_placement(placement.child_id, goes_on.id)
    return {"group": goes_on, "ends_on": course.ends_on, "is_over": course.ends_on < today(), "there": there}


def _sessions_of(placement: Placement) -> dict:
    """The nearest session, and the days to come on which the child cannot come."""
    coming = list_coming_sessions(placement, clock.now())[:1]
    away = {day for day, _starts in coming if find_absence(placement.id, day)}
    return {"coming": [{"day": day, "starts": starts, "is_off": day in away} for day, starts in coming]}


def _labels_of(placement: Placement) -> dict:
    """What its state and its reasons are called."""
    return {
        "state_label": STATE_LABELS[placement.state],
        "state_tone": STATE_TONES[placement.state],
        "stop_label": STOP_LABELS.get(placement.stop_reason),
        "decline_label": DECLINE_LABELS.get(placement.decline_reason),
    }


def _book_form(placement: Placement) -> BookForm:
    """Filled with what is booked, else with the next weekly session and the coach."""
    form = BookForm(formdata=None, version=placement.version)
    at = placement.first_session_at
    if at is not None:
        local = clock.local(at, settings().zone)
        form.day.data, form.starts.data = local.date(), local.time()
    elif coming := next_session(placement.activity.sessions, today()):
        form.day.data, form.starts.data = coming
    form.meets.data = placement.meets or placement.activity.coach_name
    form.comes_along.data = placement.comes_along
    return form


def _sorted_lights(placement: Placement) -> list[Light]:
    return sorted(placement.lights, key=lambda light: LIGHT_ORDER.index(light.kind))


def _light_of(light: Light, open_form: str, invalid) -> dict:
    is_open = open_form == str(light.id)
    form = invalid if is_open else light_form(light, formdata=None)
    return {
        "id": light.id,
        "kind": light.kind,
        "label": LIGHT_LABELS[light.kind],
        "state": COLOUR_STATES[light.colour],
        "word": COLOUR_LABELS[light.colour],
        "note": light.note,
        "owner": light.owner.name if light.owner else None,
        "due_on": light.due_on,
        "is_late": light.due_on is not None and light.due_on < today() and light.colour in ("red", "yellow"),
        "form": form,
        "is_open": is_open,
    }


def light_form(light: Light, **options) -> LightForm:
    """The form of one light with ids of its own; coordinators are who can see to it."""
    return mark_ids(LightForm.for_light(light, list_users(Role.COORDINATOR), **options), f"light-{light.kind}")


def _shared_words(placement: Placement) -> list[str]:
    """What the club can see right now, for the coordinator's eyes."""
    words = []
    for item, detail in list_shared_items({placement.id: placement.activity.association_id}, clock.now())[placement.id]:
        if item == AgreementItem.PRACTICAL_NEED and detail in NEED_LABELS_STAFF:
            words.append(str(NEED_LABELS_STAFF[detail]))
        else:
            words.append(str(ITEM_LABELS[item]))
    return words


def _entry_of(move: PlacementMove) -> dict:
    names = {**NOT_NOW_STAFF, **DECLINE_LABELS, **STOP_LABELS}
    word = str(STATE_LABELS[move.to_state])
    if move.reason and move.reason in names:
        word = f"{word}: {names[move.reason]}"
    return {"text": word, "at": move.at, "who": _who(move)}


def _who(move: PlacementMove) -> str:
    if move.by_role == Role.FAMILY:
        return _s("the family")
    if move.by_role == Role.ASSOCIATION:
        return _s("the club")
    user = db.session.get(User, move.by_id) if move.by_id else None
    return user.name if user and user.role == Role.COORDINATOR else ""
