from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from pathlib import Path

import pytest

from jatui.domain.errors import NotFound, Refused
from jatui.domain.returns import Answer
from jatui.papers.mail import plain_text
from jatui.papers.returns import LARGEST, Return, files_in, read_bytes_of, read_data, read_text

TODAY = dt.date(2021, 9, 12)
REFS = ["E.1", "E.2", "F.6#1", "F.6#2"]
WORDS = "E.1: amber. It costs £5k – “a lot”, said the board.\n"


def read(data: bytes, name: str = "return.txt") -> Return:
    return read_data(data, name, REFS, TODAY)


def answers(found: Return) -> list[Answer]:
    return [answer for part in found.parts for answer in part.answers]


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(Refused) as raised:
        read(data, name)
    said = str(raised.value)
    assert name in said and said.endswith(".") and "\n" not in said
    return said


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_text_is_read_in_the_encodings_of_offices_and_what_was_assumed_is_told(
    encoding: str, told: str
) -> None:
    found = read(WORDS.encode(encoding))
    assert answers(found)[0].text == "It costs £5k – “a lot”, said the board."
    assert bool(found.notes) == bool(told) and all(told in note for note in found.notes)


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"\0\1\2\3" * 100, "x.txt", "no text"),
        (b"a" * 70_000 + b"\0", "x.txt", "no text"),
        (bytes(range(1, 32)) * 20, "x.txt", "no text"),
        (b"E.1: caf\x81\xff", "x.txt", "line 1"),
        (b"\xff\xfeE", "x.txt", "UTF-16"),
        (b"%PDF-1.7", "x.txt", "PDF"),
        (b"{\\rtf1", "x.doc", "rich-text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "x.xls", ".xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "x.xlsx", "password"),
        (b"", "x.txt", "nothing"),
        (b" \n\n", "x.csv", "column of refs"),
        (b"Name,Age\nx,1\n", "x.csv", "'Name', 'Age'"),
        (b'Ref,Update\nE.1,"open\n', "x.csv", "line 2"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_is_no_return_is_refused_in_a_sentence(data: bytes, name: str, said: str) -> None:
    assert said in refusal(data, name)


def test_what_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(Refused, match="50 MB"):
        read_bytes_of(path)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_table_in_text_is_parted_by_any_sign(sign: str) -> None:
    text = f'Ref{sign}RAG{sign}Update\nE.1{sign}A{sign}"two,; \nlines"\nE.2{sign}G{sign}Signed\n'
    found = answers(read(text.encode(), "return.csv"))
    assert [(each.line, each.ref, each.text) for each in found] == [
        (2, "E.1", "two,; \nlines"),
        (4, "E.2", "Signed"),
    ]


def test_the_sign_that_a_spreadsheet_writes_first_is_no_row() -> None:
    assert [each.line for each in answers(read(b"sep=;\nRef;Update\nE.1;x,y\n", "return.csv"))] == [3]


def test_a_table_may_stand_within_words() -> None:
    found = answers(read(b"Dear Tom,\n\nRef\tRAG\tUpdate\nE.1\tA\tDraft\n\nThanks\nAnn\n"))
    assert [(each.line, each.ref, each.text) for each in found] == [
        (1, None, ""),
        (4, "E.1", "Draft"),
        (6, None, ""),
    ]


def test_a_table_within_words_whose_quotes_do_not_close_loses_nothing() -> None:
    (answer,) = answers(read(b'Ref\tUpdate\nE.1\t"Draft\nE.2\tSigned\n'))
    assert answer.ref == "E.1" and "E.2\tSigned" in answer.text


def mail(words: str, kind: str = "plain") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Date"] = "Tom Kelly <tom@example.org>", "Fri, 10 Sep 2021 09:00:00 +0100"
    message["Subject"] = "Returns"
    message.set_content(words, subtype=kind)
    return message


def test_a_mail_is_read_with_what_hangs_on_it() -> None:
    message = mail("E.1: amber. It costs £5k.\n")
    message.add_alternative("<p>E.1: red</p>", subtype="html")
    message.add_attachment(b"Ref,RAG\nE.2,G\n", maintype="text", subtype="csv", filename="table.csv")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="scan.pdf")
    found = read(message.as_bytes(), "return.eml")
    assert [(each.ref, each.rating) for each in answers(found)] == [("E.1", "amber"), ("E.2", "green")]
    assert [part.name for part in found.parts] == ["return.eml", "return.eml: table.csv"]
    assert (found.by, found.day) == ("Tom Kelly", dt.date(2021, 9, 10))
    assert found.notes == ["scan.pdf hangs on return.eml and was not read."]


def test_a_mail_of_pages_is_read_as_it_is_seen() -> None:
    page = "<style>p{}</style><p>Dear Tom,</p>"
    page += "<table><tr><th>Ref</th><th>Update</th></tr><tr><td>E.1</td><td>a<br>b</td></tr></table>"
    (greeting, answer) = answers(read(mail(page, "html").as_bytes(), "return.eml"))
    assert greeting.printed == "Dear Tom," and (answer.ref, answer.text) == ("E.1", "a b")
    assert plain_text("<ul><li>a &amp; b<li>c</ul><script>x</script>") == "- a & b\n- c"


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: multipart/mixed; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 300,
        b"From: a\nContent-Type: text/plain; charset=nonsense\nDate: never\n\nE.1: late\n",
        b"From: \xff\xfe\nDate: Mon, 99 Xxx 2021\n\nE.1: \xa3\n",
        b"Content-Transfer-Encoding: base64\n\n!!!!",
    ],
)
def test_a_mail_that_is_odd_is_read_or_refused(data: bytes) -> None:
    try:
        assert answers(read(data, "return.eml"))
    except Refused as problem:
        assert "return.eml" in str(problem)


def test_a_piped_mail_is_known_by_its_headers() -> None:
    assert read(mail("E.1: late\n").as_bytes(), "piped text").by == "Tom Kelly"
    assert read(b"From: Tom\nSent: today\nSubject: x\n\nE.1: late\n", "piped text").by is None


def test_a_pasted_text_has_the_digest_of_its_bytes() -> None:
    assert read_text(WORDS, "pasted", REFS, TODAY).digest == read(WORDS.encode()).digest
    assert read_text("E.1: \ud800", "pasted", REFS, TODAY).parts


def test_a_folder_gives_its_files_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "A.csv", ".hidden", "~$b.xlsx"):
        (tmp_path / name).write_text("x")
    (tmp_path / "inner").mkdir()
    assert [path.name for path in files_in(tmp_path)] == ["A.csv", "b.txt"]
    with pytest.raises(NotFound):
        read_bytes_of(tmp_path / "missing.txt")
    with pytest.raises(Refused):
        read_bytes_of(tmp_path / "inner")
