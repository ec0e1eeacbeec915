"""A municipality's set-up goes to another one: looked at first, and only what is chosen is written."""

import io
import json
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from allemed.commitments.actions.offering import OwnValues, add_own_line
from allemed.commitments.models import OwnLine
from allemed.database import db
from allemed.followup.models import ScheduleStep
from allemed.followup.queries import current_schedule
from allemed.gatherings.actions.themes import write_theme
from allemed.gatherings.models import DugnadTheme
from allemed.referrals.actions.kinds import add_kind, edit_kind
from allemed.referrals.actions.routines import write_routine
from allemed.referrals.models import LocalKind, RoutineText
from allemed.referrals.rules import HandOverField, PartnerKind
from allemed.support.models import FeeScheme
from tests.conftest import NOW
from tests.factories.accounts import make_user
from tests.factories.associations import make_association
from tests.factories.families import make_child
from tests.factories.support import make_scheme
from tests.pages import Page, check_page, token_of

CANARY = "Kanarifugl"
TEXTS = {"nb": "Tar imot nye barn", "nn": "Tek imot nye barn", "sv": "Tar emot nya barn", "en": "Welcomes new children"}
MODELS = (OwnLine, FeeScheme, DugnadTheme, LocalKind, RoutineText, ScheduleStep)


def fill(by) -> None:
    """Something of each part."""
    who = {"by": by, "now": NOW}
    add_own_line(OwnValues(texts=TEXTS, level="condition", evidence=("statement",), due_rule="D+45"), **who)
    make_scheme(name="Aktivitetskort", amount=Decimal("1500.00"), link="https://example.org/kort")
    write_theme("weekend", {"nb": "Ferie hos oss"}, {"nb": "Hva er åpent?"}, False, **who)
    write_theme("own-0123456789ab", {"nb": "Båt"}, {}, False, **who)
    add_kind(
        name="Moské",
        names={"en": "Mosque"},
        fields=[HandOverField.DAYS],
        text="Ring oss",
        **who,
    )
    edit_kind(PartnerKind.SCHOOL, fields=[], text="Spør kontaktlæreren.", version=0, **who)
    write_routine("Første uke: en samtale på skolen.", **who)
    step = current_schedule()[3]
    db.session.add(ScheduleStep(code=step.code, anchor=step.anchor, audience=step.audience, offset_days=21, version=1))
    db.session.commit()


def empty() -> None:
    for model in MODELS:
        db.session.query(model).delete()
    db.session.commit()


@pytest.fixture
def coordinator(session, frozen):
    frozen(NOW)
    return make_user(name=CANARY)


@pytest.fixture
def file(coordinator, browser_of):
    """What the other municipality sent; afterwards nothing of it is here."""
    fill(coordinator)
    told = browser_of(coordinator).get("/set-up.json").json
    empty()
    return told


@pytest.fixture
def look(coordinator, browser_of):
    """The page about a file."""

    def at(told, status: int = 200) -> Page:
        client = browser_of(coordinator)
        body = told if isinstance(told, bytes) else json.dumps(told).encode()
        data = {"csrf_token": token_of(client), "file": (io.BytesIO(body), "set-up.json")}
        answer = client.post("/set-up/look", data=data, headers={"Accept-Language": "en"})
        assert answer.status_code == status, answer.text[:500]
        page = Page(answer, "/set-up/look")
        check_page(page)
        return page

    return at


def stands(page: Page) -> list[str]:
    return [one.text_content().strip() for one in page("[role=group] small, [role=group] .tag")]


def take(post, by, page: Page, keys=None) -> None:
    chosen = [one.get("value") for one in page("input[name=take]" if keys else "input[name=take][checked]")]
    text = page.one("input[name=text]").get("value")
    post("passing_on.take_set_up", as_=by, status=303, data={"text": text, "take": keys or chosen})


def counts() -> list[int]:
    db.session.rollback()
    return [db.session.scalar(select(func.count()).select_from(model)) for model in MODELS]


