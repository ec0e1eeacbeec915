"""WebAuthn (passkeys) by the library `webauthn`, imported where it is used: few requests need it, and it is slow to load."""

import json
from dataclasses import dataclass
from urllib.parse import urlsplit


class ProofRefused(Exception):
    """The browser's answer does not prove what was asked for."""


@dataclass(frozen=True)
class Site:
    """Whom a passkey is for: the host people see, and the origin their browser reports."""

    name: str
    address: str

    @property
    def host(self) -> str:
        return urlsplit(self.address).hostname or ""

    @property
    def origin(self) -> str:
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True)
class Credential:
    """What to keep of a new passkey."""

    id: bytes
    public_key: bytes
    sign_count: int


def ask_to_make(site: Site, *, user_id: bytes, user_name: str, known: list[bytes]) -> tuple[dict, bytes]:
    """What the browser needs to make a passkey that is found without a user name, and the challenge in it."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers import structs

    options = generate_registration_options(
        rp_id=site.host,
        rp_name=site.name,
        user_id=user_id,
        user_name=user_name,
        user_display_name=user_name,
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=one) for one in known],
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
    )
    return json.loads(options_to_json(options)), options.challenge


def check_made(site: Site, answer: dict, challenge: bytes) -> Credential:
    """The new passkey. ProofRefused for a wrong challenge, origin or host, or when nobody unlocked the device."""
    from webauthn import verify_registration_response
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        made = verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=site.host, expected_origin=site.origin,
            require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise ProofRefused(type(error).__name__) from error
    return Credential(made.credential_id, made.credential_public_key, made.sign_count)


def ask_for_proof(site: Site) -> tuple[dict, bytes]:
    """What the browser needs to sign in with any passkey it has for this site, and the challenge in it."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    options = generate_authentication_options(rp_id=site.host, user_verification=UserVerificationRequirement.REQUIRED)
    return json.loads(options_to_json(options)), options.challenge


def credential_id(answer: dict) -> bytes:
    """Which passkey an answer claims to be of; ProofRefused if it says nothing."""
    from webauthn import base64url_to_bytes

    try:
        return base64url_to_bytes(answer["id"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProofRefused("no credential id") from error


def check_proof(site: Site, answer: dict, challenge: bytes, *, public_key: bytes, sign_count: int) -> int:
    """The authenticator's new count. ProofRefused for everything that is not this passkey, here, now, unlocked."""
    from webauthn import verify_authentication_response
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        proof = verify_authentication_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=site.host, expected_origin=site.origin,
            credential_public_key=public_key, credential_current_sign_count=sign_count, require_user_verification=True,
        )  # fmt: skip
    except (WebAuthnException, ValueError, KeyError, TypeError) as error:
        raise ProofRefused(type(error).__name__) from error
    return proof.new_sign_count
