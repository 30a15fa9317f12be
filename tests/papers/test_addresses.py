from __future__ import annotations

import pytest

from jatui.domain.errors import Refused
from jatui.papers.addresses import is_address, name_key, parse_addresses, printed_addresses


@pytest.mark.parametrize("text", ["a@b.org", "Ann.Able+x@council.gov.uk", "o'neill@a-b.example.org"])
def test_an_address_is_known(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    ["", "a", "a@b", "a@@b.org", "a b@c.org", "a@b.org\n", "a@b.org,c@d.org", "<a@b.org>", ".a@b.org", "a..b@c.org",
     "a@-b.org", "a@b.org\r\nBcc: c@d.org", "ä@b.org", "a@" + "b" * 300 + ".org"],
)  # fmt: skip
def test_anything_else_is_none(text: str) -> None:
    assert not is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Able,a@b.org\n",
        "Name;E-mail\nann ABLE; a@b.org\n",
        "lead\temail\nAble, Ann\ta@b.org\n",
        '"Able, Ann", a@b.org\n\n',
    ],
)
def test_a_list_is_read_however_its_cells_are_parted(text: str) -> None:
    listed = parse_addresses(text, toml=False)
    assert listed.addresses == {name_key("Ann Able"): "a@b.org"} and listed.bad == []


def test_two_addresses_for_one_name_leave_none() -> None:
    listed = parse_addresses("Ann,a@b.org\nann,A@b.org\nANN,c@d.org\nBo,b@b.org\n", toml=False)
    assert listed.addresses == {name_key("Bo"): "b@b.org"} and listed.bad == [
        "line 3 gives ANN another address than a line before"
    ]


def test_what_is_no_list_is_refused_or_told() -> None:
    with pytest.raises(Refused, match="TOML"):
        parse_addresses("Ann a@b.org", toml=True)
    assert len(parse_addresses("[Ann]\nx = 1\n", toml=True).bad) == 1
    assert len(parse_addresses("just words\n,a@b.org\n", toml=False).bad) == 2


def test_papers_that_differ_count_the_newest_and_one_that_contradicts_itself_not() -> None:
    printed = [
        ("Ann", None, "new@b.org", 2),
        ("Bo", "Head", "bo@b.org", 2),
        ("Cy", "Head", "cy@b.org", 2),
        ("Ann", None, "old@b.org", 1),
    ]
    found = printed_addresses(printed)
    assert (
        found[name_key("ann")] == "new@b.org"
        and found[name_key("Bo")] == "bo@b.org"
        and name_key("Head") not in found
    )
