from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.domain.records import KEYS
from jatui.domain.redaction import public
from tests.snapshot.generated import Records, plans

ANN = ("ann@york.gov.uk", "ask at the desk")
TEXT = "Ring ask at the desk, mail ann@york.gov.uk or (01904) 551550."


def test_contacts_notes_and_what_is_not_accepted_are_left_out() -> None:
    records: Records = [
        (
            "contact",
            {"paper": "p", "position": 0, "role": "officer", "name": "Ann", "email": ANN[0], "phone": ANN[1]},
        ),
        ("lead", {"slug": "a", "name": "Ann, tel 551550", "kind": "officer"}),
        ("update", {"plan": "s", "number": 1, "state": "accepted", "text": TEXT, "note": "Not to be told."}),
        ("update", {"plan": "s", "number": 2, "state": "submitted", "text": "Wait."}),
        ("update", {"plan": "s", "number": 3, "state": "sent back", "text": "No."}),
    ]
    assert list(public(records, [ANN])) == [
        ("contact", {"paper": "p", "position": 0, "role": "officer", "name": "Ann"}),
        ("lead", {"slug": "a", "name": "Ann, tel [phone]", "kind": "officer"}),
        (
            "update",
            {
                "plan": "s",
                "number": 1,
                "state": "accepted",
                "text": "Ring [phone], mail [e-mail] or [phone].",
            },
        ),
    ]


@settings(max_examples=20)
@given(plans(), st.text(min_size=6, max_size=12))
def test_what_names_a_record_stays(records: Records, email: str) -> None:
    kept = [(kind, values) for kind, values in records if kind != "update" or values["state"] == "accepted"]
    found = list(public(records, [(email, None)]))
    assert [kind for kind, _ in found] == [kind for kind, _ in kept]
    for (kind, before), (_, after) in zip(kept, found, strict=True):
        assert all(before.get(name) == after.get(name) for name in KEYS[kind])
    assert list(public(found, [(email, None)])) == found or email in "[e-mail][phone]"
