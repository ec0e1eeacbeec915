"""Putting an association on a panel, and what it would have differently."""

from uuid import UUID

from allemed.accounts.models import User
from allemed.associations.queries import list_associations
from allemed.forms import CodeField, Form, InputRequired, ListField, LongTextField, TextField
from allemed.locales import LANGUAGES, _s, _sl
from allemed.understanding.rules import About

ABOUT_LABELS = {About.TEXT: _sl("A text"), About.PICTURE: _sl("A picture"), About.SOUND: _sl("A recording")}
ABOUT_ICONS = {About.TEXT: "file-text", About.PICTURE: "eye", About.SOUND: "speaker-high"}


class ReviewerForm(Form):
    language = ListField(_sl("Language"), validators=[InputRequired()])
    association_id = ListField(_sl("Association"), validators=[InputRequired()])

    def __init__(self, *args, user: User, shown: frozenset[str], **options):
        super().__init__(*args, **options)
        choose = ("", _s("Choose"))
        self.language.choices = [choose, *((one.code, one.name) for one in LANGUAGES.values() if one.code in shown)]
        clubs = [(str(row.id), row.name) for row in list_associations(user) if row.is_approved]
        self.association_id.choices = [choose, *clubs]

    @property
    def association(self) -> UUID:
        return UUID(self.association_id.data)


class RemarkForm(Form):
    about = CodeField(_sl("What is it about?"), labels=ABOUT_LABELS)
    what = TextField(_sl("Which word, picture or page?"), most=120, required=True)
    words = LongTextField(
        _sl("What would be better?"), most=300, description=_sl("No names of children or families.")
    )  # fmt: skip
