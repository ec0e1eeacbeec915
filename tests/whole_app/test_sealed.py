"""Forms that waited on a phone: only we can open them, only for the address they were written for, and they are done once."""

import base64
import json
import os
from urllib.parse import urlencode

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import func, select

from allemed import crypto, sealed
from allemed.referrals.models import Referral
from tests.conftest import TEST_KEY
from tests.factories.catalogue import make_activity
from tests.pages import token_of


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def seal(form: str, path: str) -> bytes:
    """As the service worker does it."""
    point = base64.urlsafe_b64decode(sealed.public_key() + "=")
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    mine = ec.generate_private_key(ec.SECP256R1())
    key = HKDF(hashes.SHA256(), 32, salt=None, info=b"allemed sealed form").derive(mine.exchange(ec.ECDH(), theirs))
    nonce = os.urandom(12)
    public = mine.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    parts = {"point": public, "nonce": nonce, "sealed": AESGCM(key).encrypt(nonce, form.encode(), path.encode())}
    return json.dumps({name: text(data) for name, data in parts.items()}).encode()


@pytest.fixture(autouse=True)
def _ring_of_tests(app):
    yield
    crypto.use(crypto.KeyRing([TEST_KEY]))


def test_what_was_sealed_is_opened_for_its_address_only():
    letter = seal("child=Kanari", "/a")
    assert sealed.unseal(letter, "/a") == b"child=Kanari"
    with pytest.raises(sealed.NotSealed):
        sealed.unseal(letter, "/b")


def test_a_form_sealed_before_a_new_key_came_is_still_opened():
    letter = seal("x=1", "/a")
    crypto.use(crypto.KeyRing([TEST_KEY, crypto.new_key()]))
    assert sealed.unseal(letter, "/a") == b"x=1"
    assert sealed.unseal(seal("x=2", "/a"), "/a") == b"x=2"
    crypto.use(crypto.KeyRing([crypto.new_key()]))
    with pytest.raises(sealed.NotSealed):
        sealed.unseal(letter, "/a")


@pytest.mark.parametrize("name", ["point", "nonce", "sealed"])
def test_what_was_changed_on_the_way_is_refused(name):
    parts = json.loads(seal("x=1", "/a"))
    changed = bytearray(base64.urlsafe_b64decode(parts[name] + "=="))
    changed[-1] ^= 1
    with pytest.raises(sealed.NotSealed):
        sealed.unseal(json.dumps(parts | {name: text(bytes(changed))}).encode(), "/a")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b"null", b'{"point": 1}', b"\xff", b'{"point":"","nonce":"","sealed":""}']
)
def test_nonsense_is_answered_in_one_line(client, body):
    answer = client.post("/activities", data=body, content_type=sealed.KIND)
    assert (answer.status_code, answer.text) == (422, "not sealed for this address")


def post_sealed(client, address: str, form: dict, token: str):
    letter = seal(urlencode(form), address)
    return client.post(address, data=letter, content_type=sealed.KIND, headers={"X-CSRFToken": token})


def test_a_form_that_waited_is_a_form_like_any_other_and_done_once(client, session):
    address = f"/activities/{make_activity(free=2).id}/interest"
    form = {
        "child_first_name": "Yasmin",
        "birth_year": "2016",
        "phone": "91234567",
        "channel": "call",
        "language": "ar",
        "once": "k" * 30,
    }
    assert post_sealed(client, address, form, "").status_code == 400
    token = token_of(client)
    answers = [post_sealed(client, address, form, token) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {303}
    assert len({answer.location for answer in answers}) == 1
    assert session.scalar(select(func.count()).select_from(Referral)) == 1


def test_the_same_form_is_done_once_although_the_browser_was_closed_meanwhile(browser_of, app, session):
    address = f"/activities/{make_activity(free=2).id}/interest"
    form = {
        "child_first_name": "Yasmin",
        "birth_year": "2016",
        "phone": "91234567",
        "channel": "call",
        "language": "ar",
        "once": "q" * 30,
    }
    for _ in range(2):
        client = browser_of(None)
        client.delete_cookie("session")
        assert post_sealed(client, address, form, token_of(client)).status_code == 303
    assert session.scalar(select(func.count()).select_from(Referral)) == 1
