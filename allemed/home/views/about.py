"""Pages about us: more, help, privacy, accessibility."""

from datetime import date

from flask import url_for

from allemed.access.guard import current_user, may
from allemed.access.rules import PUBLIC, STAFF, Role, allow
from allemed.config import settings
from allemed.countries import profile
from allemed.home.views.blueprint import views
from allemed.htmx import render
from allemed.kept_pages import kept_for_visitors
from allemed.locales import LANGUAGES, _s, _sl
from allemed.resting import open_at_rest
from allemed.understanding.queries import list_languages_read

STATEMENT_ON = "2026-11-24"  # when the accessibility of the pages was last assessed

# title, then endpoint, label, what it is for, icon
MORE = {
    Role.COORDINATOR: (
        (
            _sl("Children and families"),
            ("intake.start_conversation", _sl("New conversation"), _sl("Two minutes are enough"), "chat-circle-dots"),
            ("referrals.list_interest", _sl("Interest"), _sl("Families who ask for contact"), "hand-waving"),
            ("rounds.list_rounds", _sl("All children at once"), _sl("A plan for the start of a term"), "strategy"),
            ("rounds.list_waiting", _sl("Children no place fits"), _sl("Who waits, and since when"), "hourglass"),
            ("placements.list_placements", _sl("On the way"), _sl("Every child on its way into a group"), "footprints"),
            ("followup.list_check_ins", _sl("How is it going?"), _sl("Whom to ask, and when"), "phone"),
            ("referrals.list_partners", _sl("Partners"), _sl("Who may send families on to us"), "chalkboard-teacher"),
        ),
        (
            _sl("Associations"),
            (
                "commitments.show_overview",
                _sl("Promises"),
                _sl("What associations have promised and kept"),
                "list-checks",
            ),
            ("support.list_guides", _sl("Guides"), _sl("Who goes along the first time"), "users"),
            ("support.list_fee_schemes", _sl("Help with fees"), _sl("Who may apply, and for what"), "ticket"),
            ("support.show_comparison", _sl("What was done and who stayed"), _sl("Figures, no proof"), "chart-bar"),
            ("home.list_transitions", _sl("On to another school"), _sl("Who goes on this summer"), "student"),
            ("home.show_inventory", _sl("What we have"), _sl("For whom, and where it is missing"), "chart-bar"),
            ("needs.list_needs", _sl("What associations need"), _sl("And what helped others"), "hand-heart"),
            (
                "gatherings.list_gatherings",
                _sl("Dugnads and meetings"),
                _sl("Plan, invite, run, look back"),
                "calendar-dots",
            ),
            ("commitments.list_schemes", _sl("Grant schemes"), _sl("What comes with the money"), "coins"),
            ("applications.list_calls", _sl("Calls for grants"), _sl("Who applies, and what is decided"), "megaphone"),
            ("commitments.import_grants", _sl("Import grants"), _sl("From a list in a file"), "upload-simple"),
            (
                "commitments.show_council",
                _sl("For the council"),
                _sl("The same figures every year, on two sheets"),
                "printer",
            ),
            (
                "associations.import_associations",
                _sl("Import associations"),
                _sl("From a list in a file"),
                "upload-simple",
            ),
            ("catalogue.list_activities", _sl("What families see"), _sl("Groups with room"), "magnifying-glass"),
            ("referrals.list_wishes", _sl("What families wish for"), _sl("And do not find"), "star"),
        ),
        (
            _sl("Settings"),
            (
                "catalogue.list_all_places",
                _sl("Places and lenders"),
                _sl("Where they are, and when they are open"),
                "map-pin",
            ),
            (
                "followup.edit_schedule",
                _sl("When we ask how it goes"),
                _sl("The days of every question"),
                "sliders-horizontal",
            ),
            ("home.show_hand_over", _sl("Hand-over pack"), _sl("All that is open, on paper"), "printer"),
            ("home.show_odd_reads", _sl("Reads that stand out"), _sl("For the data protection officer"), "eye"),
            (
                "privacy.show_retention",
                _sl("What is erased, and when"),
                _sl("And families to be erased at once"),
                "trash",
            ),
            (
                "passing_on.show_set_up",
                _sl("Our set-up, for others"),
                _sl("Begin with what another municipality wrote"),
                "share-network",
            ),
            (
                "closing.show_closing",
                _sl("Take out, switch off, end"),
                _sl("Two coordinators together"),
                "pause-circle",
            ),
            (
                "open_data.show_calendar",
                _sl("Your calendar"),
                _sl("First times, and whom to ask when"),
                "calendar-dots",
            ),
            ("open_data.show_open_data", _sl("Open data"), _sl("What machines can read of the groups"), "globe"),
            ("media.list_recordings", _sl("Recorded sound"), _sl("For languages no phone reads aloud"), "speaker-high"),
            (
                "understanding.list_hard_pages",
                _sl("What is hard to understand"),
                _sl("Pages families did not understand"),
                "smiley-sad",
            ),
            (
                "understanding.list_panels",
                _sl("Who reads our languages"),
                _sl("Cultural associations on panels"),
                "translate",
            ),
            ("catalogue.show_poster", _sl("Sheet for a wall"), _sl("Codes to scan, in each language"), "printer"),
            ("intake.show_paper_routine", _sl("On paper"), _sl("When nothing may be saved"), "file-text"),
        ),
    ),
    Role.ASSOCIATION: (
        (
            _sl("About us"),
            ("associations.show_contacts", _sl("Our contact persons"), _sl("Who answers for us"), "users"),
            ("applications.list_own", _sl("Our grant applications"), _sl("Apply, and see the answer"), "coins"),
            ("support.list_own_applications", _sl("Help with the fee"), _sl("You apply, nobody has to ask"), "ticket"),
            ("catalogue.list_activities", _sl("What families see"), _sl("Groups with room"), "magnifying-glass"),
        ),
        (
            _sl("Together"),
            ("home.show_our_wishes", _sl("Wishes"), _sl("Do you have room?"), "star"),
            ("needs.add_need", _sl("What do you need?"), _sl("The coordinator answers"), "hand-heart"),
            ("needs.list_notes", _sl("What helped others"), _sl("Short notes from other associations"), "puzzle-piece"),
            (
                "gatherings.list_gatherings",
                _sl("Dugnads and meetings"),
                _sl("Plan your own, or see yours"),
                "calendar-dots",
            ),
            ("gatherings.list_actions", _sl("What was agreed"), _sl("And what came of it"), "list-checks"),
            ("needs.list_training", _sl("Three minutes"), _sl("Cards for coaches"), "clock"),
        ),
    ),
    Role.PARTNER: (
        (
            _sl("For your work"),
            (
                "catalogue.list_activities",
                _sl("What there is to do"),
                _sl("Look together with a family"),
                "magnifying-glass",
            ),
            ("catalogue.show_poster", _sl("Sheet for a wall"), _sl("Codes to scan, in each language"), "printer"),
            ("gatherings.list_gatherings", _sl("Dugnads and meetings"), _sl("You are invited to"), "calendar-dots"),
            ("needs.list_training", _sl("Three minutes"), _sl("Cards for all who receive a child"), "clock"),
            ("voice.list_tasks", _sl("Ask a child"), _sl("If you are named for it"), "smiley"),
        ),
    ),
}
OWN = (
    _sl("You"),
    ("accounts.list_devices", _sl("Devices and passkeys"), _sl("Where you are signed in"), "device-mobile"),
    ("home.show_help", _sl("Help"), _sl("Who the coordinator is"), "hand-heart"),
)


