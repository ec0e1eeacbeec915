"""The bottom bar (or side rail) of each role, and the links of every footer."""

from flask import Flask, g, request, url_for

from allemed.access.guard import current_user
from allemed.access.rules import Role
from allemed.home.queries import count_family_waiting, count_requests, count_today
from allemed.home.views import face
from allemed.home.views.blueprint import window
from allemed.locales import _l, _sl

# endpoint, label, icon: at most four places for each role
PLACES = {
    None: (
        ("home.show_start", _l("Find"), "magnifying-glass"),
        ("home.show_help", _l("Help"), "hand-heart"),
        ("accounts.show_sign_in", _l("Sign in"), "user"),
    ),
    Role.FAMILY: (
        ("catalogue.list_activities", _l("Find"), "magnifying-glass"),
        ("home.show_our_page", _l("Our page"), "users-three"),
        ("home.show_help", _l("Help"), "hand-heart"),
    ),
    Role.ASSOCIATION: (
        ("home.show_our_association", _sl("Now"), "bell"),
        ("catalogue.list_own_activities", _sl("Our groups"), "users-three"),
        ("commitments.list_own", _sl("Promises"), "list-checks"),
        ("home.show_more", _sl("More"), "dots-three"),
    ),
    Role.PARTNER: (
        ("referrals.list_referrals", _sl("Families"), "users-three"),
        ("referrals.add_referral", _sl("New"), "plus"),
        ("home.show_more", _sl("More"), "dots-three"),
    ),
    Role.GUIDE: (
        ("support.list_first_times", _sl("First times"), "calendar-check"),
        ("accounts.list_devices", _sl("Devices"), "device-mobile"),
    ),
    Role.COORDINATOR: (
        ("home.show_today", _sl("Today"), "bell"),
        ("families.list_families", _sl("Families"), "house"),
        ("associations.list_associations", _sl("Associations"), "users-three"),
        ("home.show_more", _sl("More"), "dots-three"),
    ),
}
# Pages that belong to another place than their feature's first one.
BELONGS_TO = {
    "catalogue.list_activities": "home.show_start",
    "catalogue.show_activity": "home.show_start",
    "catalogue.list_all_places": "home.show_more",
    "catalogue.add_place": "home.show_more",
    "catalogue.edit_place": "home.show_more",
    "catalogue.show_spot_questions": "home.show_start",
    "home.show_our_wishes": "home.show_our_association",
    "home.confirm_our_offers": "home.show_our_association",
    "home.show_room_offer": "home.show_today",
    "home.show_inventory": "home.show_more",
    "home.show_hand_over": "home.show_more",
    "home.show_odd_reads": "home.show_more",
    "closing.show_closing": "home.show_more",
    "passing_on.show_set_up": "home.show_more",
    "passing_on.look_at_set_up": "home.show_more",
    "closing.show_step": "home.show_more",
    "placements.cancel_session": "catalogue.list_own_activities",
    "associations.hand_over": "home.show_more",
    "referrals.show_wish": "home.show_start",
    "referrals.list_wishes": "home.show_more",
    "rounds.list_rounds": "home.show_more",
    "rounds.show_round": "home.show_more",
    "rounds.show_progress": "home.show_more",
    "rounds.show_line": "home.show_more",
    "rounds.list_waiting": "home.show_more",
    "referrals.show_wish_thanks": "home.show_start",
    "referrals.list_partners": "home.show_more",
    "referrals.show_partner": "home.show_more",
    "referrals.list_kinds": "home.show_more",
    "referrals.edit_kind": "home.show_more",
    "referrals.add_partner": "home.show_more",
    "referrals.edit_partner": "home.show_more",
    "referrals.close_partner": "home.show_more",
    "referrals.add_person": "home.show_more",
    "referrals.edit_person": "home.show_more",
    "referrals.end_person": "home.show_more",
    "support.list_guides": "home.show_more",
    "support.add_guide": "home.show_more",
    "support.edit_guide": "home.show_more",
    "support.end_guide": "home.show_more",
    "support.list_fee_schemes": "home.show_more",
    "support.add_fee_scheme": "home.show_more",
    "support.edit_fee_scheme": "home.show_more",
    "support.show_comparison": "home.show_more",
    "support.list_own_applications": "home.show_more",
    "referrals.show_interest": "home.show_start",
    "home.show_our_record": "home.show_our_page",
    "home.show_young": "home.show_start",
    "messages.show_ours": "home.show_our_page",
    "messages.show_of_family": "families.list_families",
    "referrals.answer_step": "home.show_start",
    "referrals.show_thanks": "home.show_start",
    "referrals.show_return": "home.show_start",
    "placements.show_proposal": "home.show_our_page",
    "placements.show_first_day": "home.show_our_page",
    "placements.show_request": "home.show_our_association",
    "followup.show_question": "home.show_our_page",
    "followup.show_group_question": "home.show_our_association",
    "accounts.list_devices": "home.show_more",
    "open_data.show_calendar": "home.show_more",
    "open_data.show_open_data": "home.show_help",
    "associations.show_contacts": "home.show_more",
    "gatherings.list_gatherings": "home.show_more",
    "gatherings.plan_gathering": "home.show_more",
    "gatherings.edit_gathering": "home.show_more",
    "gatherings.show_gathering": "home.show_more",
    "gatherings.invite": "home.show_more",
    "gatherings.invite_people": "home.show_more",
    "gatherings.note_who_came": "home.show_more",
    "gatherings.list_cards": "home.show_more",
    "gatherings.run_dugnad": "home.show_more",
    "gatherings.write_keywords": "home.show_more",
    "gatherings.write_gap": "home.show_more",
    "gatherings.add_idea": "home.show_more",
    "gatherings.add_action": "home.show_more",
    "gatherings.end_dugnad": "home.show_more",
    "gatherings.list_actions": "home.show_more",
    "gatherings.edit_action": "home.show_more",
    "gatherings.list_themes": "home.show_more",
    "gatherings.edit_theme": "home.show_more",
    "gatherings.add_agenda_item": "home.show_more",
    "gatherings.write_decision": "home.show_more",
    "gatherings.list_network": "home.show_more",
    "gatherings.add_member": "home.show_more",
    "gatherings.edit_member": "home.show_more",
    "gatherings.show_invitation": "home.show_start",
    "gatherings.make_card": "home.show_start",
    "gatherings.show_year": "home.show_start",
    "gatherings.show_what_we_did": "home.show_start",
    "attendance.list_steps": "home.show_more",
    "attendance.show_session": "home.show_our_association",
    "voice.choose_person": "home.show_today",
    "voice.list_tasks": "home.show_more",
    "voice.show_task": "home.show_more",
    "voice.show_together": "home.show_more",
    "applications.list_calls": "home.show_more",
    "applications.show_call": "home.show_more",
    "applications.add_call": "home.show_more",
    "applications.edit_call": "home.show_more",
    "applications.close_call": "home.show_more",
    "applications.remove_call": "home.show_more",
    "applications.send_answers": "home.show_more",
    "applications.show_application": "home.show_more",
    "applications.decide": "home.show_more",
    "applications.show_paper": "home.show_more",
    "applications.show_open_call": "home.show_our_association",
    "applications.apply": "home.show_our_association",
    "applications.list_own": "home.show_more",
    "applications.show_own": "home.show_more",
    "needs.add_need": "home.show_our_association",
    "needs.show_need": "home.show_more",
    "needs.list_needs": "home.show_more",
    "needs.list_notes": "home.show_more",
    "needs.add_note": "home.show_more",
    "needs.publish_note": "home.show_more",
    "needs.list_training": "home.show_more",
    "needs.show_training": "home.show_more",
    "needs.add_need_for": "associations.list_associations",
}

