"""What families type, in their own words and letters, and what they find."""

import pytest
from flask_babel import force_locale

from allemed.catalogue.queries import Filters, list_open, list_open_kinds, nearest_kinds, search
from allemed.catalogue.queries.search import find_kinds
from allemed.catalogue.rules import KINDS
from allemed.catalogue.rules.folding import bare, fold
from allemed.catalogue.rules.synonyms import SYNONYMS, read_synonyms
from allemed.database import db
from allemed.locales import LANGUAGES
from allemed.vocabulary import KIND_LABELS
from tests.conftest import NOW, counted_queries
from tests.factories.catalogue import make_activity, make_group_owner, make_place

pytestmark = pytest.mark.usefixtures("at_noon")


def found(words: str) -> list[str]:
    return [row.name for row in list_open(Filters(words=search(words)), now=NOW, spot_days=30)]


FOOTBALL = ["كرة القدم", "كُرَةُ القَدَمِ", "كره قدم", "ኩዕሶ እግሪ", "ኩዕሶ  እግሪ", "piłka nożna", "Pilka nozna", "fotbal", "foball",
            "fotball", "Футбол", "соккер", "FUTBOL", "فوتبال", "فوتبال ", "kubadda cagta", "kubada cagta", "fotboll", "soccer",
            "کورەی پێ", "የፉትቦል"[1:], "lykkjefotball"]  # fmt: skip


@pytest.mark.parametrize("words", FOOTBALL)
def test_football_is_found_in_every_language_and_spelling(words):
    assert find_kinds(words) == ("football",)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Turn", "gymnastics"), ("svoming", "swimming"), ("svømm", "swimming"), ("السباحة", "swimming"), ("sjakk", "chess"),
        ("table tennis", "table_tennis"), ("speideren", "scouts"), ("korps", "marching_band"), ("Kor", "choir"),
        ("ምሕምባስ", "swimming"), ("dabaal", "swimming"), ("плавання", "swimming"), ("pływanie", "swimming"),
        ("yuzme", "swimming"), ("YÜZME", "swimming"), ("dikiş", "textile"), ("DİKİŞ", "textile"), ("в’язання", "textile"),
        ("دوچرخه", "cycling"), ("بایسکل سواری", "cycling"), ("шахи", "chess"), ("szachy", "chess"), ("شطرنج", "chess"),
        ("kriket", "cricket"), ("کرکت", "cricket"), ("конный", "riding"), ("жывотные", "animals"), ("leksehjelp", "homework"),
        ("ዕዮ ገዛ", "homework"), ("gimnastyka", "gymnastics"),
    ],
)  # fmt: skip
def test_words_in_many_languages_and_with_slips_find_the_kind(words, kind):
    assert kind in find_kinds(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_kind_is_called_on_the_page_finds_it(language, app):
    with force_locale(language):
        labels = {code: str(label) for code, label in KIND_LABELS.items()}
    assert not {code: label for code, label in labels.items() if code not in find_kinds(label)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_every_kind(language):
    assert list(SYNONYMS[language]) == list(KINDS)
    alone = {code for code, words in SYNONYMS[language].items() if len(words) < 2}
    assert len(alone) < len(KINDS) / 3, alone


def test_a_first_word_names_one_kind_only():
    for language, words in SYNONYMS.items():
        for code, (first, *_rest) in words.items():
            others = {other for other in KINDS if other != code and fold(first) in map(fold, words.get(other, ()))}
            assert not others, (language, first, others)


def test_a_line_that_is_no_list_of_words_is_named():
    assert read_synonyms("choir: kor, synge\n") == {"choir": ("kor", "synge")}
    for line in ("choir kor", "choir:", "choir: kor\nchoir: sang"):
        with pytest.raises(ValueError, match="line"):
            read_synonyms(line)


def test_letters_that_people_write_for_one_another_are_the_same():
    pairs = [("Ångström", "angstrom"), ("Łódź", "lodz"), ("KIŞ", "kis"), ("kış", "kis"), ("İzci", "izci"), ("ጸሓይ", "ፀሓይ"),
             ("ሠላም", "ሰላም"), ("كُرَةٌ", "كره"), ("مكتبى", "مكتبي"), ("فوتبال", "فوتبال"), ("ёлка", "елка"),
             ("м’яч", "м'яч"), ("آب‌بازی", "اب بازي"), ("hip-hop", "Hip Hop")]  # fmt: skip
    for one, other in pairs:
        assert fold(one) == fold(other), (one, other)
    assert bare(fold("القدم")) == bare(fold("قدم"))


def test_an_exact_word_finds_nothing_else():
    assert find_kinds("kor") == ("choir",)
    assert find_kinds("table tennis") == ("table_tennis",)
    assert find_kinds("") == find_kinds("zz") == ()


def test_search_finds_kinds_associations_places_and_group_names():
    vik = make_place("Vik hall", area="Vik")
    make_activity(make_group_owner(name="Solås IL"), name="A", kind="handball", place_id=vik.id)
    make_activity(make_group_owner(name="Nes musikklag"), name="Aspirantene", kind="marching_band")
    for words in (
        "handbal",
        "solås",
        "solaas il",
        "SOLÅS",
        "solas il",
        "soolås il",
        "vik",
        "håndball vik",
        "كرة اليد vik",
    ):
        assert found(words) == ["A"], words
    assert found("Aspirantene") == ["Aspirantene"]
    for words in ("håndball nes", "xyzzy"):
        assert found(words) == [], words
    assert search("  ") is None


def test_names_are_read_again_only_when_an_association_or_a_place_has_changed():
    club = make_group_owner(name="Solås IL")
    make_activity(club, name="A", kind="handball")
    assert found("solås") == ["A"]
    with counted_queries() as statements:
        found("solås")
    assert not [text for text in statements if text.startswith("SELECT association.id, association.name")]
    club.name = "Bergtun IL"
    db.session.flush()
    assert found("bergtun") == ["A"]
    assert found("solås") == []


def test_nothing_found_offers_the_nearest_kinds_that_have_room():
    make_activity(kind="choir")
    make_activity(kind="football")
    kinds = list_open_kinds(now=NOW, spot_days=30)
    assert nearest_kinds("khor", kinds)[0] == "choir"
    assert nearest_kinds("кор", kinds)
    assert set(nearest_kinds("", kinds)) == {"choir", "football"}
    assert nearest_kinds("крикет", kinds)[0] == "football"  # the same family: a ball


def test_signs_that_no_database_takes_are_left_out_of_what_is_looked_for(session, visit):
    assert visit("catalogue.list_activities", place="\x00", q="\x00")("#find")
