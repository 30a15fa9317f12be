from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from jatui.domain.refs import ref_key
from jatui.domain.sheets import has_marks, label, read_reply, read_sheets
from jatui.papers.sheets import AskedAction, Sheet, draft, render
from tests.papers.mails import DAY, Bends, Said, bend, bends, fill, replies, sheets

SIGNED = ["", "Kind regards", "Tom Kelly", "Head of Things", "Tel: 01223 703565", ""]
HEADERS = [
    "From: Jane Doe <jane@example.org>",
    "Sent: 07 September 2021 10:02",
    "To: Tom Kelly",
    "Subject: RE: Plan",
    "",
]
WROTE = ["", "On Tue, 7 Sep 2021 at 10:02, Jane Doe <jane@example.org> wrote:", ""]

ALIKE = str.maketrans("–’”“[]", '-\'""()')
"""What is bent in the sheet's own lines is bent in what was written on them too."""


def plain(text: str) -> str:
    return " ".join(text.translate(ALIKE).split()).casefold()


@st.composite
def mails(draw: st.DrawFn) -> tuple[Sheet, list[Said], str, Bends, str | None]:
    sheet = draw(sheets())
    said = draw(replies(sheet))
    way = draw(bends())
    loose = draw(st.none() | st.just("I am away from Monday, so please ring Jo."))
    signed = draw(st.booleans())
    first = [loose, ""] if loose else []
    top = (SIGNED if signed else []) + draw(st.sampled_from(([], HEADERS, WROTE)))
    bottom = draw(st.sampled_from(([], ["", "-- ", "Tom Kelly", "07700 900123"])))
    return sheet, said, bend(fill(sheet, said, first, top, bottom), way), way, loose


@settings(max_examples=60, report_multiple_bugs=False)
@given(mails())
def test_every_answer_is_placed_and_nothing_of_the_sheet_comes_back(
    mail: tuple[Sheet, list[Said], str, Bends, str | None],
) -> None:
    sheet, said, text, _, loose = mail
    assert has_marks(text)
    reply = read_sheets(text)
    placed = {ref_key(answer.ref): answer for answer in reply.answers if answer.ref}
    assert sorted(placed) == sorted(ref_key(each.handle) for each in said)
    for each in said:
        answer = placed[ref_key(each.handle)]
        assert (answer.rating, plain(answer.text)) == (each.rating, plain(each.text))
        assert answer.meeting == DAY and not answer.nothing_new
    unplaced = [answer for answer in reply.answers if answer.ref is None]
    assert [plain(answer.printed) for answer in unplaced] == ([plain(loose)] if loose else [])
    assert (reply.asked, reply.plans) == (len(sheet.actions), ("joint-agreement",))


@settings(max_examples=30, report_multiple_bugs=False)
@given(sheets())
def test_a_draft_reads_back_as_the_sheet_even_from_its_source(sheet: Sheet) -> None:
    source = draft(sheet)
    headers = source.partition(b"\r\n\r\n")[0]
    assert source == draft(sheet) and b"\nDate:" not in headers and b"\nFrom:" not in headers
    assert b"X-Unsent: 1\r\n" in source and max(map(len, source.split(b"\r\n"))) <= 998
    text = source.decode("ascii")
    for reply in (read_sheets(text), read_sheets(render(sheet))):
        assert (reply.answers, reply.asked, reply.lead) == ([], len(sheet.actions), sheet.lead)
    named = label(sheet.actions[-1].handle, "done")
    begun, _, ended = text.rpartition(f"\n{named}=20")
    (answer,) = read_reply(f"{begun}\n{named} caf=C3=A9 =3D ope=\r\nned{ended}")
    assert (answer.ref, answer.text) == (sheet.actions[-1].handle, "café = opened")


def test_a_sheet_without_a_scheme_asks_for_a_rating_all_the_same() -> None:
    sheet = Sheet(
        "Ann",
        "officer",
        "small",
        DAY,
        ("Small plan",),
        (),
        (AskedAction("E.1", "Do it", (), "What is asked?"),),
    )
    text = render(sheet)
    assert "E.1 rating: \n" in text and "The ratings" not in text and read_reply(text) == []
    (answer,) = read_reply(text.replace("E.1 rating: ", "E.1 rating: red, late"))
    assert (answer.rating, answer.text) == ("red", "late")


def test_what_looks_encoded_in_the_wording_of_an_action_makes_no_mail_encoded() -> None:
    """Only the sign before the codes of a mark tells that a mail is quoted-printable."""
    from jatui.domain.mailed import _CANARY

    assert _CANARY.search("for 2021-09-21 =3D k108n nfqcz") and _CANARY.search("2021-09-21=20=3D=20K108N")
    assert not _CANARY.search("Milestone: Dec E.1 =3D\nCommittees: S&R")
