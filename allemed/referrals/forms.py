"""Input of partners, of visitors who want an activity, and of families that are signed in."""

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired

from allemed.catalogue.rules import KINDS
from allemed.families.forms import CHANNEL_LABELS, BirthYearField, ClassField, FirstNameField, SchoolField, choices_of
from allemed.families.rules import UNASKED_KINDS, Channel
from allemed.forms import CodeField, CodesField, Form, PhoneField
from allemed.locales import _l, _sl, language
from allemed.referrals.rules import AgreedHow, PartnerKind, Progress, ReferralSource, ReferralState
from allemed.vocabulary import KIND_LABELS, LANGUAGE_LABELS

HOW_LABELS = {AgreedHow.SPOKEN: _sl("Yes, spoken"), AgreedHow.WRITTEN: _sl("Yes, in writing")}
PROGRESS_LABELS = {
    Progress.RECEIVED: _sl("Received"),
    Progress.IN_CONTACT: _sl("In contact"),
    Progress.IN_ACTIVITY: _sl("In an activity"),
}
SOURCE_LABELS = {
    ReferralSource.PARTNER: _sl("Sent on"),
    ReferralSource.PUBLIC: _sl("From the public page"),
    ReferralSource.FAMILY: _sl("From the family's own page"),
}
STATE_LABELS = {
    ReferralState.NEW: _sl("New"),
    ReferralState.CONTACTED: _sl("In contact"),
    ReferralState.CLOSED: _sl("Done"),
}
PARTNER_LABELS = {
    PartnerKind.SCHOOL: _sl("School"),
    PartnerKind.WELFARE_OFFICE: _sl("Welfare office"),
    PartnerKind.REFUGEE_SERVICE: _sl("Settlement service"),
    PartnerKind.HEALTH_CENTRE: _sl("Health centre"),
    PartnerKind.CHILD_WELFARE: _sl("Child welfare service"),
    PartnerKind.ADULT_LEARNING: _sl("Adult learning"),
    PartnerKind.VOLUNTEER_CENTRE: _sl("Volunteer centre"),
}
PICTURES = {code: KIND_LABELS[code] for code in KINDS if code not in UNASKED_KINDS}


class AddReferralForm(Form):
    """What a partner may hand over. There is no field for a reason."""

    agreed_how = CodeField(_sl("Has the family said yes to being called?"), labels=HOW_LABELS)
    child_first_name = FirstNameField(_sl("The child's first name"), description=_sl("No surname."))
    birth_year = BirthYearField(_sl("Birth year"))
    phone = PhoneField(_sl("Phone of a parent"))
    channel = CodeField(_sl("What is best?"), labels=CHANNEL_LABELS, default=Channel.CALL)
    language = SelectField(
        _sl("Which language do they speak?"),
        [InputRequired()],
        choices=choices_of(LANGUAGE_LABELS.items(), empty=True),
    )
    school_id = SchoolField(_sl("School"))
    class_level = ClassField(_sl("Class"))
    kinds = CodesField(_sl("What does the child want? Point at the pictures."), labels=PICTURES, most=3)

    def values(self) -> dict:
        """The handed-over facts, as `add_referral` takes them."""
        known = super().values()
        return known | {"channel": Channel(known["channel"]), "agreed_how": AgreedHow(known["agreed_how"])}


class InterestForm(Form):
    """Public: "I want this". `website` is a trap that people don't see and machines fill in."""

    child_first_name = FirstNameField(_l("The child's first name"))
    birth_year = BirthYearField(_l("Which year was the child born?"))
    phone = PhoneField(_l("Your phone number"), render_kw={"autocomplete": "tel"})
    channel = CodeField(_l("How shall we reach you?"), labels=CHANNEL_LABELS, default=Channel.CALL)
    language = SelectField(
        _l("Which language do you want to speak?"), [InputRequired()], choices=choices_of(LANGUAGE_LABELS.items()),
        default=lambda: "nb" if language().code == "nn" else language().code,
    )  # fmt: skip
    website = StringField(_l("Leave this empty"), render_kw={"tabindex": "-1", "autocomplete": "off"})

    def is_from_a_machine(self) -> bool:
        return bool(self.website.data)

    def values(self) -> dict:
        known = super().values()
        del known["website"]
        return known | {"channel": Channel(known["channel"])}


class FamilyInterestForm(Form):
    """A family that is signed in chooses which child wants it."""

    child_id = CodeField(_l("Who wants this?"), labels={})

    def offer(self, children) -> None:
        """Only the family's own children."""
        self.child_id.choices = choices_of((str(child.id), child.first_name) for child in children)
        if len(self.child_id.choices) == 1 and not self.child_id.data:
            self.child_id.data = self.child_id.choices[0].value
