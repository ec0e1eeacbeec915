"""The words of each step, and the form that empties everything."""

from wtforms import StringField
from wtforms.validators import DataRequired, Length, ValidationError

from allemed.closing.rules import Obstacle, Step, is_same_word
from allemed.config import settings
from allemed.forms import Form
from allemed.locales import _sl


class EmptyForm(Form):
    """The name of the municipality, written by hand: nobody empties the wrong instance."""

    word = StringField(_sl("Write the name that stands on top of every page"), [DataRequired(), Length(max=120)])

    def validate_word(self, field) -> None:
        if not is_same_word(field.data, settings().municipality_name):
            raise ValidationError(_sl("This is not the name. Look at the top of the page."))


TITLES = {
    Step.TAKE_OUT: _sl("Take everything out"),
    Step.SWITCH_OFF: _sl("Switch ALLEMED off"),
    Step.SWITCH_ON: _sl("Switch ALLEMED on again"),
    Step.EMPTY: _sl("Empty everything for good"),
}
TEXTS = {
    Step.TAKE_OUT: _sl("All data in one file: tables, pictures, sound. For two coordinators."),
    Step.SWITCH_OFF: _sl("Families and associations see one calm page. It can be switched on again."),
    Step.SWITCH_ON: _sl("Everybody finds what they left."),
    Step.EMPTY: _sl("Everything is erased. This cannot be undone."),
}
ICONS = {
    Step.TAKE_OUT: "download-simple", Step.SWITCH_OFF: "pause-circle", Step.SWITCH_ON: "sun", Step.EMPTY: "trash",
}  # fmt: skip
# What one should know before, in the order it happens: a few words, and the rest of the sentence
WHAT_HAPPENS = {
    Step.TAKE_OUT: (
        (_sl("Two persons."), _sl("You ask, another coordinator confirms. Either of you fetches the file.")),
        (_sl("It is all there."), _sl("Names, phones, talks and messages stand in it in clear. Keep it locked.")),
        (_sl("One day."), _sl("The file waits locked for a day, then it is deleted here.")),
        (_sl("No secrets."), _sl("Keys and sign-ins stay behind. The file says what it leaves out.")),
    ),
    Step.SWITCH_OFF: (
        (_sl("One calm page."), _sl("It says that ALLEMED rests here, and gives the coordinator's phone number.")),
        (_sl("No messages."), _sl("Mails and pushes wait. Only coordinators are told something.")),
        (_sl("Nothing is erased."), _sl("What has been kept long enough still goes by itself.")),
        (_sl("Call first."), _sl("Families with a first time this week should hear it from you.")),
    ),
    Step.SWITCH_ON: (
        (_sl("At once."), _sl("Pages open again for everybody, and messages that waited are sent.")),
        (_sl("Look first."), _sl("Close what has passed meanwhile, so that nobody is asked too late.")),
    ),
    Step.EMPTY: (
        (_sl("Take everything out first."), _sl("The file has to be fetched today or yesterday. Open it and look.")),
        (_sl("Everything goes."), _sl("Families, associations, promises, messages, and at last you two.")),
        (_sl("It stays gone."), _sl("A restored back-up is emptied again. Old back-ups you destroy yourselves.")),
        (_sl("What stays."), _sl("The log without names, for as long as the law asks.")),
    ),
}
ASK_LABELS = {
    Step.TAKE_OUT: _sl("Ask for it"),
    Step.SWITCH_OFF: _sl("Ask to switch off"),
    Step.SWITCH_ON: _sl("Ask to switch on"),
    Step.EMPTY: _sl("Ask to empty"),
}
CONFIRM_LABELS = {
    Step.TAKE_OUT: _sl("Take everything out now"),
    Step.SWITCH_OFF: _sl("Switch off now"),
    Step.SWITCH_ON: _sl("Switch on now"),
    Step.EMPTY: _sl("Empty everything now"),
}
DONE = {
    Step.TAKE_OUT: _sl("The file is being made. It is here in a few minutes."),
    Step.SWITCH_OFF: _sl("ALLEMED rests. Only coordinators see more than one page."),
    Step.SWITCH_ON: _sl("ALLEMED works again."),
}
OBSTACLES = {
    Obstacle.RESTS: _sl("ALLEMED is switched off already."),
    Obstacle.WORKS: _sl("ALLEMED is not switched off."),
    Obstacle.NO_EXPORT: _sl("Take everything out while ALLEMED is switched off, and fetch the file. Then come back."),
    Obstacle.ENDED: _sl("Everything is empty already."),
}
HAPPENED = {
    "ask_take_out": _sl("Asked to take everything out"),
    "take_back_take_out": _sl("Took back: take everything out"),
    "confirm_take_out": _sl("Confirmed: take everything out"),
    "prepare_export": _sl("The file was made"),
    "fetch_export": _sl("Fetched the file"),
    "export_by_command": _sl("Taken out on the machine itself"),
    "ask_switch_off": _sl("Asked to switch off"),
    "take_back_switch_off": _sl("Took back: switch off"),
    "confirm_switch_off": _sl("Confirmed: switched off"),
    "ask_switch_on": _sl("Asked to switch on"),
    "take_back_switch_on": _sl("Took back: switch on"),
    "confirm_switch_on": _sl("Confirmed: switched on"),
    "ask_empty": _sl("Asked to empty everything"),
    "take_back_empty": _sl("Took back: empty everything"),
    "confirm_empty": _sl("Confirmed: emptied"),
}
