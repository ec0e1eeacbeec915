"""Fields that take what people type: amounts, and text without identity numbers."""

import re
from decimal import Decimal, InvalidOperation

from wtforms import DecimalField, IntegerField
from wtforms.widgets import HiddenInput, TextInput

from allemed.forms import LARGEST_INTEGER, NumberRange, Optional
from allemed.locales import _s


class CostField(DecimalField):
    """An amount as people write it: "1 200", "1200 kr", "1200,-", "1 200,50"."""

    widget = TextInput()

    def _value(self) -> str:
        """What was typed, or the amount without decimals that say nothing: 450, not 450.00."""
        if self.raw_data or self.data is None:
            return super()._value()
        return f"{self.data:f}".rstrip("0").rstrip(".") if self.data % 1 else f"{self.data:.0f}"

    def process_formdata(self, valuelist):
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        text = re.sub(r"(?i)\s|kr\.?|sek|nok|[,.]-$", "", valuelist[0].replace("\u00a0", " ")).rstrip("-")
        try:
            self.data = Decimal(text.replace(",", "."))
        except InvalidOperation as error:
            raise ValueError(_s("Write the amount with digits, for example 900.")) from error
        if not self.data.is_finite():
            self.data = None
            raise ValueError(_s("Write the amount with digits, for example 900."))


class SeenField(IntegerField):
    """The number that stood on the page when another one was typed; hidden, and empty where nothing stood."""

    widget = HiddenInput()

    def __init__(self, label=None, **options):
        super().__init__(label, [Optional(), NumberRange(0, LARGEST_INTEGER)], **options)
