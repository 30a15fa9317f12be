"""Read the wordings of milestones as an officer reads them; write them; tell what is due next.

    wording  = clause (";" | "." | line | ",") ...
    clause   = [status] [condition] [cue] dates [words] ...
    dates    = period | period ("-" | "to" | "until") period | period ("&" | "," | "/" | "or" | "then") period ...
    cue      = by | before | until | from | after | not before | between | throughout | due | expected ...
    period   = [early | mid | late | end of] (day | month | quarter | half | season | term | week | year)

`tokens` cuts a wording into words, numbers and marks; `terms` looks each up in the `vocabulary`; `naming` (with
`years`, `dates` and `quarters`) finds the periods; `gather` (with `cues`, `states` and `lengths`) reads the clauses;
`share` gives a list or range its common year; `judge` (with `dated`, `repeat` and `unread`) says what the whole
means; `writer` turns a reading into its canonical wording. Nothing here knows today: what rests on the day of the
paper is asked for by `paper` and marked. Where honest readers differ no day is given: a false day is worse than none.
"""

from __future__ import annotations

from jatui.domain.milestones.read import read
from jatui.domain.milestones.reading import KINDS, Reading, Repeat, Stage, next_stage, occurrences
from jatui.domain.milestones.writer import write

__all__ = ["KINDS", "Reading", "Repeat", "Stage", "next_stage", "occurrences", "read", "write"]
