"""Cultural associations on a panel read texts, pictures and sound in their language, and say what would be better."""

from datetime import timedelta

import pytest

from allemed import clock
from allemed.access.rules import Role
from allemed.catalogue.rules import KINDS
from allemed.config import settings
from allemed.database import db
from allemed.privacy.actions import forget_old
from allemed.privacy.queries import count_due
from allemed.privacy.rules import Kept
from allemed.understanding.actions import add_remark, add_reviewer
from allemed.understanding.models import LanguageRemark, LanguageReviewer
from allemed.understanding.rules import About
from tests.conftest import NOW
from tests.factories.accounts import make_user
from tests.factories.associations import make_association, make_association_user
from tests.factories.catalogue import make_activity
from tests.factories.media import make_recording

IDENTITY_NUMBER = "12831550021"  # of a synthetic series (month + 80): nobody's
SAID = {"about": "text", "what": "Cricket", "words": "Kriket is the word"}


@pytest.fixture
def coordinator(session):
    return make_user(Role.COORDINATOR)


@pytest.fixture
def reader(coordinator):
    """A contact person of an association that reads Somali."""
    user = make_association_user(make_association(name="Somalisk kulturforening"))
    add_reviewer("so", user.association_id, by=coordinator, now=clock.now())
    db.session.commit()
    return user


def remark_of(user, *, now=None, words="Kriket is the word"):
    made = add_remark(
        "so", About.TEXT, "Cricket", words, association_id=user.association_id, by=user, now=now or clock.now()
    )
    db.session.commit()
    return made


def more_links(visit, user) -> list[str]:
    return [one for one in visit("home.show_more", as_=user).links if one.startswith("/our-languages")]


def test_a_coordinator_puts_an_approved_association_on_a_panel_once_and_takes_it_off(visit, post, coordinator):
    club = make_association(name="Somalisk kulturforening")
    waiting = make_association(name="Ikke godkjent", is_approved=False)
    offered = visit("understanding.list_panels", as_=coordinator)("[name=association_id] option")
    assert [one.text for one in offered] == ["Choose", "Somalisk kulturforening"]
    data = {"language": "so", "association_id": str(club.id)}
    for _again in range(2):
        post("understanding.list_panels", as_=coordinator, data=data, status=303)
    refused = data | {"association_id": str(waiting.id)}
    post("understanding.list_panels", as_=coordinator, data=refused, status=422)
    make_recording(language="so")
    db.session.commit()
    page = visit("understanding.list_panels", as_=coordinator)
    panel = " ".join(page.one("#panel-so").text_content().split())
    assert "Somalisk kulturforening" in panel and "1 recording " in panel and "Not read through" in panel
    row = db.session.query(LanguageReviewer).one()
    post("understanding.remove_reviewer", as_=coordinator, status=303, reviewer_id=row.id)
    assert db.session.query(LanguageReviewer).count() == 0


def test_an_association_on_a_panel_reads_its_language_beside_its_own_with_each_picture(visit, reader):
    heard, group, hidden = make_recording(language="so"), make_activity(name="Lek"), make_activity(is_open=False)
    make_recording(language="so", activity=group)
    make_recording(language="so", activity=hidden)
    make_recording(language="ti")
    assert more_links(visit, reader) == ["/our-languages/so"]
    page = visit("understanding.read_language", as_=reader, code="so")
    kinds = page("#kinds li")
    assert len(kinds) == len(KINDS) and all(one.cssselect("svg") for one in kinds)
    football = kinds[0]
    assert football.cssselect("b")[0].text_content() == "Football"
    assert football.cssselect("[lang=so]")[0].text_content() == "Kubadda cagta"
    sounds = [one.get("src") for one in page("audio")]
    assert f"/sounds/{heard.id}" in sounds and len(sounds) == 2  # no other language, and no group that nobody sees
    assert {"/help?lang=so", "/privacy?lang=so"} <= set(page.links)


def test_a_remark_reaches_the_coordinator_is_mended_once_and_the_association_sees_it(visit, post, coordinator, reader):
    post("understanding.read_language", as_=reader, data=SAID, status=303, code="so")
    assert "Mended" not in visit("understanding.read_language", as_=reader, code="so").one("#remarks").text_content()
    waiting = visit("understanding.list_panels", as_=coordinator).one("#remarks").text_content()
    assert "Kriket is the word" in waiting and "Somalisk kulturforening" in waiting and "Soomaali" in waiting
    remark = db.session.query(LanguageRemark).one()
    post("understanding.close_remark", as_=coordinator, status=303, remark_id=remark.id)
    closed_at = db.session.get_one(LanguageRemark, remark.id).closed_at
    post("understanding.close_remark", as_=coordinator, status=303, remark_id=remark.id)
    assert closed_at and db.session.get_one(LanguageRemark, remark.id).closed_at == closed_at
    assert not visit("understanding.list_panels", as_=coordinator)("#remarks")
    assert "Mended" in visit("understanding.read_language", as_=reader, code="so").one("#remarks").text_content()


def test_another_association_or_language_is_not_there_and_has_no_link(visit, post, reader):
    stranger = make_association_user()
    assert more_links(visit, stranger) == []
    for user, code in ((stranger, "so"), (reader, "ti"), (reader, "xx")):
        visit("understanding.read_language", as_=user, status=404, code=code)
        post("understanding.read_language", as_=user, data=SAID, status=404, code=code)
    assert db.session.query(LanguageRemark).count() == 0


def test_associations_on_one_panel_do_not_read_what_the_other_remarked(visit, coordinator, reader):
    other = make_association_user()
    add_reviewer("so", other.association_id, by=coordinator, now=clock.now())
    remark_of(other, words="Only ours")
    assert "Only ours" not in visit("understanding.read_language", as_=reader, code="so").text


def test_an_identity_number_is_refused_and_not_shown_again(post, reader):
    for field in ("what", "words"):
        answer = post(
            "understanding.read_language",
            as_=reader,
            data=SAID | {field: f"Ask {IDENTITY_NUMBER}"},
            status=422,
            code="so",
        )
        assert IDENTITY_NUMBER not in answer.text and "identity number" in answer.text
    assert db.session.query(LanguageRemark).count() == 0


def test_remarks_go_after_the_months_of_what_associations_write_mended_or_not(app, reader, frozen):
    frozen(NOW)
    days = settings().keep_text_months * 31
    remark_of(reader, now=NOW - timedelta(days=days), words="Old")
    remark_of(reader, now=NOW - timedelta(days=days - 60), words="Young")
    assert count_due(NOW)[Kept.TEXT] == 1 and forget_old(NOW)[Kept.TEXT] == 1
    assert [one.words for one in db.session.query(LanguageRemark)] == ["Young"]
