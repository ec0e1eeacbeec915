"""Input about associations, their contact persons, and the upload of a list."""

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, ValidationError

from allemed.associations.actions.editing import FIELD_LABELS
from allemed.associations.actions.texts import COLUMN_LABELS
from allemed.associations.queries import ListFilter
from allemed.associations.rules import LONGEST, AssociationKind, Column, ContactKind, is_email, safe_website
from allemed.countries import profile
from allemed.forms import CodeField, CodesField, Form, InputRequired, PhoneField, TextField, VersionField
from allemed.identity_numbers import looks_like_identity_number, reveals_identity_number
from allemed.locales import _sl
from allemed.vocabulary import BORROW_LABELS

KIND_LABELS = {ContactKind.MAIN: _sl("Main contact person"), ContactKind.SUBSTITUTE: _sl("Substitute")}
REGISTER_LABELS = {
    AssociationKind.ASSOCIATION: _sl("Association"),
    AssociationKind.SERVICE: _sl("Service of the municipality"),
    AssociationKind.BUSINESS: _sl("Business"),
}
FILTER_LABELS = {
    ListFilter.ALL: _sl("All"),
    ListFilter.NO_CONTACT: _sl("No contact person"),
    ListFilter.NOT_APPROVED: _sl("Not approved"),
    ListFilter.SERVICES: _sl("Services"),
    ListFilter.BUSINESSES: _sl("Businesses"),
}


def _check_number(_form, field) -> None:
    if looks_like_identity_number(field.data) or reveals_identity_number(field.data):
        field.data = ""
        raise ValidationError(_sl("This looked like a personal identity number. We took it out."))
    valid = profile().organisation_number(field.data)
    if valid is None:
        raise ValidationError(_sl("This organisation number is not valid. Look at each digit."))
    field.data = valid


def _check_email(_form, field) -> None:
    if not is_email(field.data):
        raise ValidationError(_sl("This is not an e-mail address."))


def _check_website(_form, field) -> None:
    safe = safe_website(field.data)
    if safe is None:
        raise ValidationError(_sl("Write a plain web address, such as https://www.example.org."))
    field.data = safe


def _email(required: bool = False, **more) -> TextField:
    keys = {"inputmode": "email", "autocomplete": "off", "autocapitalize": "none", "dir": "ltr"}
    return TextField(
        COLUMN_LABELS[Column.EMAIL],
        most=254,
        required=required,
        validators=[_check_email],
        render_kw=keys,
        **more,
    )


def _phone(**more) -> PhoneField:
    return PhoneField(COLUMN_LABELS[Column.PHONE], required=False, render_kw={"autocomplete": "off"}, **more)


def _text(column: Column, **more) -> TextField:
    return TextField(COLUMN_LABELS[column], most=LONGEST[column], **more)


class AssociationForm(Form):
    """A new association."""

    name = _text(Column.NAME, required=True)
    organisation_number = TextField(
        COLUMN_LABELS[Column.ORGANISATION_NUMBER],
        most=20,
        validators=[_check_number],
        render_kw={"inputmode": "numeric", "dir": "ltr"},
    )
    kind = CodeField(FIELD_LABELS["kind"], labels=REGISTER_LABELS, required=False, default=AssociationKind.ASSOCIATION)
    gives = CodesField(FIELD_LABELS["gives"], labels=BORROW_LABELS)
    purpose = _text(Column.PURPOSE)
    category = _text(Column.CATEGORY)
    age_groups = _text(Column.AGE_GROUPS)
    address = _text(Column.ADDRESS)
    postcode = _text(Column.POSTCODE)
    town = _text(Column.TOWN)
    website = TextField(
        COLUMN_LABELS[Column.WEBSITE],
        most=300,
        validators=[_check_website],
        render_kw={"inputmode": "url", "dir": "ltr"},
    )
    email = _email()
    phone = _phone()
    accepts_leisure_card = BooleanField(FIELD_LABELS["accepts_leisure_card"])
    accepts_leisure_fund = BooleanField(FIELD_LABELS["accepts_leisure_fund"])
    accepts_companion_card = BooleanField(FIELD_LABELS["accepts_companion_card"])

    def values(self) -> dict:
        """Texts as texts, no number as None."""
        values = {name: "" if value is None else value for name, value in super().values().items()}
        if not values["kind"]:
            del values["kind"]
        return values | {"organisation_number": values["organisation_number"] or None}


class EditAssociationForm(AssociationForm):
    """The same, made from one version."""

    version = VersionField()


class EditOwnContactForm(Form):
    """How a contact person is reached."""

    email = _email(required=True, description=_sl("Your sign-in link is sent here."))
    phone = _phone()


class AddSubstituteForm(Form):
    """Somebody who answers when the main contact person is away."""

    name = TextField(_sl("Name"), most=80, required=True)
    email = _email(description=_sl("The sign-in link is sent here."))
    phone = _phone()

    def validate(self, extra_validators=None) -> bool:
        """One way to reach the person has to be there."""
        is_valid = super().validate(extra_validators)
        if is_valid and not (self.email.data or self.phone.data):
            self.phone.errors = [_sl("Write a phone number or an e-mail address.")]
            return False
        return is_valid


class HandOverForm(Form):
    """Who answers from now on, and when the one who hands over leaves."""

    name = TextField(_sl("Name"), most=80, required=True)
    email = _email(description=_sl("The sign-in link is sent here."))
    leaves_on = DateField(_sl("My last day"), validators=[InputRequired()])

    def validate(self, extra_validators=None) -> bool:
        """The link needs an address; said together with all else that is missing."""
        is_valid = super().validate(extra_validators)
        if not self.email.data and not self.email.errors:
            self.email.errors = [_sl("Write the e-mail address first. The sign-in link is sent there.")]
            return False
        return is_valid


class AddContactForm(AddSubstituteForm):
    """The coordinator's form: main or substitute."""

    kind = CodeField(_sl("Answers as"), labels=KIND_LABELS, default=ContactKind.MAIN)


class ImportForm(Form):
    """The file. Without idempotency key: it only makes a preview, and the key doesn't know which file it was."""

    once = None
    file = FileField(
        _sl("CSV file or Excel workbook"),
        validators=[FileRequired(_sl("Choose a file first."))],
        render_kw={"accept": ".csv,.txt,.tsv,.xlsx"},
    )
