"""What goes along when everything is taken out: each table, each column, decided one by one (a test asks for the rest).

Nobody needs a secret to read the data; with one, somebody could sign in, or send in our name.
"""

from enum import StrEnum


class Why(StrEnum):
    """Why something stays behind."""

    TOKEN = "token"  # a sign-in, a link or a form that goes once, or its hash  # noqa: S105
    KEY = "key"  # a passkey, or where a browser is told
    FINGERPRINT = "fingerprint"  # a keyed hash finds a number or an address again, here only
    MADE_ANEW = "made_anew"  # copies and notes the program makes from the rest


TAKEN = {
    "absence": "id placement_id session_on said_at said_by",
    "activity": (
        "id association_id kind name birth_year_from birth_year_to gender_group place_id cost_per_half_year "
        "bring borrow languages parent_tasks accessibility is_right_after_school has_transport_help "
        "is_for_beginners is_drop_in is_for_parents is_mixed is_for_language has_child_care is_with_parents "
        "trial_times coach_name welcome starts_on ends_on left_out holiday goes_on_in_id pilot_from "
        "pilot_until pilot_purpose serves_id pilot_outcome is_open created_at updated_at version"
    ),
    "activity_host": "id activity_id association_id",
    "agenda_item": "id title created_at decision gathering_id",
    "agreed_action": (
        "id gathering_id title theme owner_name owner_organisation owner_association_id partners purpose "
        "target_group period content due_on need_id commitment_code serves_id status status_since reason "
        "result is_public reminded_on created_at version"
    ),
    "agreement": (
        "id family_id child_id receiver_kind receiver_id placement_id item detail how language child_heard "
        "text_version given_on given_at expires_on withdrawn_at recorded_by"
    ),
    "app_user": "id role name email phone language is_active created_at association_id partner_id family_id",
    "arrangement": "id placement_id buddy ride",
    "association": (
        "id name kind gives organisation_number purpose category age_groups address postcode town website "
        "email phone accepts_leisure_card accepts_leisure_fund accepts_companion_card is_approved is_imported "
        "offers_confirmed_at created_at updated_at version"
    ),
    "attendance_mark": "id placement_id session_on is_present tapped_at tapped_by",
    "attendance_routine": "id association_id agreed_at agreed_by alerts_at alerts_by version",
    "attendance_summary": "id placement_id is_regular as_of",
    "audit_entry": "id at user_id role action subject_kind subject_id family_id fields",
    "calendar_link": "id user_id created_at ended_at",
    "cancelled_session": "id activity_id session_on reason said_at said_by",
    "check_in": (
        "id placement_id code audience anchor_on due_on attempts told_at answered_at closed_at closed_by face "
        "is_something_missing said note version"
    ),
    "child": (
        "id family_id first_name birth_year birth_month gender school_id class_level new_school_on created_at version"
    ),
    "child_voice": (
        "id placement_id check_in_id person_id person_name asked_at ends_on answered_at answers may_coordinator_see"
    ),
    "closing_step": (
        "id step asked_by_id asked_at confirmed_by_id confirmed_at taken_at ready_at size failed_at fetched_at"
    ),
    "commitment": (
        "id grant_id association_id code texts level evidence due_rule due_on counted_from status "
        "status_since agreed_by_id agreed_by_name agreed_at exempt_until not_relevant_reason reminded_on "
        "called_on need kept_on kept_due_on kept_by version"
    ),
    "companion": "id child_id other_id noted_at noted_by",
    "contact_card": "id invitation_id name work ask_about phone picture has_picture made_at made_by",
    "contact_person": "id association_id user_id kind name email phone confirmed_at ended_at leaves_on",
    "conversation": (
        "id family_id child_id held_on recorded_by guide_version interpreter kinds said own_words "
        "tried_before liked disliked with_whom times max_walk_minutes may_use_bus bring money equipment "
        "practical barriers parent_wish next_step next_step_on next_step_done_at who_else is_understood "
        "place_kind minutes created_at version"
    ),
    "conversation_draft": "id written_by_id form created_at",
    "council_note": "id year helped learned version",
    "delivery": (
        "id commitment_id due_on evidence stated_by stated_on checked_count remaining_count link report "
        "figures hindered delivered_at delivered_by reviewed_at reviewed_by is_accepted answer"
    ),
    "device": "id user_id label method created_at last_seen_at ended_at",
    "dugnad_theme": "id code titles questions is_hidden version",
    "erasure_request": "id family_id asked_by_id asked_at",
    "family": "id talk_language read_language created_at version",
    "fee_application": (
        "id placement_id scheme_id reference is_by_association state amount from_on until_on drafted_at "
        "sent_on expected_on answered_on granted granted_until version"
    ),
    "fee_scheme": "id name applicants covers amount period is_card answer_days link valid_from valid_until version",
    "gathering": (
        "id kind sheet title goal hosts held_on starts ends place_id association_id themes is_public keywords "
        "gap next_on serves_id people ended_at cancelled_at created_at created_by version"
    ),
    "goal": "id name decision starts_on ends_on codes version",
    "grant_application": (
        "id call_id association_id state state_since amount purpose children_count groups link applicant_name "
        "written_by_id sent_at arrived_on grant_id version"
    ),
    "grant_call": (
        "id scheme_id year opens_on closes_on about ask complaint total most closed_at closed_because "
        "opening_told_at closing_told_at created_at version"
    ),
    "grant_decision": (
        "id application_id number is_award amount reason decided_on decided_by reference noted_at noted_by_id answered_at"
    ),
    "grant_award": (
        "id association_id scheme_id year amount decided_on season_starts_on annual_meeting_on created_at version"
    ),
    "grant_draft": "id user_id file_name table created_at",
    "grant_scheme": "id series_id name valid_from valid_to purpose target_group version",
    "guardian": "id family_id user_id first_name phone channel",
    "guide": "id user_id first_name email phone languages free is_language_supporter active_until ended_at version",
    "guide_booking": "id placement_id guide_id session_at state asked_at answered_at face",
    "idea": "id gathering_id theme words dots created_at",
    "import_draft": "id user_id file_name table created_at",
    "intervention": "id placement_id kind noted_on is_automatic minutes money",
    "invitation": (
        "id gathering_id sector association_id partner_id name address language written_at letter_id answer "
        "answered_at came created_at"
    ),
    "language_remark": "id language association_id about what words made_at closed_at",
    "language_reviewer": "id language association_id created_at",
    "light": "id placement_id kind colour owner_id due_on note version",
    "loan": "id placement_id item size lender_id state wanted_at lent_on due_on returned_on told_at",
    "local_kind": "id code name names fields text is_active version",
    "matching_round": (
        "id made_by made_at stage beat_at is_stopped children seats placed most worst score bound seconds spots_mark"
    ),
    "message": "id family_id side author_id phrase words language sent_at read_at",
    "muted_topic": "id user_id topic",
    "need": (
        "id association_id kind words status owner_id answer answered_at created_at created_by status_since version"
    ),
    "network_member": (
        "id sector association_id partner_id organisation role person address person_since joined_on left_on version"
    ),
    "neutral_person": "id user_id named_at named_by",
    "note_thanks": "id note_id association_id",
    "open_wish": (
        "id child_id since_on kinds birth_year_from birth_year_to days is_girls_only asked_at fits_at closed_at"
    ),
    "opening_hours": "id place_id weekday starts ends",
    "outbox_message": (
        "id user_id way topic subscription_id path created_at send_after leased_until attempts sent_at "
        "arrived_at given_up_at problem"
    ),
    "own_line": "id code edition texts level evidence due_rule is_offered created_at",
    "page_answers": "id page language month understood not_understood",
    "partner": (
        "id name kind own_kind_id place_id owner_id is_active routine_on routine_number new_pupils "
        "new_pupils_term version"
    ),
    "partner_person": "id partner_id user_id kind name email ended_at",
    "passkey": "id user_id label created_at last_used_at",
    "picture": "id activity_id shows width height body added_at added_by",
    "place": "id name kind area latitude longitude lends version",
    "placement": (
        "id child_id activity_id state holds_seat origin decline_reason offers_waiting_list stop_reason "
        "proposed_by proposed_at agreed_at asked_at answered_at first_session_at meets comes_along started_at "
        "ended_at season_ends_on fund_ends_on state_since switched_to_id version"
    ),
    "placement_move": "id placement_id from_state to_state at number by_id by_role reason note",
    "priorities": "id child_id near after_school friend free saved_at saved_by",
    "push_subscription": "id user_id device_id language created_at last_ok_at ended_at",
    "recording": "id piece activity_id language kind body added_at added_by",
    "referral": (
        "id source state partner_id referred_by activity_id child_first_name birth_year phone channel "
        "language kinds agreed_how is_talk interpreter routine_number school_id class_level wish_place_id "
        "wish_days wish_part plan_until plan_seen_at created_at answered_at contacted_at child_id"
    ),
    "rest": "id began_at is_ended",
    "room_offer": "id activity_id wish_count offered_at offered_by closed_at",
    "round_group": "id round_id activity_id seats wanted",
    "round_line": (
        "id round_id child_id activity_id fit options reason is_by_hand problem proposed_at placement_id version"
    ),
    "routine_text": "id number text written_at written_by_id",
    "schedule_step": "id code anchor offset_days audience is_active version",
    "scheme_line": "id scheme_id code texts level evidence due_rule version",
    "shared_ride": "id placement_id other_id asked_at says other_says guardian_id other_guardian_id ended_at",
    "solution_note": "id association_id written_by kind difficult did state created_at published_at version",
    "spot": "id activity_id free is_open is_for_referrals confirmed_at confirmed_by version",
    "spot_link": "id user_id association_id asked_at expires_at",
    "spot_question": "id activity_id asked_at answer answered_at answered_by",
    "term_message": "id partner_id term_on received in_contact in_activity made_at",
    "training_read": "id card association_id name read_on",
    "trust_answer": "id family_id face said_on",
    "unwanted_address": "since",
    "weekly_session": "id activity_id weekday starts ends",
    "wish_answer": "id wish_id association_id has_room answered_at answered_by seen_at",
}
LEFT_OUT = {
    "answered_post": Why.TOKEN,
    "calendar_link.token_hash": Why.TOKEN,
    "device.token_hash": Why.TOKEN,
    "guardian.phone_fingerprint": Why.FINGERPRINT,
    "outbox_message.secret": Why.TOKEN,
    "passkey.credential_id": Why.KEY,
    "passkey.public_key": Why.KEY,
    "passkey.sign_count": Why.KEY,
    "picture_size": Why.MADE_ANEW,
    "public_change": Why.MADE_ANEW,
    "published_group": Why.MADE_ANEW,
    "push_subscription.auth": Why.KEY,
    "push_subscription.endpoint": Why.KEY,
    "push_subscription.fingerprint": Why.KEY,
    "push_subscription.p256dh": Why.KEY,
    "referral.phone_fingerprint": Why.FINGERPRINT,
    "referral.return_hash": Why.TOKEN,
    "sign_in_link": Why.TOKEN,
    "spot_link.token_hash": Why.TOKEN,
    "unwanted_address.fingerprint": Why.FINGERPRINT,
}

# Columns that hold a picture or a sound; each becomes a file of its own.
FILES = frozenset({"picture.body", "recording.body", "contact_card.picture"})
# A column that goes along only where another one says yes: a child was promised that the coordinator does not see it.
ONLY_IF = {"child_voice.answers": "may_coordinator_see"}


def columns_of(table: str) -> list[str]:
    """The columns that go along, in their order; none for a table that stays behind."""
    return TAKEN.get(table, "").split()
