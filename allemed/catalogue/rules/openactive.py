"""The concept of the OpenActive activity list that says what a kind is, where there is one.

Ids taken from the list as it stood at https://github.com/openactive/activity-list, commit abbf7bc (CC BY 4.0). The list
holds physical activities: kinds such as chess or homework help have no concept in it.
"""

SCHEME = "https://openactive.io/activity-list"

# id and label, as the list has them
CONCEPTS = {
    "football": ("0a5f732d-e806-4e51-ad40-0a7de0239c8c", "Football"),
    "handball": ("14232d6d-5e9d-493d-b4a9-ce2061b79ba5", "Handball"),
    "basketball": ("e09776e6-f1b4-421b-b667-5c5913cf97aa", "Basketball"),
    "volleyball": ("065c8564-144a-4833-b95a-db8550e6ac86", "Volleyball"),
    "tennis": ("f2ea7405-6098-4378-b0fe-4e398a659fc4", "Tennis"),
    "table_tennis": ("1a05993d-b206-4efe-85da-646fa340bdf4", "Table Tennis"),
    "badminton": ("c0360db0-a817-4bae-9167-40f89b49fc9e", "Badminton"),
    "floorball": ("c76018ee-50a6-42b3-b0dd-a9efb56ae7ab", "Floorball"),
    "golf": ("7ae6067a-07f7-4aea-9e1f-eeeea5ae9047", "Golf"),
    "american_football": ("9caeb442-2834-4859-b660-9172ed61ee71", "American Football"),
    "bowling": ("1caf9e44-b0b0-43ed-82e3-066f45637d07", "Ten-Pin Bowling"),
    "cricket": ("77e3f8fa-c8b3-4e4e-bf1a-ff4b914bb6ec", "Cricket"),
    "swimming": ("2750229d-b725-4171-9276-376be913957c", "Swimming"),
    "sailing": ("6bb8b844-df3e-4cae-bf5f-3e129c6b1a9d", "Sailing"),
    "rowing": ("d2733a1c-662c-427a-a270-400171c07320", "Rowing"),
    "diving": ("aafbe00d-e03e-4e5d-9612-c53c8b332d94", "Diving"),
    "fishing": ("72d19892-5f55-4e9c-87b0-a5433baa49c8", "Angling"),
    "ice_hockey": ("d82e1366-afab-4c87-b94e-6b5372733b13", "Ice Hockey"),
    "skating": ("0b276929-8b33-4807-9f5e-687c8bb2c2f9", "Ice Skating"),
    "skiing": ("3a25e627-27b4-4f2b-ae93-4caf8278b02c", "Skiing"),
    "snowboard": ("7baa967e-87db-4346-84f8-5045ed49fd6a", "Snowboarding"),
    "gymnastics": ("f6ccded0-2666-4a51-88a4-ed6905bb4313", "Gymnastics"),
    "athletics": ("4d280e1b-a370-4582-ab4d-442b2eeaf5d4", "Athletics"),
    "dance": ("6ca15167-51da-4d91-a1ae-8a45dc47b0ea", "Dance"),
    "martial_arts": ("2330f2d4-d0dc-4231-8dd9-07d37a452228", "Martial Arts"),
    "boxing": ("d4417bb3-383f-489b-b0c7-731b82f3b220", "Boxing"),
    "cycling": ("4a19873e-118e-43f4-b86e-05acba8fb1de", "Cycling"),
    "fitness": ("08d9368c-6c6c-44a3-84ef-a42ed00d529a", "Gym Workout"),
    "yoga": ("bf1a5e00-cdcf-465d-8c5a-6f57040b7f7e", "Yoga"),
    "open_sports": ("26a7b902-1ddd-46fd-9371-853e414c9eb3", "Multisports"),
    "skateboard": ("50feff1b-790f-4f0f-9c07-0314557897c4", "Skateboarding"),
    "parkour": ("293f2c7f-19fd-4db1-921c-e37867ae9839", "Parkour"),
    "cheerleading": ("0141d752-088f-4bab-99fa-9a3d61ee5cf9", "Cheerleading"),
    "choir": ("e2b21a40-66a4-42bb-a24f-3638cc356299", "Singing"),
    "theatre": ("cf9ff8b8-7a15-48d3-8536-1d17e70345a7", "Acting"),
    "outdoor": ("619f374a-c1b6-48d2-aabe-a01b6dedb9fd", "Hiking"),
    "orienteering": ("b2d5619e-56a7-4c40-b691-7f946f6ff5df", "Orienteering"),
    "climbing": ("d09970bc-e11c-40cc-a594-38e4ff32d611", "Climbing"),
    "riding": ("45a372d9-baca-4f6c-859f-04de3efae742", "Equestrian"),
    "camping": ("8f458c98-5303-41c6-93ec-8f9f7daec8d3", "Camping"),
    "garden": ("5b880e93-4a16-4c37-86ac-ba2ffba68358", "Gardening"),
    "toddlers": ("36d7c0f9-1831-44ef-abf6-ead8b1cfa80e", "Early Years Play"),
}


def concept_of(kind: str) -> str | None:
    """The address of the concept for a kind of ours; None if the list has none."""
    return f"{SCHEME}#{CONCEPTS[kind][0]}" if kind in CONCEPTS else None