def test_the_file_holds_the_set_up_and_nobodys_data(coordinator, browser_of, session):
    make_child(first_name=CANARY)
    make_association(name=f"{CANARY} IL")
    fill(coordinator)
    answer = browser_of(coordinator).get("/set-up.json")
    assert CANARY not in answer.text and str(coordinator.id) not in answer.text
    told = answer.json
    assert told["routine"] == [{"text": "Første uke: en samtale på skolen."}]
    assert told["fee_schemes"][0]["amount"] == "1500.00"
    assert "secret_key" not in told["settings"] and told["settings"]["spot_days"] == 30


def test_all_of_it_is_taken_over_as_it_was(file, look, post, coordinator, browser_of):
    page = look(file)
    assert set(stands(page)) == {"New here", "Differs here"} and counts() == [0] * len(MODELS)
    take(post, coordinator, page, keys=[one.get("value") for one in page("input[name=take]")])
    again = browser_of(coordinator).get("/set-up.json").json
    for part in ("commitments", "fee_schemes", "themes", "kinds", "routine", "schedule"):
        assert again[part] == file[part], part
    assert set(stands(look(file))) == {"The same here"}


def test_what_differs_stays_unless_somebody_chooses_it(file, look, post, coordinator, session):
    fill(coordinator)
    scheme = session.scalar(select(FeeScheme))
    scheme.amount, scheme.version = Decimal(900), 2
    write_routine("Vår egen.", by=coordinator, now=NOW)
    session.commit()
    page = look(file)
    assert sorted(set(stands(page))) == ["Differs here", "The same here"]
    assert "Here: 900.00" in page.text and "There: 1500.00" in page.text
    assert not page("input[name=take][checked]")
    take(post, coordinator, page)
    assert session.scalar(select(FeeScheme.amount)) == 900
    (fee,) = [one.get("value") for one in page("input[name=take]") if one.get("value").startswith("fee_schemes")]
    take(post, coordinator, page, keys=[fee])
    session.expire_all()
    assert session.scalar(select(FeeScheme.amount)) == 1500
    assert session.scalar(select(RoutineText.text).order_by(RoutineText.number.desc())) == "Vår egen."


def test_what_changes_something_of_ours_is_never_chosen_by_itself(file, look):
    chosen = [one.get("value").split("-")[0] for one in look(file)("input[name=take][checked]")]
    assert sorted(chosen) == ["commitments", "fee_schemes", "kinds", "routine", "themes"]
    offered = [one.get("value").split("-")[0] for one in look(file)("input[name=take]:not([checked])")]
    assert sorted(offered) == ["kinds", "schedule", "themes"]


def test_the_same_thing_twice_in_a_file_is_taken_once(file, look):
    file["fee_schemes"] *= 2
    page = look(file)
    assert stands(page).count("Cannot be taken") == 1


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("fee_schemes", {"link": "javascript:alert(1)"}),
        ("fee_schemes", {"covers": ["everything"]}),
        ("fee_schemes", {"name": "x" * 300}),
        ("commitments", {"due_rule": "now and then"}),
        ("commitments", {"level": "law"}),
        ("commitments", {"texts": {"nb": "Bare norsk"}}),
        ("themes", {"code": "../etc"}),
        ("kinds", {"code": "church"}),
        ("kinds", {"fields": ["religion"]}),
        ("routine", {"text": "Barnets nummer er 01010750160"}),
        ("routine", {"text": {"not": "a text"}}),
        ("schedule", {"days": -3}),
        ("schedule", {"days": "21"}),
        ("schedule", {"code": "every_night"}),
    ],
)
def test_what_our_own_forms_would_refuse_cannot_be_taken(file, look, post, coordinator, part, change):
    told = {"kind": file["kind"], "edition": 1, part: [file[part][0] | change]}
    page = look(told)
    assert stands(page) == ["Cannot be taken"]
    take(post, coordinator, page, keys=[f"{part}-0"])
    assert counts() == [0] * len(MODELS)


@pytest.mark.parametrize(
    "sent", [b"", b"{}", b"[1]", b"no json", b'{"kind": "ALLEMED set-up", "edition": 2}', b"[" * 5000]
)
def test_another_file_is_refused_with_a_word(look, sent):
    assert "This is not a set-up that ALLEMED wrote." in look(sent, status=422).text


def test_settings_that_differ_are_named_and_not_changed(file, look):
    file["settings"]["spot_days"] = 14
    page = look(file)
    row = [cell.text_content().strip() for cell in page("tbody td")]
    assert row == ["spot_days", "30", "14"]
