"""What the codes of this feature are called."""

from allemed.locales import _l, _sl
from allemed.support.rules import (
    Applicant,
    ApplicationState,
    BookingState,
    Buddy,
    Covers,
    InterventionKind,
    LoanState,
    Period,
    RideWay,
)

K = InterventionKind
BOOKING_LABELS = {
    BookingState.ASKED: _sl("Asked"),
    BookingState.CAN: _sl("Comes along"),
    BookingState.CANNOT: _sl("Cannot"),
    BookingState.OVER: _sl("Taken back"),
}
BOOKING_TONES = {
    BookingState.ASKED: "sun", BookingState.CAN: "good", BookingState.CANNOT: "warn", BookingState.OVER: "neutral",
}  # fmt: skip
BUDDY_LABELS = {
    Buddy.SAME_AGE: _sl("A child of the same age"),
    Buddy.OLDER: _sl("An older child"),
    Buddy.SAME_LANGUAGE: _sl("A child who speaks the language"),
}
APPLICANT_LABELS = {
    Applicant.MUNICIPALITY: _sl("The municipality"),
    Applicant.ASSOCIATION: _sl("The club"),
    Applicant.FAMILY: _sl("The family"),
}
COVERS_LABELS = {
    Covers.FEE: _sl("Fee"),
    Covers.EQUIPMENT: _sl("Equipment"),
    Covers.TRAVEL: _sl("Travel"),
    Covers.CAMP: _sl("Cups and camps"),
}
PERIOD_LABELS = {Period.HALF_YEAR: _sl("Half a year"), Period.YEAR: _sl("A year")}
APPLICATION_LABELS = {
    ApplicationState.DRAFTED: _sl("Not sent yet"),
    ApplicationState.SENT: _sl("Sent"),
    ApplicationState.YES: _sl("Yes"),
    ApplicationState.NO: _sl("No"),
}
APPLICATION_TONES = {
    ApplicationState.DRAFTED: "neutral", ApplicationState.SENT: "sun", ApplicationState.YES: "good",
    ApplicationState.NO: "warn",
}  # fmt: skip
LOAN_LABELS = {
    LoanState.WANTED: _sl("To be borrowed"),
    LoanState.LENT: _sl("Lent"),
    LoanState.RETURNED: _sl("Given back"),
}
LOAN_TONES = {LoanState.WANTED: "sun", LoanState.LENT: "good", LoanState.RETURNED: "neutral"}
RIDE_LABELS = {
    RideWay.PARENT: _sl("A parent"),
    RideWay.WALKS: _sl("Walks or cycles"),
    RideWay.BUS: _sl("By bus"),
    RideWay.OTHER_PARENT: _sl("Another family"),
    RideWay.ASSOCIATION: _sl("The club"),
    RideWay.VOLUNTEER: _sl("A volunteer"),
}
RIDE_ICONS = {
    RideWay.PARENT: "users-three", RideWay.WALKS: "person-simple-walk", RideWay.BUS: "bus",
    RideWay.OTHER_PARENT: "car", RideWay.ASSOCIATION: "handshake", RideWay.VOLUNTEER: "hand-heart",
}  # fmt: skip

# What was done; a family reads these on its own page as well.
DONE_LABELS = {
    K.ACCOMPANIED: _l("Somebody came along the first time"),
    K.BUDDY: _l("A child of the group looked after the child"),
    K.FEE_SUPPORT: _l("Help with the fee"),
    K.EQUIPMENT_LENT: _l("Equipment was lent"),
    K.TRANSPORT: _l("The way there was arranged"),
    K.INTERPRETER: _l("An interpreter at the first talk"),
    K.PARENT_TALK: _l("A talk with the parents during the activity"),
    K.CALL_BEFORE: _l("A call before the first time"),
    K.CALL_AFTER: _l("A call after the first time"),
    K.WITH_FRIEND: _l("A group together with a friend"),
    K.OTHER: _l("Something else"),
}
# How it is done, in two sentences, so that everybody does it alike and what came of it can be compared (F6).
MANUALS = {
    K.ACCOMPANIED: _sl("Meet the family outside, ten minutes before. Stay until the child has joined in, and say goodbye to it."),
    K.BUDDY: _sl("The coach asks one child of the group beforehand. The two stand together the first four times."),
    K.FEE_SUPPORT: _sl("Apply before the first bill comes. Tell nobody in the group who pays."),
    K.EQUIPMENT_LENT: _sl("Let the child try it on before the first time. Write down when it goes back."),
    K.TRANSPORT: _sl("Go the way together once. Agree on what happens on a day when the lift is ill."),
    K.INTERPRETER: _sl("Book a qualified interpreter, never a child of the family. Speak to the parents, in short sentences."),
    K.PARENT_TALK: _sl("Sit with the parents while the child trains. Say what a parent does here, and ask what they wonder about."),
    K.CALL_BEFORE: _sl("Call the day before. Say where, when, what to bring and who waits there."),
    K.CALL_AFTER: _sl("Call the day after. Ask the child first, then the parents, then what is missing."),
    K.WITH_FRIEND: _sl("Ask both families whether the two may go together. Find a group with room for both."),
    K.OTHER: _sl("Do it as you agreed with the family. If it helped, write a note for the others."),
}  # fmt: skip
DONE_ICONS = {
    K.ACCOMPANIED: "footprints", K.BUDDY: "users", K.FEE_SUPPORT: "ticket", K.EQUIPMENT_LENT: "sneaker",
    K.TRANSPORT: "bus", K.INTERPRETER: "translate", K.PARENT_TALK: "coffee", K.CALL_BEFORE: "phone",
    K.CALL_AFTER: "phone", K.WITH_FRIEND: "users-three", K.OTHER: "dots-three",
}  # fmt: skip
