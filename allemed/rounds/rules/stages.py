"""How far the planning of a round has come."""

from enum import StrEnum


class Stage(StrEnum):
    WAITING = "waiting"  # nobody plans it yet
    STATING = "stating"  # what fits whom is worked out
    PLACING = "placing"  # as many children as possible
    FITTING = "fitting"  # the best fit for them
    DONE = "done"
    FAILED = "failed"


UNDER_WAY = frozenset({Stage.WAITING, Stage.STATING, Stage.PLACING, Stage.FITTING})
