"""A picture for an association's category, so that a long list is easier on the eye."""

_PICTURES = {
    "idrett": ("soccer-ball", "ball"),
    "idrott": ("soccer-ball", "ball"),
    "sport": ("soccer-ball", "ball"),
    "kultur": ("music-notes", "stage"),
    "culture": ("music-notes", "stage"),
    "friluftsliv": ("mountains", "nature"),
    "speider": ("campfire", "nature"),
    "scout": ("campfire", "nature"),
}


def picture_of(category: str) -> tuple[str, str]:
    """Icon and colour family; the same for every category we have no picture for."""
    return _PICTURES.get(category.strip().casefold(), ("users-three", "family"))
