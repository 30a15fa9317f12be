from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jatui.domain.contacts import hide, hide_all


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Ask sheryl.french@york.gov.uk today.", "Ask [e-mail] today."),
        ("mailto:a.b+c@d.org, O'Neil@x.y", "[e-mail], [e-mail]"),
        ("Ring 01904 551550.", "Ring [phone]."),
        ("(01904) 552 030 or 07700 900123", "[phone] or [phone]"),
        ("+44 (0)1904 552030; 0044 1904 552030; +441904552030", "[phone]; [phone]; [phone]"),
        ("020 7946 0958 ext. 22", "[phone]"),
        ("Tel: 551550", "Tel: [phone]"),
        ("Telephone No. 55 2030", "Telephone No. [phone]"),
        ("tel 01904-551550 x 1234", "tel [phone]"),
        ("extension 4031", "extension [phone]"),
        ("Mobile: 0779-555 1234.", "Mobile: [phone]."),
    ],
)
def test_contacts_are_hidden(text: str, hidden: str) -> None:
    assert hide(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "",
        "E.1 is due by 31 Dec 2021",
        "2021-12-31 to 2022-03-31",
        "Budget £1,250,000 in 2021/22, £64m of £82m",
        "10 of 60 actions, 0.5 per cent, 100,000 homes",
        "Minute 20210921/004 and 0123456789.toml",
        "14:30 on 09.09.2021",
        "We will extend 12 contracts and telephone 3 residents",
        "@ home, 50@2",
        "revision 01",
    ],
)
def test_other_figures_stay(text: str) -> None:
    assert hide(text) == text.replace("50@2", "[e-mail]")


@given(st.text())
def test_hiding_twice_hides_no_more(text: str) -> None:
    assert hide(hide(text)) == hide(text)


def test_contacts_are_hidden_however_deep_they_lie() -> None:
    found = {"text": "a@b.c", "leads": [{"name": "Tel: 551550"}], "due": None, "number": 3}
    assert hide_all(found) == {
        "text": "[e-mail]",
        "leads": [{"name": "Tel: [phone]"}],
        "due": None,
        "number": 3,
    }
