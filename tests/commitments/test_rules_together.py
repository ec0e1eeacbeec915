"""Of two grants of one year that ask for the same, the stricter asks: whatever the order they come in."""

from datetime import date
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from allemed.commitments.rules import Level
from allemed.commitments.rules.together import Asking, strictest

FIRMEST_FIRST = [Level.CONDITION, Level.EXPECTATION, Level.VOLUNTARY]
days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
askings = st.builds(Asking, st.sampled_from(FIRMEST_FIRST), st.none() | days, days, st.uuids().map(str))
any_askings = st.lists(askings, min_size=1, max_size=4, unique_by=lambda one: one.key)
MANY = settings(max_examples=150, deadline=None)


@MANY
@given(any_askings)
def test_no_other_is_firmer_and_none_as_firm_is_due_earlier(some):
    chosen = some[strictest(some)]
    for other in some:
        assert FIRMEST_FIRST.index(chosen.level) <= FIRMEST_FIRST.index(other.level)
        if other.level == chosen.level:
            assert (chosen.first_on or date.max) <= (other.first_on or date.max)


@MANY
@given(any_askings)
def test_the_order_they_come_in_plays_no_part(some):
    assert len({order[strictest(order)].key for order in permutations(some)}) == 1


@MANY
@given(any_askings, st.data())
def test_leaving_out_another_changes_nothing(some, data):
    chosen = some[strictest(some)]
    left = [one for one in some if one is chosen or data.draw(st.booleans())]
    assert left[strictest(left)] is chosen


@MANY
@given(any_askings, askings, askings)
def test_what_went_on_leads_and_what_was_sent_is_looked_at_first(some, sent, gone_on):
    sent = Asking(sent.level, sent.first_on, sent.decided_on, "sent", is_sent=True)
    gone_on = Asking(gone_on.level, gone_on.first_on, gone_on.decided_on, "gone on", has_gone_on=True)
    assert [*some, sent][strictest([*some, sent])] is sent
    assert [*some, sent, gone_on][strictest([*some, sent, gone_on])] is gone_on
