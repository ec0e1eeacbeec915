"""When something may be shared, and what free text is warned about."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allemed.families.rules import (
    SHARING,
    AgreementItem,
    Given,
    Receiver,
    ReceiverKind,
    SharingRule,
    TextWarning,
    is_valid,
    latest_expiry,
    may_share,
    should_be_heard,
    warns_about,
)

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
CLUB, OTHER_CLUB, PLACEMENT, OTHER_PLACEMENT = (UUID(int=number) for number in range(1, 5))
TO_CLUB = Receiver(ReceiverKind.ASSOCIATION, CLUB, PLACEMENT)
NAME = AgreementItem.FIRST_NAME
YES = Given(ReceiverKind.ASSOCIATION, CLUB, PLACEMENT, NAME, START, date(2026, 12, 31))

moments = st.integers(-30, 900).map(lambda days: START + timedelta(days=days))
ids = st.sampled_from([None, CLUB, OTHER_CLUB])
placements = st.sampled_from([None, PLACEMENT, OTHER_PLACEMENT])
items = st.sampled_from(AgreementItem)
histories = st.lists(
    st.builds(
        Given,
        receiver_kind=st.sampled_from(ReceiverKind),
        receiver_id=ids,
        placement_id=placements,
        item=items,
        given_at=moments,
        expires_on=moments.map(datetime.date),
        detail=st.sampled_from(["", "no_photo"]),
        withdrawn_at=st.one_of(st.none(), moments),
    ),
    max_size=12,
)


@given(histories, st.builds(Receiver, st.sampled_from(ReceiverKind), ids, placements), items, moments)
def test_it_may_be_shared_exactly_when_a_valid_agreement_covers_it(history, receiver, item, at):
    expected = False
    for one in history:
        same_placement = one.placement_id == receiver.placement_id
        if receiver.kind == ReceiverKind.ASSOCIATION:
            right_placement = one.placement_id is not None and same_placement
        else:
            right_placement = one.placement_id is None or same_placement
        year_later = one.given_at.date() + timedelta(days=366)
        expected |= (
            one.receiver_kind == receiver.kind
            and one.receiver_id in (None, receiver.id)
            and right_placement
            and one.item == item
            and one.detail == ""
            and one.given_at <= at
            and (one.withdrawn_at is None or at < one.withdrawn_at)
            and at.date() <= one.expires_on
            and at.date() <= min(year_later, latest_expiry(one.given_at.date()))
        )
    assert may_share(history, receiver, item, at) == expected


@given(histories, items, moments)
def test_once_all_is_withdrawn_nothing_is_shared(history, item, at):
    withdrawn = [
        Given(
            one.receiver_kind,
            one.receiver_id,
            one.placement_id,
            one.item,
            one.given_at,
            one.expires_on,
            one.detail,
            at,
        )
        for one in history
    ]
    assert not may_share(withdrawn, TO_CLUB, item, at)


@given(histories, items, moments)
def test_an_agreement_more_never_takes_anything_away(history, item, at):
    if may_share(history, TO_CLUB, item, at):
        assert may_share([*history, YES], TO_CLUB, item, at)


@given(histories, moments)
def test_no_agreement_holds_longer_than_twelve_months(history, at):
    assert not any(is_valid(one, at) for one in history if at - one.given_at > timedelta(days=367))


def test_without_an_agreement_nothing_is_shared():
    assert not any(may_share([], TO_CLUB, item, START) for item in AgreementItem)


def test_a_yes_to_one_association_is_no_yes_to_another():
    assert may_share([YES], TO_CLUB, NAME, START)
    assert not may_share([YES], Receiver(ReceiverKind.ASSOCIATION, OTHER_CLUB, PLACEMENT), NAME, START)


def test_a_yes_to_one_placement_is_no_yes_to_the_next():
    assert not may_share([YES], Receiver(ReceiverKind.ASSOCIATION, CLUB, OTHER_PLACEMENT), NAME, START)


def test_a_yes_to_one_item_is_no_yes_to_another():
    assert not may_share([YES], TO_CLUB, AgreementItem.GUARDIAN_CONTACT, START)


def test_each_practical_need_has_its_own_yes():
    need = AgreementItem.PRACTICAL_NEED
    history = [Given(ReceiverKind.ASSOCIATION, CLUB, PLACEMENT, need, START, date(2026, 12, 31), "no_photo")]
    assert may_share(history, TO_CLUB, need, START, "no_photo")
    assert not may_share(history, TO_CLUB, need, START, "cannot_swim")
    assert not may_share(history, TO_CLUB, need, START)


def test_a_general_yes_without_a_placement_gives_an_association_nothing():
    assert not may_share(
        [Given(ReceiverKind.ASSOCIATION, None, None, NAME, START, date(2026, 12, 31))], TO_CLUB, NAME, START
    )


def test_a_yes_from_the_29th_of_february_ends_on_the_28th():
    assert latest_expiry(date(2028, 2, 29)) == date(2029, 2, 28)


def test_every_item_has_its_rule_and_contact_is_only_ever_ticked():
    told_only_by_the_child = {AgreementItem.ASK_CHILD, AgreementItem.CHILD_VOICE}
    assert set(SHARING) == set(AgreementItem) - told_only_by_the_child
    assert SHARING[AgreementItem.GUARDIAN_CONTACT] == SHARING[AgreementItem.LANGUAGE] == SharingRule.IF_TICKED


def test_a_child_is_heard_from_seven():
    assert should_be_heard(2019, 2026) and not should_be_heard(2020, 2026)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hun har ADHD", TextWarning.HEALTH),
        ("Pojken har allergi", TextWarning.HEALTH),
        ("Familien er muslimsk", TextWarning.FAITH),
        ("Kom som flyktning i fjor", TextWarning.ORIGIN),
        ("lever på sosialhjelp", TextWarning.MONEY),
        ("kontakt med barnevernet", TextWarning.CHILD_WELFARE),
        ("known to child welfare", TextWarning.CHILD_WELFARE),
        ("umotivert mor", TextWarning.OPINION),
    ],
)
def test_free_text_warns_about_what_is_not_to_be_collected(text, kind):
    assert warns_about(text) == [kind]


@pytest.mark.parametrize("text", ["", "Vil gjerne danse på tirsdager", "Kan komme med buss", "Calm start wanted"])
def test_an_ordinary_note_is_not_warned_about(text):
    assert warns_about(text) == []


@given(st.text(max_size=100))
def test_a_warning_never_repeats_the_text(text):
    assert all(warning in TextWarning for warning in warns_about(text))
