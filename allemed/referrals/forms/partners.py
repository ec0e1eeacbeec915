"""Input of the coordinator: partners, their people and their kinds."""

from uuid import UUID

from wtforms import BooleanField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, ValidationError

from allemed.access.rules import Role
from allemed.accounts.queries import list_users
from allemed.associations.rules import is_email
from allemed.families.forms import SchoolField
from allemed.forms import CodeField, CodesField, Form, TextField, VersionField, refuse_identity_numbers
from allemed.locales import STAFF_LANGUAGES, _sl, offer
from allemed.referrals.forms.words import FIELD_LABELS, PARTNER_LABELS, PERSON_LABELS, kind_name
from allemed.referrals.queries import find_local_kind, list_kinds
from allemed.referrals.rules import LONGEST_KIND_NAME, LONGEST_KIND_TEXT, HandOverField, PartnerKind, PersonKind


def _id_or_none(value) -> UUID | None:
    try:
        return UUID(str(value)) if value else None
    except ValueError:
        return None


class PartnerForm(Form):
    """A new partner."""

    kind = CodeField(_sl("What is it?"), labels={})
    name = TextField(
        _sl("Name"), most=80, required=True, validators=[refuse_identity_numbers], render_kw={"autocomplete": "off"}
    )
    place_id = SchoolField(
        _sl("Which school of the list is it?"), description=_sl("Then their form has the school filled in.")
    )

    owner_id = SelectField(
        _sl("Who of us answers for what comes from there?"), [Optional()], coerce=_id_or_none,
        choices=lambda: [(str(one.id), one.name) for one in list_users(Role.COORDINATOR)],
    )  # fmt: skip

    def __init__(self, *args, obj=None, **options):
        """Closed kinds are offered only to a partner that is of one."""
        super().__init__(*args, obj=obj, **options)
        if obj and not self.is_submitted():
            self.kind.process_data(obj.kind_code)
        offered = [one for one in list_kinds() if one.is_active or (obj and one.code == obj.kind_code)]
        self.kind.choices = [
            SelectChoice(one.code, PARTNER_LABELS[one.built_in] if one.built_in else kind_name(one)) for one in offered
        ]

    def values(self) -> dict:
        """As `add_partner` takes them."""
        own = None if self.kind.data in set(PartnerKind) else find_local_kind(self.kind.data)
        return {
            "kind": PartnerKind.OTHER if own else PartnerKind(self.kind.data), "own_kind_id": own.id if own else None, "name": self.name.data, "place_id": self.place_id.data,
            "owner_id": self.owner_id.data,
        }  # fmt: skip


class EditPartnerForm(PartnerForm):
    """The same, made from one version."""

    version = VersionField()


def _check_email(_form, field) -> None:
    if not is_email(field.data):
        raise ValidationError(_sl("This is not an e-mail address."))


class PersonForm(Form):
    """Somebody at a partner."""

    name = TextField(
        _sl("Name"), most=80, required=True, validators=[refuse_identity_numbers], render_kw={"autocomplete": "off"}
    )
    kind = CodeField(_sl("Answers as"), labels=PERSON_LABELS, default=PersonKind.LINK)
    email = TextField(
        _sl("E-mail at work"), most=254, required=True, validators=[_check_email],
        description=_sl("The sign-in link is sent here."),
        render_kw={"inputmode": "email", "autocomplete": "off", "autocapitalize": "none", "dir": "ltr"},
    )  # fmt: skip

    def values(self) -> dict:
        """As `add_person` takes them."""
        return {"name": self.name.data, "email": self.email.data, "kind": PersonKind(self.kind.data)}


class KindForm(Form):
    """A kind of partner: what its form asks, and what is said before. One of ours has its name, and is always there."""

    name = TextField(_sl("What is it called?"), most=LONGEST_KIND_NAME, required=True)
    nb = TextField("Bokmål", most=LONGEST_KIND_NAME)
    nn = TextField("Nynorsk", most=LONGEST_KIND_NAME)
    sv = TextField("Svenska", most=LONGEST_KIND_NAME)
    en = TextField("English", most=LONGEST_KIND_NAME)
    fields = CodesField(_sl("What does its form ask?"), labels=FIELD_LABELS)
    text = TextAreaField(
        _sl("Text to those who send families on"), [Optional(), Length(max=LONGEST_KIND_TEXT), refuse_identity_numbers],
        description=_sl("They read it before they write anything."),
    )  # fmt: skip
    is_active = BooleanField(_sl("Offer it for new partners"), default=True)
    version = VersionField(default=0)

    def __init__(self, *args, data=None, **options):
        """`name` is in the language of the municipality; `names` are those in the others."""
        super().__init__(*args, data=(data or {}) | (data or {}).get("names", {}), **options)
        if offer().default in self:
            del self[offer().default]

    @property
    def languages(self) -> list[str]:
        return [code for code in STAFF_LANGUAGES if code in self]

    def is_of_ours(self) -> None:
        """Its name is translated, and it is always offered."""
        for name in ("name", *self.languages, "is_active"):
            del self[name]

    def values(self) -> dict:
        """As `edit_kind` takes them."""
        known = super().values()
        if "name" in self:
            said = {code: known.pop(code) for code in self.languages}
            known["names"] = {code: name for code, name in said.items() if name}
        return known | {"fields": [one for one in HandOverField if one in known["fields"]], "text": known["text"] or ""}
