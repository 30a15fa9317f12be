"""The way through the queue."""

from __future__ import annotations

from jatui.store.queue import Entry
from jatui.tui.walk import Walk

QUEUE = [Entry(1, 0, False), Entry(2, 1, False), Entry(3, 3, False)]


def test_one_goes_through_the_queue_to_its_end() -> None:
    walk = Walk(QUEUE)
    seen = []
    while walk.current is not None:
        seen.append(walk.current)
        walk.update([Entry(walk.current, 4, True)])
        walk.advance()
    assert seen == [1, 2, 3] and (walk.done, walk.left) == (3, 0)


def test_what_was_done_before_is_passed_over_and_counted() -> None:
    walk = Walk([Entry(1, 4, True), *QUEUE[1:]])
    assert walk.current == 2 and (walk.done, walk.left) == (1, 2)
    assert walk.reasons == [("passed", 1), ("silent", 1)]


def test_one_begins_where_one_left() -> None:
    assert Walk(QUEUE, 3).current == 3
    assert Walk(QUEUE, 9).current == 1


def test_from_the_last_one_comes_to_what_was_left_before_it() -> None:
    walk = Walk(QUEUE, 3)
    walk.update([Entry(3, 4, True)])
    walk.advance()
    assert walk.current == 1


def test_what_is_skipped_comes_in_the_second_round() -> None:
    walk = Walk(QUEUE)
    for _ in QUEUE:
        walk.skip()
    assert walk.current is None and walk.skipped == 3 and walk.left == 3
    walk.again()
    assert walk.current == 1 and walk.skipped == 0


def test_back_goes_to_the_card_before_and_no_further_than_the_first() -> None:
    walk = Walk(QUEUE, 2)
    walk.step(-1)
    walk.step(-1)
    assert walk.current == 1
    walk.step(9)
    assert walk.current == 3


def test_back_from_the_end_is_the_last_card() -> None:
    walk = Walk([Entry(1, 4, True)])
    assert walk.current is None
    walk.step(-1)
    assert walk.current == 1


def test_what_comes_in_meanwhile_is_next() -> None:
    walk = Walk(QUEUE)
    walk.update([Entry(8, 0, False), Entry(3, 0, False)])
    walk.advance()
    assert walk.current == 8
    assert walk.reasons == [("submitted", 3), ("passed", 1)]


def test_what_is_taken_back_is_left_again() -> None:
    walk = Walk(QUEUE)
    walk.update([Entry(1, 4, True)])
    walk.update([Entry(1, 0, False)])
    assert (walk.done, walk.left) == (0, 3)
    walk.go_to(1)
    assert walk.current == 1


def test_an_empty_queue_has_no_card() -> None:
    walk = Walk([])
    walk.advance()
    walk.step(-1)
    assert walk.current is None and walk.left == 0
