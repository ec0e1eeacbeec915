"""The one tap on an open spot."""

from wtforms import IntegerField

from allemed.catalogue.forms.fields import SeenField
from allemed.catalogue.forms.group import MOST_SPOTS
from allemed.forms import Form, NumberRange, Optional
from allemed.locales import _sl


class ConfirmSpotForm(Form):
    """ "Still right": with the number of free places as it was shown, and as it is now."""

    free = IntegerField(_sl("Free places"), validators=[Optional(), NumberRange(0, MOST_SPOTS)])
    free_seen = SeenField()
