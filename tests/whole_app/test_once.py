"""A post that arrives twice is done once, and every copy gets the same answer."""

from concurrent.futures import ThreadPoolExecutor

from flask import url_for
from sqlalchemy import func, select

from allemed import clock
from allemed.accounts.actions import add_device
from allemed.accounts.rules import SignInMethod
from allemed.accounts.views import cookie_name
from allemed.associations.models import Association
from allemed.database import db
from allemed.once import AnsweredPost, forget_old, new_key
from tests.factories.accounts import make_user
from tests.pages import token_of

BODY = {"name": "Fjordvik dansegruppe"}


def _count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def test_the_same_key_gets_the_same_answer_and_is_done_once(session, post):
    coordinator, key = make_user(), new_key()
    first = post("associations.add_association", as_=coordinator, data=BODY | {"once": key}, status=303)
    second = post("associations.add_association", as_=coordinator, data=BODY | {"once": key}, status=303)
    assert first.location == second.location
    assert _count(Association) == 1


def test_the_same_key_with_another_body_is_refused_and_changes_nothing(session, post):
    coordinator, key = make_user(), new_key()
    post("associations.add_association", as_=coordinator, data=BODY | {"once": key}, status=303)
    post("associations.add_association", as_=coordinator, data={"name": "En annen", "once": key}, status=422)
    assert _count(Association) == 1


def test_a_refused_form_may_be_sent_again_with_its_key(session, post):
    coordinator, key = make_user(), new_key()
    post("associations.add_association", as_=coordinator, data={"name": "", "once": key}, status=422)
    post("associations.add_association", as_=coordinator, data=BODY | {"once": key}, status=303)
    assert _count(Association) == 1


def test_somebody_elses_key_says_nothing_about_what_it_did(session, post):
    key = new_key()
    post("associations.add_association", as_=make_user(), data=BODY | {"once": key}, status=303)
    post("associations.add_association", as_=make_user(), data={"name": "Noe annet", "once": key}, status=303)
    assert _count(Association) == 2


def test_fifty_identical_posts_at_once_are_one_row_and_fifty_equal_answers(app, session):
    coordinator = make_user()
    with app.test_request_context():
        _device, cookie = add_device(coordinator, SignInMethod.DEMO, label="test", now=clock.now())
        name, address = cookie_name(), url_for("associations.add_association")
    session.commit()
    key = new_key()

    def send(_number):
        client = app.test_client()
        client.set_cookie(name, cookie)
        answer = client.post(address, data=BODY | {"once": key, "csrf_token": token_of(client)})
        return answer.status_code, answer.location

    with ThreadPoolExecutor(10) as pool:
        answers = set(pool.map(send, range(50)))
    assert len(answers) == 1
    assert answers.pop()[0] == 303
    assert _count(Association) == 1


def test_keys_are_forgotten_after_a_week(session, post):
    post("associations.add_association", as_=make_user(), data=BODY | {"once": new_key()}, status=303)
    assert _count(AnsweredPost) == 1
    forget_old(clock.now())
    assert _count(AnsweredPost) == 1
    forget_old(clock.now().replace(year=clock.now().year + 1))
    assert _count(AnsweredPost) == 0
