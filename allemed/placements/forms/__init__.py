"""Input and words of placements."""

from allemed.placements.forms.answers import AbsenceForm, AcceptForm, CancelForm, DeclineForm, SayNotNowForm, SayYesForm
from allemed.placements.forms.course import (
    BookForm,
    DatesForm,
    EndForm,
    LightForm,
    MoveForm,
    ProposeForm,
    RecordForm,
    SwitchForm,
)

__all__ = [
    "AbsenceForm",
    "AcceptForm",
    "BookForm",
    "CancelForm",
    "DatesForm",
    "DeclineForm",
    "EndForm",
    "LightForm",
    "MoveForm",
    "ProposeForm",
    "RecordForm",
    "SayNotNowForm",
    "SayYesForm",
    "SwitchForm",
]
