"""Planning a gathering, inviting to it, and noting who came."""

from datetime import time
from uuid import UUID

from wtforms import BooleanField, DateField, IntegerField, TimeField, ValidationError

from allemed.associations.queries import list_associations
from allemed.catalogue.queries import list_places
from allemed.commitments.forms.goals import ServesPart
from allemed.delivery.rules import clean_address
from allemed.families.forms import choices_of
from allemed.forms import (
    CodeField,
    CodesField,
    Form,
    InputRequired,
    ListField,
    LongTextField,
    NumberRange,
    Optional,
    TextField,
    VersionField,
)
from allemed.gatherings.forms.addresses import AddressField
from allemed.gatherings.forms.words import SECTOR_LABELS, SHEET_LABELS
from allemed.gatherings.queries.events import list_themes
from allemed.gatherings.rules import GatheringKind, Sector, Sheet
from allemed.gatherings.rules.addresses import MOST_AT_ONCE, read_people
from allemed.locales import LANGUAGES, _s, _sl, language

MOST_PEOPLE = 999
LATEST = time(23, 59)
READERS = (("", _sl("Not known")), *((one.code, one.name) for one in LANGUAGES.values()))
NAMES = ("title", "goal", "hosts", "held_on", "starts", "ends", "is_public")


class GatheringForm(ServesPart):
    """What, when and where. `values()` gives the columns."""

    title = TextField(_sl("Title"), most=80, required=True)
    goal = TextField(_sl("What shall come of it?"), most=200)
    hosts = TextField(_sl("Who invites together?"), most=160)
    sheet = CodeField(_sl("How long?"), labels=SHEET_LABELS)
    association = ListField(_sl("For one association?"), coerce=str, validators=[Optional()])
    held_on = DateField(_sl("Date"), validators=[InputRequired()])
    starts = TimeField(_sl("From"), validators=[InputRequired()])
    ends = TimeField(_sl("To"), validators=[InputRequired()])
    place = ListField(_sl("Where"), coerce=str, validators=[Optional()])
    themes = CodesField(_sl("Themes"), labels={}, most=12)
    is_public = BooleanField(_sl("Everybody may see it and come"))
    version = VersionField(default=0)

    @classmethod
    def of(cls, kind: GatheringKind, *, user, **options) -> "GatheringForm":
        """With the fields of a kind; somebody of an association plans a dugnad of its own only."""
        form = cls(**options)
        form.kind = kind
        form.place.choices = [("", "–"), *((str(one.id), one.name) for one in list_places())]
        if kind is GatheringKind.DUGNAD:
            del form.ends, form.hosts
            code = language().code
            form.themes.choices = [(one.code, one.title(code)) for one in list_themes() if not one.is_hidden]
        else:
            del form.sheet, form.themes
        if kind is not GatheringKind.DUGNAD or user.association_id:
            del form.association
        else:
            clubs = [(str(row.id), row.name) for row in list_associations(user)]
            form.association.choices = [("", _s("No, for many")), *clubs]
        form.offer_goals(is_asked=not user.association_id, chosen=getattr(options.get("obj"), "serves_id", None))
        if user.association_id:
            del form.sheet, form.is_public
        if "obj" not in options:
            del form.version
        return form

    def validate_starts(self, field) -> None:
        """A run sheet is cut off at midnight; a minute of it is left at least."""
        if field.data and "ends" not in self and field.data >= LATEST:
            raise ValidationError(_sl("Begin earlier. It ends before midnight."))

    def validate_ends(self, field) -> None:
        if self.starts.data and field.data and field.data <= self.starts.data:
            raise ValidationError(_sl("The end comes after the beginning."))

    def columns(self, user) -> dict:
        """Of the gathering, as the model has them."""
        values = {name: self[name].data for name in NAMES if name in self}
        values |= self.serves_columns()
        values["place_id"] = UUID(self.place.data) if self.place.data else None
        if "themes" in self:
            values["themes"] = self.themes.data or []
            values["sheet"] = Sheet(self.sheet.data) if "sheet" in self else Sheet.CLUB
        if user.association_id:
            return values | {"association_id": user.association_id}
        if "association" in self:
            values["association_id"] = UUID(self.association.data) if self.association.data else None
        return values


class InviteForm(Form):
    """Many at once."""

    whom = CodesField(
        _sl("Whom?"), required=True,
        labels={
            "network": _sl("Everybody in the network"), "associations": _sl("All associations with a contact person"),
            "partners": _sl("All partners"),
        },
    )  # fmt: skip


class InvitePeopleForm(Form):
    """People without a sign-in: parents, a business, the youth council. One a line, as they stand in a mail program."""

    sector = ListField(
        _sl("Sector"), coerce=str, validators=[InputRequired()], choices=choices_of(SECTOR_LABELS.items())
    )
    people = LongTextField(
        _sl("Who? One on each line"), most=MOST_AT_ONCE * 60,
        description=_sl("Name, e-mail, or both. For example: Anne Helse anne@example.org"),
    )  # fmt: skip
    language = ListField(_sl("Their language"), coerce=str, validators=[Optional()], choices=choices_of(READERS))

    def validate_people(self, field) -> None:
        """`found`: who was read from the lines."""
        self.found, unread = read_people(field.data or "", clean_address)
        if unread:
            raise ValidationError(_sl("This cannot be read: %(line)s", line=unread[0]))
        if len(self.found) > MOST_AT_ONCE:
            raise ValidationError(_sl("At most %(most)s at once.", most=MOST_AT_ONCE))


class AddressForm(Form):
    """Where ALLEMED writes to one who is invited; empty: the link is passed on by hand."""

    address = AddressField(_sl("E-mail"), description=_sl("It is erased when it is over."))
    language = ListField(_sl("Their language"), coerce=str, validators=[Optional()], choices=choices_of(READERS))


class CameForm(Form):
    """Who of the invited came, and how many people of each sector."""

    came = CodesField(_sl("Who came?"), labels={})


def _count(sector: Sector) -> IntegerField:
    return IntegerField(SECTOR_LABELS[sector], validators=[Optional(), NumberRange(0, MOST_PEOPLE)])


for _sector in Sector:
    setattr(CameForm, f"people_{_sector}", _count(_sector))


class AgendaForm(Form):
    title = TextField(_sl("What shall we talk about?"), most=160, required=True)
