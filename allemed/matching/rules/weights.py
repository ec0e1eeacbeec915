"""What each thing counts. Our default throughout; a municipality may pass its own table."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Weights:
    pointed_at: tuple[float, ...] = (40, 34, 28)  # the child's first, second, third picture
    same_family: float = 12  # not pointed at, but of the same kind of thing
    times_fit: float = 30
    some_times_fit: float = 8
    times_do_not_fit: float = -30
    near: float = 20  # at the door; falls to 0 at the longest walk that will do
    far_by_bus: float = -8  # too far on foot, but there is a bus or a lift
    too_far: float = -25
    free_of_charge: float = 10
    costs: float = -5  # at `high_cost` and above, less below
    costs_with_fee_help: float = -10  # the same where the family wants help with the fee
    can_be_borrowed: float = 8
    has_to_be_found: float = -6
    girls_only: float = 10
    not_girls_only: float = -20
    gender_not_stated: float = -3
    right_after_school: float = 4
    language: float = 6
    trial: float = 4
    for_beginners: float = 3
    transport_help: float = 3
    held_for_us: float = 4
    room_for_friend: float = 3
    no_room_for_friend: float = -3
    companion_there: float = 15  # a sibling or friend is there, or on its way there
    long_walk_minutes: int = 45  # the longest walk that will do where nobody was asked
    high_cost: Decimal = Decimal(2000)


WEIGHTS = Weights()
