"""What kinds of need are called, and the forms to ask, to answer and to write down what helped."""

from wtforms import BooleanField

from allemed.forms import CodeField, Form, LongTextField, TextField, VersionField
from allemed.locales import _sl
from allemed.needs.rules import NOTE_KINDS, NeedKind, NeedStatus
from allemed.needs.rules.identifying import MarkKind

_K = NeedKind
KIND_LABELS = {
    _K.EQUIPMENT: _sl("Equipment"),
    _K.LEADER: _sl("A leader or coach"),
    _K.TRANSPORT: _sl("Transport"),
    _K.INTERPRETER: _sl("Interpreter"),
    _K.MONEY: _sl("Money"),
    _K.TRAINING: _sl("Training"),
    _K.QUESTION: _sl("A question"),
    _K.CONCERN: _sl("A worry"),
    _K.CHALLENGE: _sl("Something difficult"),
}
KIND_ICONS = {
    _K.EQUIPMENT: "sneaker", _K.LEADER: "chalkboard-teacher", _K.TRANSPORT: "bus", _K.INTERPRETER: "translate",
    _K.MONEY: "coins", _K.TRAINING: "book-open", _K.QUESTION: "question", _K.CONCERN: "heart", _K.CHALLENGE: "puzzle-piece",
}  # fmt: skip
STATUS_LABELS = {
    NeedStatus.NEW: _sl("New"),
    NeedStatus.ON_IT: _sl("On it"),
    NeedStatus.SOLVED: _sl("Solved"),
    NeedStatus.CANNOT: _sl("Cannot be done"),
}
STATUS_TONES = {
    NeedStatus.NEW: "sun",
    NeedStatus.ON_IT: "info",
    NeedStatus.SOLVED: "good",
    NeedStatus.CANNOT: "neutral",
}
MARK_LABELS = {
    MarkKind.NAME: _sl("a name we know"),
    MarkKind.AGE: _sl("an age"),
    MarkKind.SCHOOL: _sl("a school or place"),
    MarkKind.DATE: _sl("a date"),
    MarkKind.PHONE: _sl("a number"),
    MarkKind.EMAIL: _sl("an e-mail address"),
    MarkKind.NUMBER: _sl("a number"),
}


class NeedForm(Form):
    """One choice and one line."""

    kind = CodeField(_sl("What do you need?"), labels=KIND_LABELS)
    words = TextField(
        _sl("In one line"), most=200, required=True,
        description=_sl("No names of children or families. About one child, call the coordinator."),
    )  # fmt: skip


class AnswerNeedForm(Form):
    status = CodeField(
        _sl("How is it going?"), labels={code: text for code, text in STATUS_LABELS.items() if code != NeedStatus.NEW}
    )
    answer = LongTextField(_sl("Answer to the association"), most=300, required=False)
    version = VersionField()


class NoteForm(Form):
    """What was difficult, and what helped."""

    kind = CodeField(_sl("What was it about?"), labels={kind: KIND_LABELS[kind] for kind in NOTE_KINDS})
    difficult = LongTextField(_sl("What was difficult?"), most=200)
    did = LongTextField(_sl("What did you do?"), most=300)


class PublishNoteForm(NoteForm):
    is_read = BooleanField(_sl("I have read it. Nobody can be recognised."))
    version = VersionField()


class CardReadForm(Form):
    name = TextField(_sl("Your name"), most=80, required=True)