# The same for a family, whose bar has other places.
OF_A_FAMILY = {"home.show_start": "catalogue.list_activities", "home.show_more": "home.show_our_page"}


def places() -> list[dict]:
    """The places of the present user, the one we are at marked, with a number where something waits."""
    user = current_user()
    role = user.role if user else None
    here = _here(role)
    if role == Role.FAMILY:
        here = OF_A_FAMILY.get(here, here)
    badge = _badge(user) if role in BADGED else None
    return [
        {
            "url": url_for(endpoint), "label": label, "icon": icon, "here": here == endpoint,
            "badge": badge if endpoint == BADGED.get(role) else None,
        }
        for endpoint, label, icon in PLACES[role]
    ]  # fmt: skip


def _here(role: Role | None) -> str | None:
    """The endpoint of the place to light up: the page's own, the one it belongs to, or its feature's first."""
    endpoints = [endpoint for endpoint, _label, _icon in PLACES[role]]
    here = BELONGS_TO.get(request.endpoint or "", request.endpoint)
    of_feature = (one for one in endpoints if one.split(".")[0] == request.blueprint != "home")
    return here if here in endpoints or here in BELONGS_TO.values() else next(of_feature, None)


BADGED = {
    Role.COORDINATOR: "home.show_today",
    Role.ASSOCIATION: "home.show_our_association",
    Role.FAMILY: "home.show_our_page",
}


def _badge(user) -> str | None:
    """A query or two a page; the start page itself has counted already."""
    if "waiting_count" not in g:
        g.waiting_count = _count_waiting(user)
    count = g.waiting_count
    return None if not count else "99+" if count > 99 else str(count)


def _count_waiting(user) -> int:
    if user.role == Role.COORDINATOR:
        return count_today(user, window())
    if user.role == Role.FAMILY:
        return count_family_waiting(user, window().today)
    return count_requests(user)


def footer_links() -> list[dict]:
    """Reachable from every page: who the coordinator is, privacy, accessibility."""
    return [
        {"label": _l("Who is the coordinator?"), "url": url_for("home.show_help")},
        {"label": _l("Privacy"), "url": url_for("home.show_privacy")},
        {"label": _l("Accessibility"), "url": url_for("home.show_accessibility")},
    ]


def prepare(app: Flask) -> None:
    """Give every layout its navigation, and every card of the coordinator the face."""
    face.prepare(app)
    app.jinja_env.globals.update(places=places, footer_links=footer_links)
