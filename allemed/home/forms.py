"""What a coordinator looks for."""

from wtforms import StringField
from wtforms.validators import Length, Optional

from allemed.countries import profile
from allemed.forms import Form, refuse_identity_numbers
from allemed.identity_numbers import reveals_identity_number
from allemed.locales import _l, _sl


def _refuse_identity_numbers(form, field) -> None:
    """A phone number may have as many digits as an identity number."""
    text = field.data or ""
    if reveals_identity_number(text, bare_ten_digits=False) or not profile().phone_number(text):
        refuse_identity_numbers(form, field)


class SearchForm(Form):
    """Words looked for; posted, so that no name stands in an address."""

    once = None
    q = StringField(
        _sl("First name, phone, school or association"),
        [Optional(), Length(max=60, message=_l("At most %(max)d characters.")), _refuse_identity_numbers],
    )
