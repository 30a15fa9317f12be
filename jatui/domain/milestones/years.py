"""Find years in a wording: 2021, '21, 2021/22, 21/22, and two digits where only a year can stand."""

from __future__ import annotations

from jatui.domain.milestones.periods import Period, Year
from jatui.domain.milestones.terms import Term

Item = Term | Period
Found = tuple[list[Item], int]
FIRST_YEAR, LAST_YEAR = 1900, 2200
NOTHING = Term({}, "", "", 0, 0, False)
BEFORE_YEAR = frozenset(("of", "in", "the", "of the", "in the"))
HALVES_OF_DAY = frozenset(("am", "pm", "noon"))
BASES = (
    ("FINANCIAL", "financial"),
    ("SCHOOL", "school"),
    ("MUNICIPAL", "municipal"),
    ("CALENDAR", "calendar"),
)


class Years:
    """The terms of one wording, and the years in them."""

    def __init__(self, terms: list[Term]) -> None:
        self.terms = terms

    def at(self, place: int) -> Term:
        """Return the term at a place, or one that is nothing."""
        return self.terms[place] if 0 <= place < len(self.terms) else NOTHING

    def year_at(self, place: int, short: bool = False) -> tuple[Year, int] | None:
        """Return a year or pair of years; two bare digits count only where `short` says that a year is meant."""
        first = self._one_year(place, short)
        if first is None:
            return None
        year, after = first
        mark = self.at(after)
        if "SLASH" in mark or "DASH" in mark:
            joined = mark.glued and self.at(after + 1).glued and "MONTH" not in self.at(place - 1)
            second = self._second_year(after + 1, joined)
            if second is not None and str(year + 1).endswith(second[0]):
                return Year(year, True), second[1]
        return Year(year), after

    def _one_year(self, place: int, short: bool) -> tuple[int, int] | None:
        """Return a single year and the place after it."""
        term = self.at(place)
        if "APOS" in term:
            digits = self.at(place + 1)
            if "NUM" in digits and digits.glued and len(digits.text) in (2, 4) and not digits.ordinal:
                if len(digits.text) == 4:
                    return self._one_year(place + 1, short)
                return 2000 + digits.value, place + 2
            return None
        if "NUM" not in term or term.ordinal:
            return None
        if len(term.text) == 4 and FIRST_YEAR <= term.value <= LAST_YEAR:
            after = self.at(place + 1)
            if "WORD" in after and after.glued:
                return None
            return term.value, place + 1
        if len(term.text) == 2 and not self._is_no_year(place) and (short or self.is_short_pair(place)):
            return 2000 + term.value, place + 1
        return None

    def _is_no_year(self, place: int) -> bool:
        """Return whether two digits are an hour, as in 10am or 10 a.m., or stand before the digits of a year."""
        after = self.at(place + 1)
        half = after.low
        hour = half in HALVES_OF_DAY or (half in ("a", "p") and self.at(place + 2).text == ".")
        return hour or ("NUM" in after and len(after.text) == 4)

    def is_short_pair(self, place: int) -> bool:
        """Return whether two numbers such as 21/22 can only be a pair of years: the second is no month."""
        first, mark, second, after = (self.at(place + ahead) for ahead in range(4))
        return (
            ("SLASH" in mark or "DASH" in mark)
            and mark.glued
            and len(second.text) == 2
            and second.value > 12
            and second.value == first.value + 1
            and "UNIT" not in after
            and "MONTH" not in after
        )

    def _second_year(self, place: int, joined: bool = False) -> tuple[str, int] | None:
        """Return the digits of the second of a pair of years, and the place after it.

        Two digits before a month are its day, unless they are joined to a year and the month has none of its own.
        """
        place += "APOS" in self.at(place)
        term = self.at(place)
        if "NUM" not in term or term.ordinal or len(term.text) not in (2, 4):
            return None
        if (
            len(term.text) == 2
            and self._is_day(place)
            and not (joined and self.year_at(place + 2, True) is None)
        ):
            return None
        return term.text, place + 1

    def _is_day(self, place: int) -> bool:
        """Return whether a number is the day of a month that follows it and not the end of a pair of years."""
        after = self.at(place + 1)
        return "MONTH" in after and "APOS" not in self.at(place - 1)

    def year_after(self, place: int, period: Period, short: bool = True) -> int:
        """Give a period the year that follows it, with the kind of year; return the place after what was taken."""
        start = place
        while "COMMA" in self.at(place) or self.at(place).low in BEFORE_YEAR:
            short = short and "COMMA" not in self.at(place)
            place += 1
        basis, after = self._basis_at(place)
        if basis:
            short, place = True, after
        elif self.at(place).low in ("year", "yr"):
            place += 1
        opened = "OPEN" in self.at(place)
        found = self.year_at(place + opened, short and not opened)
        if found is None or (opened and "SHUT" not in self.at(found[1])):
            return start
        period.year = found[0]
        after = found[1] + opened
        if basis:
            period.basis = basis
            return after
        return self.basis_after(after, period)

    def _basis_at(self, place: int) -> tuple[str, int]:
        """Return the kind of year that is named at a place, and the place after it and its colon."""
        term = self.at(place)
        for part, name in BASES:
            if part in term:
                mark = self.at(place + 1)
                return name, place + 1 + ("COLON" in mark or "DASH" in mark or mark.low == "of")
        return "", place

    def basis_after(self, place: int, period: Period) -> int:
        """Give a period the kind of year that is named behind it (2021/22 financial year)."""
        for part, name in BASES:
            if part in self.at(place):
                period.basis = name
                return place + 1
        return place

    def span_of_years(self, year: Year, place: int) -> Found | None:
        """Return a run of years such as 2022-2025 or 2022-25."""
        mark = self.at(place)
        if year.pair or not ("DASH" in mark or "SLASH" in mark):
            return None
        second = self._second_year(place + 1)
        if second is None:
            return None
        digits, after = second
        last = int(str(year.first)[: -len(digits)] + digits)
        return ([Period("years", year=year, until=Year(last))], after) if last > year.first else None


def bad_day(day: int, month: int) -> str:
    """Return why a day cannot be in a month of any year, or nothing."""
    most = 29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return "" if 1 <= day <= most else f"that month has no day {day}"


def numeric_day(day: int, month: int, year: int) -> Period:
    """Return the day that three numbers name, broken where there is none."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Period("day", broken=f"the year {year} is outside {FIRST_YEAR} to {LAST_YEAR}")
    if not 1 <= month <= 12:
        return Period("day", broken=f"there is no month {month}")
    return Period("day", day=day, month=month, year=Year(year), broken=bad_day(day, month))
