"""An association asks, the coordinator answers; what helped is found again, and nobody can tell who it was."""

import pytest
from sqlalchemy import select

from allemed.associations.models import Association
from allemed.database import db
from allemed.delivery.models import OutboxMessage
from allemed.delivery.rules import Topic
from allemed.needs.models import Need, NoteThanks, SolutionNote, TrainingRead
from allemed.needs.rules import NeedStatus, NoteState
from tests.factories.accounts import make_user
from tests.factories.associations import make_association_user
from tests.factories.families import make_child
from tests.factories.needs import make_need, make_note


@pytest.fixture
def kari(session):
    return make_user(name="Kari")


@pytest.fixture
def coach(session):
    return make_association_user()


def test_an_association_asks_the_coordinator_answers_and_the_association_reads_it(kari, coach, visit, post):
    data = {"kind": "equipment", "words": "Ti par fotballsko"}
    post("needs.add_need", as_=coach, data=data, status=303)
    need = db.session.scalars(select(Need)).one()
    assert "Ti par fotballsko" in visit("home.show_today", as_=kari).text
    post("needs.answer_need", as_=kari, need_id=need.id, status=303,
         data={"status": "solved", "answer": "Hentes på lageret", "version": need.version})  # fmt: skip
    assert (need.status, need.owner_id) == (NeedStatus.SOLVED, kari.id)
    assert "Hentes på lageret" in visit("needs.add_need", as_=coach).text
    assert "Ti par fotballsko" not in visit("home.show_today", as_=kari).text
    assert {one.topic for one in db.session.scalars(select(OutboxMessage))} == {Topic.MESSAGE, Topic.ANSWER}


def test_another_associations_need_is_not_there(coach, visit):
    visit("needs.show_need", as_=coach, need_id=make_need().id, status=404)


def test_the_coordinator_writes_down_what_was_said_on_the_phone(kari, visit, post):
    need = make_need()
    visit("needs.add_need_for", as_=kari, association_id=need.association_id)
    post("needs.add_need_for", as_=kari, association_id=need.association_id, status=303,
         data={"kind": "transport", "words": "Skyss til kamper"})  # fmt: skip
    assert len(db.session.scalars(select(Need)).all()) == 2


def test_a_note_that_names_a_child_is_not_published_until_it_is_written_differently(kari, coach, visit, post):
    make_child(first_name="Amir")
    said = {"kind": "transport", "difficult": "Amir kom ikke fram i tide", "did": "Vi flyttet gruppa en time"}
    post("needs.add_note", as_=coach, data=said, status=303)
    note = db.session.scalars(select(SolutionNote)).one()
    assert (
        visit("needs.publish_note", as_=kari, note_id=note.id).one("[data-mark=name]").text_content().startswith("Amir")
    )
    version = {"version": note.version}
    post("needs.publish_note", as_=kari, note_id=note.id, data=said | version, status=422)
    assert note.state is NoteState.WAITING
    better = said | {"difficult": "Et barn kom ikke fram i tide"}
    post("needs.publish_note", as_=kari, note_id=note.id, data=better | version, status=303)
    other = make_association_user()
    page = visit("needs.list_notes", as_=other, q="gruppa").text
    assert "Et barn kom ikke fram i tide" in page
    assert db.session.get_one(Association, coach.association_id).name not in page


def test_a_phone_number_is_let_through_by_nobody(kari, post):
    note = make_note(state=NoteState.WAITING)
    data = {"kind": "transport", "difficult": "Ring 912 34 567", "did": "Vi ringte", "is_read": "y", "version": 1}
    post("needs.publish_note", as_=kari, note_id=note.id, data=data, status=422)
    assert note.state is NoteState.WAITING


def test_this_helped_us_too_counts_once_for_each_association(coach, visit, post):
    note = make_note()
    for _again in range(2):
        post("needs.thank_for_note", as_=coach, note_id=note.id, status=303)
    assert len(db.session.scalars(select(NoteThanks)).all()) == 1
    assert "helped 1 association too" in visit("needs.list_notes", as_=coach).text
    assert "No note yet" in visit("needs.list_notes", as_=coach, kind="money").text


def test_a_training_card_is_noted_as_read_by_name_and_date(coach, kari, visit, post):
    visit("needs.list_training", as_=kari)
    for _again in range(2):
        post("needs.show_training", as_=coach, card="new_child", data={"name": "Ola Trener"}, status=303)
    assert [one.name for one in db.session.scalars(select(TrainingRead))] == ["Ola Trener"]
    assert "read by 1 of you" in visit("needs.list_training", as_=coach).text
