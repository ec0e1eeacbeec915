"""What is filled in to sign in."""

from wtforms.validators import Regexp

from allemed.forms import Form, TextField
from allemed.locales import _l


class AskForLinkForm(Form):
    """An e-mail address that a sign-in link should go to."""

    email = TextField(
        _l("Your e-mail address"),
        most=254,
        required=True,
        validators=[Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]+\Z", message=_l("This does not look like an e-mail address."))],
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email", "spellcheck": "false"},
    )