def _languages_read(user) -> tuple:
    """For an association on a panel: each language it reads."""
    codes = list_languages_read(user) if user.role == Role.ASSOCIATION else []
    rows = [
        {
            "url": url_for("understanding.read_language", code=code),
            "label": _s("We read %(language)s", language=LANGUAGES[code].name),
            "text": _s("Texts, pictures and recorded sound"),
            "icon": "translate",
        }
        for code in codes
    ]
    return _sl("Languages"), rows


@views.get("/more")
@allow(*STAFF)
def show_more():
    groups = [*MORE[current_user().role], OWN]
    links = [
        (
            title,
            [
                {"url": url_for(end), "label": label, "text": text, "icon": icon}
                for end, label, text, icon in rows
                if may(end)
            ],
        )
        for title, *rows in groups
    ]
    links.insert(-1, _languages_read(current_user()))
    return render("home/show_more.html", groups=[one for one in links if one[1]], user=current_user())


@views.get("/help")
@allow(PUBLIC)
@kept_for_visitors
def show_help():
    return render("home/show_help.html", profile=profile(), user=current_user())


@views.get("/privacy")
@allow(PUBLIC)
@open_at_rest
@kept_for_visitors
def show_privacy():
    return render("home/show_privacy.html", legal_basis=settings().legal_basis)


@views.get("/accessibility")
@allow(PUBLIC)
@open_at_rest
@kept_for_visitors
def show_accessibility():
    return render("home/show_accessibility.html", assessed_on=date.fromisoformat(STATEMENT_ON), profile=profile())
