"""What is written down while a dugnad runs, the record of what was agreed, contact cards, and the words of themes."""

from uuid import UUID

from flask_wtf.file import FileField
from wtforms import BooleanField, DateField

from allemed.associations.queries import list_associations
from allemed.commitments.forms.goals import ServesPart
from allemed.commitments.forms.words import text_in_language
from allemed.commitments.queries import known_texts
from allemed.forms import CodeField, Form, InputRequired, ListField, Optional, PhoneField, TextField, VersionField
from allemed.gatherings.forms.words import STATUS_LABELS
from allemed.gatherings.queries.events import list_themes
from allemed.gatherings.queries.network import list_members
from allemed.gatherings.rules import ActionStatus, GatheringKind
from allemed.gatherings.rules.themes import LANGUAGES
from allemed.locales import _l, _s, _sl, language

V1 = ("partners", "purpose", "target_group", "period", "content")
MUNICIPALITY = "municipality"
OTHER = "organisation:"


class KeywordsForm(Form):
    one = TextField(_sl("Keyword %(number)s", number=1), most=40)
    two = TextField(_sl("Keyword %(number)s", number=2), most=40)
    three = TextField(_sl("Keyword %(number)s", number=3), most=40)


class GapForm(Form):
    gap = TextField(_sl("Who is not here? In one sentence"), most=200, required=True)


class IdeaForm(Form):
    theme = ListField(_sl("Theme"), coerce=str, validators=[InputRequired()])
    words = TextField(_sl("Idea"), most=160, required=True)

    @classmethod
    def of(cls, themes, **options) -> "IdeaForm":
        form = cls(**options)
        form.theme.choices = [(one.code, one.title(language().code)) for one in themes]
        return form


class NextForm(Form):
    next_on = DateField(_sl("We look back on"), validators=[Optional()])


class ShortActionForm(ServesPart):
    """What, who, when: what one can write while others wait. It serves the goal of its gathering, where that has one."""

    title = TextField(_sl("What?"), most=120, required=True)
    owner_name = TextField(_sl("Who? One person"), most=80, required=True)
    owner = ListField(_sl("From"), coerce=str, validators=[InputRequired()])
    due_on = DateField(_sl("When is it done?"), validators=[InputRequired()])

    @classmethod
    def of(cls, user, gathering, **options):
        """With who may answer for it: the municipality, or an association."""
        form = cls(**options)
        form.offer_goals(
            is_asked=form.asks_goal(user, gathering), chosen=getattr(options.get("obj"), "serves_id", None)
        )
        if user.association_id:
            del form.owner
        else:
            clubs = [(str(row.id), row.name) for row in list_associations(user)]
            form.owner.choices = [
                (MUNICIPALITY, _s("The municipality")),
                *_others(gathering, options.get("obj")),
                *clubs,
            ]
        return form

    @staticmethod
    def asks_goal(user, gathering) -> bool:
        """While others wait only where the gathering itself says none."""
        return not user.association_id and gathering.serves_id is None

    def columns(self, user, municipality: str) -> dict:
        """Of the action, as the model has them."""
        values = self.serves_columns() | {
            "title": self.title.data,
            "owner_name": self.owner_name.data,
            "due_on": self.due_on.data,
        }
        return values | self.owner_columns(user, municipality)

    def owner_columns(self, user, municipality: str) -> dict:
        if "owner" not in self:
            return {"owner_association_id": user.association_id}
        if self.owner.data == MUNICIPALITY:
            return {"owner_association_id": None, "owner_organisation": municipality}
        if self.owner.data.startswith(OTHER):
            return {"owner_association_id": None, "owner_organisation": self.owner.data.removeprefix(OTHER)}
        return {"owner_association_id": UUID(self.owner.data), "owner_organisation": ""}


def _others(gathering, action) -> list[tuple[str, str]]:
    """Organisations that are no associations of ours: those of the network at its meeting, and whoever answers now."""
    names = [action.owner_organisation] if action is not None and action.owner_organisation else []
    if gathering.kind is GatheringKind.NETWORK:
        names += [one.name for one in list_members() if one.association_id is None]
    return [(OTHER + name, name) for name in dict.fromkeys(names)]


def owner_value(action) -> str:
    """Who answers for an action, as the list of owners has it."""
    if action.owner_association_id:
        return str(action.owner_association_id)
    return OTHER + action.owner_organisation if action.owner_organisation else MUNICIPALITY


class ActionForm(ShortActionForm):
    """The whole record (domain.md 8.4.4)."""

    status = CodeField(_sl("How is it going?"), labels=STATUS_LABELS)
    reason = TextField(_sl("If not: why?"), most=200)
    result = TextField(_sl("What came of it? In one sentence"), most=200)
    theme = ListField(_sl("Theme"), coerce=str, validators=[Optional()])
    partners = TextField(_sl("With whom"), most=200)
    purpose = TextField(_sl("What for"), most=200)
    target_group = TextField(_sl("For whom"), most=200)
    period = TextField(_sl("In which period"), most=200)
    content = TextField(_sl("What is done"), most=200)
    commitment_code = ListField(_sl("Belongs to the promise"), coerce=str, validators=[Optional()])
    needs_help = BooleanField(_sl("We need help from the municipality"))
    is_public = BooleanField(_sl("Everybody may read it, without names of persons"))
    version = VersionField()

    @staticmethod
    def asks_goal(user, gathering) -> bool:
        return not user.association_id

    @classmethod
    def of(cls, user, gathering, **options):
        form = super().of(user, gathering, **options)
        code = language().code
        form.theme.choices = [("", "–"), *((one.code, one.title(code)) for one in list_themes())]
        form.commitment_code.choices = [
            ("", "–"),
            *((one, f"{one} {text_in_language(texts)}") for one, texts in sorted(known_texts().items())),
        ]
        if user.association_id:
            del form.is_public
        return form

    def validate(self, extra_validators=None) -> bool:
        """Nothing is dropped without a reason."""
        is_valid = super().validate(extra_validators)
        if self.status.data == ActionStatus.DROPPED and not self.reason.data:
            self.reason.errors = [_s("Say in a few words why.")]
            return False
        return is_valid

    def columns(self, user, municipality: str) -> dict:
        names = ("reason", "result", "theme", "commitment_code", *V1)
        values = super().columns(user, municipality) | {name: self[name].data or "" for name in names}
        values["status"] = ActionStatus(self.status.data)
        if "is_public" in self:
            values["is_public"] = self.is_public.data
        return values


class CardForm(Form):
    """A contact card, made by its person."""

    name = TextField(_l("Your name"), most=60, required=True)
    work = TextField(_l("Where you work"), most=80, required=True)
    ask_about = TextField(_l("Ask me about"), most=160, required=True)
    phone = PhoneField(_l("Phone"), required=False)
    picture = FileField(_l("Picture of you"))


class ThemeForm(Form):
    """A title and a question in each language of staff; what is empty stays ours."""

    is_hidden = BooleanField(_sl("Not offered here"))


for _code in LANGUAGES:
    setattr(ThemeForm, f"title_{_code}", TextField(_sl("Title"), most=40))
    setattr(ThemeForm, f"question_{_code}", TextField(_sl("Question"), most=160))
