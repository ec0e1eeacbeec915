"""The words of what is kept and for how long."""

from allemed.locales import _sl
from allemed.privacy.rules import Kept

KEPT_LABELS = {
    Kept.FAMILY: _sl("All about a family"),
    Kept.REFERRAL: _sl("Interest that led to no conversation, and how long plans with schools went"),
    Kept.MESSAGE: _sl("Messages with families"),
    Kept.ATTENDANCE: _sl("Who was there, and what children said to somebody neutral"),
    Kept.CONTACT: _sl("Contact cards, names of people at dugnads and meetings, and guides who have ended"),
    Kept.TEXT: _sl("What associations write: needs, notes, ideas, applications for grants"),
    Kept.ROUND: _sl("Rounds of matching"),
    Kept.AUDIT: _sl("The log of who read and changed what"),
}
KEPT_TEXTS = {
    Kept.FAMILY: _sl(
        "Counted from the last contact: a talk, an answer, a visit of its own page, a step of a placement. "
        "Children, adults, sign-ins, talks, agreements, placements and questions go together."
    ),
    Kept.REFERRAL: _sl(
        "Counted from the day it came, or somebody was reached. The end of a plan with a school goes as long after it."
    ),
    Kept.MESSAGE: _sl("Each counted from the day it was written. They go earlier with the family."),
    Kept.ATTENDANCE: _sl("Each counted from its day. What remains is whether a child takes part regularly: yes or no."),
    Kept.CONTACT: _sl(
        "Counted from the day a card was made or a gathering was held. Everybody can take their own card away. "
        "Of a guide who ended only the first name is left meanwhile. E-mail addresses of those invited go the day after."
    ),
    Kept.TEXT: _sl(
        "A need from the day it was closed, a note, an idea or a remark from the day it was written. "
        "Of promises, of what was agreed and of awards, dates and results stay. "
        "An application that led to no grant goes whole."
    ),
    Kept.ROUND: _sl("Counted from the day a round was planned. The placements that came of it stay."),
    Kept.AUDIT: _sl("Counted from each line. It names nobody: only random ids, roles, dates and what was done."),
}
