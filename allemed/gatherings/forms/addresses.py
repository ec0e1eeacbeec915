"""One e-mail address, as it is sent to."""

from wtforms import ValidationError

from allemed.delivery.rules import LONGEST_ADDRESS, clean_address
from allemed.forms import TextField
from allemed.locales import _sl


class AddressField(TextField):
    """May be empty; `data` is the address as the net knows it once it is valid."""

    def __init__(self, label=None, **options):
        keys = {"inputmode": "email", "autocomplete": "off", "autocapitalize": "none", "dir": "ltr"}
        super().__init__(label, most=LONGEST_ADDRESS, validators=[_check], render_kw=keys, **options)


def _check(_form, field) -> None:
    if not field.data:
        return
    try:
        field.data = clean_address(field.data)
    except ValueError as error:
        raise ValidationError(_sl("This is not an e-mail address. Look at it once more.")) from error
