"""What is asked in the conversation, and in which words."""

from allemed.intake.forms.aloud import faces_in, in_other_languages, names_in, say_in
from allemed.intake.forms.conversation import (
    COMMON_LANGUAGES,
    SIGNED,
    ConversationForm,
    FirstConversationForm,
    SiblingConversationForm,
    known_answers,
)

__all__ = [
    "COMMON_LANGUAGES",
    "SIGNED",
    "ConversationForm",
    "FirstConversationForm",
    "SiblingConversationForm",
    "faces_in",
    "in_other_languages",
    "known_answers",
    "names_in",
    "say_in",
]
