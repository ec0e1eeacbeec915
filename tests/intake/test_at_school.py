"""A teacher, a family and an interpreter around one phone; and how far schools have come with the routine."""

import pytest

from allemed import clock
from allemed.access.rules import Role
from allemed.database import db
from allemed.locales import LANGUAGES
from allemed.referrals.models import Referral, RoutineText
from allemed.referrals.rules import PartnerKind
from tests.factories.accounts import make_user
from tests.factories.referrals import make_partner
from tests.pages import Page


@pytest.fixture
def school(session):
    return make_partner(name="Vik skole", kind=PartnerKind.SCHOOL)


@pytest.fixture
def teacher(school):
    return make_user(Role.PARTNER, partner_id=school.id)


def answers(**changes) -> dict:
    said = {
        "language": "ar", "interpreter": "qualified", "kinds": ["choir"], "child_first_name": "Amir",
        "birth_year": str(clock.now().year - 9), "wish_days": ["1", "3"], "phone": "91 23 45 67", "channel": "call",
    }  # fmt: skip
    return said | changes


def sent_by(page: Page) -> dict:
    fields: dict[str, list[str]] = {}
    for one in page("form[action='/talks'] input[type=hidden]"):
        fields.setdefault(one.get("name"), []).append(one.get("value") or "")
    fields.pop("csrf_token")
    return fields


def test_the_family_reads_all_of_it_in_its_own_language_before_anything_is_saved(teacher, post):
    page = Page(post("intake.ask_family", as_=teacher, data=answers(), status=200), "agree")
    assert (page.one("html").get("lang"), page.one("html").get("dir")) == ("ar", "rtl")
    assert "Amir" in page.text and db.session.query(Referral).count() == 0
    assert page("a[href='/referrals']")
    post("intake.send_talk", as_=teacher, data=sent_by(page), status=303)
    row = db.session.query(Referral).one()
    assert (row.is_talk, row.interpreter, row.language, row.kinds, row.wish_days) == (
        True, "qualified", "ar", ["choir"], ["1", "3"],
    )  # fmt: skip
    assert row.partner_id == teacher.partner_id


def test_what_is_missing_is_asked_for_before_the_family_is(teacher, post):
    page = Page(post("intake.ask_family", as_=teacher, data=answers(phone="", kinds=[]), status=422), "again")
    assert {one.get("href") for one in page("#error-summary a")} >= {"#phone", "#kinds"}


def test_nobody_else_holds_such_a_talk(visit):
    for role in (Role.ASSOCIATION, Role.FAMILY, Role.COORDINATOR):
        visit("intake.hold_talk", as_=make_user(role), status=403)


def test_a_talk_keeps_the_version_of_the_routine_it_was_held_by(teacher, post):
    kari = make_user()
    for text in ("Spør om fritid", "Spør om fritid", "Spør om fritid første dag"):
        post("intake.edit_routine", as_=kari, data={"text": text}, status=303)
    assert [one.number for one in db.session.query(RoutineText).order_by(RoutineText.number)] == [1, 2]
    post("intake.send_talk", as_=teacher, data=answers(), status=303)
    post("intake.edit_routine", as_=kari, data={"text": "Noe nytt"}, status=303)
    assert db.session.query(Referral).one().routine_number == 2


def test_the_board_shows_each_school_its_talks_and_its_new_pupils(school, teacher, visit, post):
    kari = make_user()
    make_partner(name="NAV Vik", kind=PartnerKind.WELFARE_OFFICE)
    assert "Not yet" in visit("intake.show_routine_board", as_=kari).text
    post("intake.send_talk", as_=teacher, data=answers(), status=303)
    post("intake.show_routine", as_=teacher, data={"new_pupils": "7"}, status=303)
    post("intake.take_up_routine", as_=kari, data={"routine_on": "2026-08-17"}, status=303, partner_id=school.id)
    page = visit("intake.show_routine_board", as_=kari)
    assert "Vik skole" in page.text and "NAV Vik" not in page.text
    assert "1 conversation this term" in page.text and "7 new pupils" in page.text and "Works by it" in page.text


def test_the_sheet_says_each_question_in_both_languages(teacher, visit):
    page = visit("intake.show_talk_sheet", as_=teacher, **{"in": "ti"})
    assert len(page(".talk-lines .said[lang=ti]")) == len(page(".talk-lines li")) == 10


@pytest.mark.parametrize("kind", PartnerKind)
def test_every_partner_of_every_kind_reads_the_same_routine_and_the_newest(session, visit, post, kind):
    """Öckerö (domain.md V9): shared routines and a shared view, not one for each office."""
    kari, sender = make_user(), make_user(Role.PARTNER, partner_id=make_partner(kind=kind).id)
    assert "has not written it yet" in visit("intake.show_routine", as_=sender).text
    for text in ("Spør om fritid", "Spør barnet først.\nSpør så de voksne."):
        post("intake.edit_routine", as_=kari, data={"text": text}, status=303)
    page = visit("intake.show_routine", as_=sender)
    assert page.one(".as-written").text_content().split("\n") == ["Spør barnet først.", "Spør så de voksne."]
    assert visit("referrals.list_referrals", as_=sender)("a[href='/routine']")  # from their start page
    post("intake.edit_routine", as_=sender, data={"text": "Vår egen"}, status=403)


@pytest.mark.parametrize("code", LANGUAGES)
def test_families_read_of_the_childs_right_to_leisure_in_their_language(session, visit, code):
    """Article 31 of the Convention on the Rights of the Child (V9)."""
    rights = [one.text_content() for one in visit("home.show_help", language=code)(".good-to-know li")]
    assert sum("31" in one for one in rights) == 1
    assert code == "en" or not any("Convention" in one for one in rights)
