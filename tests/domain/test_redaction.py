from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.domain.records import KEYS, KINDS
from jatui.domain.redaction import INTERNAL, LEFT_OUT, public
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


def test_internal_words_are_left_out_and_who_tied_plans_together_stays() -> None:
    tie = {"plan": "s", "to_plan": "o", "sure": "likely", "said_by": "Ann", "note": "Ask Bob."}
    records: Records = [
        ("alignment", {**tie, "theme": "E", "to_theme": "1"}),
        ("link", {**tie, "commitment": "2.1", "to_action": "E.1", "kind": "answers"}),
        ("indicator", {"plan": "s", "number": "NI 1", "position": 0, "note": "Bob is late with it."}),
        ("delivery", {"plan": "s", "number": 1, "name": "Bob, grumbling.eml", "digest": "0" * 64}),
        (
            "update",
            {
                "plan": "s",
                "number": 1,
                "state": "accepted",
                "text": "Done.",
                "said_by": "Bob",
                "overruled": ["green without evidence"],
                "mark": "a1",
                "delivery": 1,
            },
        ),
        (
            "ruling",
            {"plan": "s", "finding": "finding 3", "ruling": "left", "reason": "Bob erred.", "said_by": "Ann"},
        ),
        ("view", {"plan": "s", "name": "Bob again", "terms": "lead:Bob is:silent"}),
    ]
    found = list(public(records, []))
    assert [kind for kind, _ in found] == ["alignment", "link", "indicator", "update", "ruling"]
    assert {values.get("said_by") for kind, values in found if kind in ("alignment", "link")} == {"Ann"}
    assert found[3][1] == {"plan": "s", "number": 1, "state": "accepted", "text": "Done.", "said_by": "Bob"}
    assert found[4][1] == {"plan": "s", "finding": "finding 3", "ruling": "left"}
    assert not any("note" in values for _, values in found)


def test_every_note_is_left_out_and_a_copy_without_it_is_whole() -> None:
    fields = {kind: {field.name: field for field in msgspec.structs.fields(KINDS[kind])} for kind in KINDS}
    noted = {kind for kind, found in fields.items() if "note" in found}
    assert noted == {kind for kind, names in LEFT_OUT.items() if "note" in names}
    for kind, names in LEFT_OUT.items():
        assert all(fields[kind][name].default is None for name in names), kind


@settings(max_examples=20)
@given(plans(), st.text(min_size=6, max_size=12))
def test_what_names_a_record_stays(records: Records, email: str) -> None:
    kept = [
        (kind, values)
        for kind, values in records
        if kind not in INTERNAL and (kind != "update" or values["state"] == "accepted")
    ]
    found = list(public(records, [(email, None)]))
    assert [kind for kind, _ in found] == [kind for kind, _ in kept]
    for (kind, before), (_, after) in zip(kept, found, strict=True):
        assert all(before.get(name) == after.get(name) for name in KEYS[kind])
    assert list(public(found, [(email, None)])) == found or email in "[e-mail][phone]"
