"""The whole loop, with a coordinator, a club, a school and a mother, each at a phone of their own."""

from tests.journeys import steps
from tests.journeys.small_town import CHILD, it_is


def test_from_an_open_spot_and_a_first_conversation_to_an_active_child_and_a_kept_promise(town, town_phone):
    coordinator, club, school, mother = town_phone(), town_phone(), town_phone(), town_phone(language="ar")

    it_is("2026-09-07 09:00")  # Monday: a grant, a club with an open spot, a school that sends a family on
    steps.sign_in_as_coordinator(coordinator)
    steps.make_scheme_and_grant(coordinator)
    steps.open_link_of_mail(club, steps.invite_contact(coordinator, town))
    steps.confirm_contact(club)
    steps.promise(club)
    it_is("2026-09-07 09:10")
    steps.post_spot(club)
    steps.ask_for_link(school, town)
    steps.send_family_on(school)

    it_is("2026-09-07 09:20")  # the conversation, a spot with reasons, and a link on paper
    steps.start_from_today(coordinator)
    steps.record_conversation(coordinator, "climbing", "football")
    steps.find_and_propose(coordinator, "minutes on foot")
    address = steps.print_link(coordinator)
    it_is("2026-09-07 09:30")
    steps.open_family_link(mother, address)
    stranger = town_phone()
    assert stranger.goto(address).status == 410
    steps.say_yes(mother)

    it_is("2026-09-07 09:40")  # the club says welcome, the first time is booked
    steps.welcome_child(club, town)
    steps.book_first_session(coordinator)
    steps.solve_lights(coordinator)
    steps.see_first_day(mother)

    it_is("2026-09-08 08:00")  # Tuesday: can you come?
    steps.answer(mother, "good")

    it_is("2026-09-11 09:00")  # Friday: it was held
    steps.sign_in_as_coordinator(coordinator)
    steps.note_first_session(coordinator)
    steps.answer(mother, "so_so", missing=True)
    steps.answer_as_club(club)
    steps.close_answer(coordinator, "Skoa var for små. Nye er lånte ut.")

    it_is("2026-09-24 09:00")  # two weeks on
    steps.sign_in_as_coordinator(coordinator)
    steps.call_after_two_weeks(coordinator)
    steps.see_kept_promises(coordinator)
    steps.ask_for_link(school, town)
    steps.sees(school, CHILD, "In an activity")
