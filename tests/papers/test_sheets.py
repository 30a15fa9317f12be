from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jatui.domain.refs import ref_key
from jatui.domain.sheets import has_marks, read_sheets
from tests.papers.mails import DAY, Bends, Said, Sheet, bend, bends, fill, replies, sheets

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


@settings(
    max_examples=250, deadline=None, report_multiple_bugs=False, suppress_health_check=list(HealthCheck)
)
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
