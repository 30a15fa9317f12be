"""The words that councils use when they write of time, each phrase with its part in the grammar.

A phrase is matched longest first, in any case, with or without hyphens between its words. To teach the reader a
word, add it to the right line here; a new *part* needs a rule in `periods`, `clauses` or `judge`.
"""

from __future__ import annotations

from jatui.domain.milestones.tokens import cut

MONTHS = ("january february march april may june july august september october november december").split()
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
ORDINALS = "first second third fourth fifth sixth".split()

Meaning = str | int | tuple[int, str] | None
PHRASES: dict[str, dict[str, Meaning]] = {}
"""Parts of speech, each with its phrases and what a phrase means there."""


def _lay(part: str, phrases: str, meaning: Meaning = None) -> None:
    """Add phrases, parted by bars, to a part of speech."""
    known = PHRASES.setdefault(part, {})
    for phrase in phrases.split("|"):
        known[phrase.strip()] = meaning


for _number, _name in enumerate(MONTHS, 1):
    _lay("MONTH", f"{_name}|{_name[:3]}", _number)
_lay("MONTH", "sept", 9)
for _number, _name in enumerate(WEEKDAYS):
    _lay("WEEKDAY", f"{_name}|{_name[:3]}", _number)
    _lay("EVERYDAY", f"{_name}s", "week")
_lay("WEEKDAY", "tues", 1)
_lay("WEEKDAY", "weds", 2)
_lay("WEEKDAY", "thur|thurs", 3)
for _number, _name in enumerate(NUMBERS):
    _lay("NUMBER", _name, _number)
_lay("NUMBER", "twenty four", 24)
for _number, _name in enumerate(ORDINALS, 1):
    _lay("ORDINAL", _name, _number)
_lay("ORDINAL", "last|final", -1)

for _number, _name in enumerate(("spring", "summer", "autumn", "winter"), 1):
    _lay("SEASON", _name, _number)
_lay("TERM", "term|school term|terms|school terms")
_lay("HALFTERM", "half term|half terms|half term break|half term holiday")
_lay("QUARTER", "q|qtr|qtrs|quarter|quarters|qrt|qu")
_lay("HALF", "half|h|half year")
_lay("FINANCIAL", "fy|f/y|financial year|fiscal year|financial years|fin year|fin yr|tax year")
_lay("SCHOOL", "academic year|school year|academic yr|school yr|academic years")
_lay("MUNICIPAL", "municipal year|council year|civic year|municipal yr|mayoral year")
_lay("CALENDAR", "calendar year|calendar|calendar yr")
_lay("YEAREND", "year end|yearend|end of year|end of the year|year's end|end of yr")

_lay("UNIT", "day|days|working day|working days|calendar days|calendar day|clear days", "day")
_lay("UNIT", "week|weeks|wk|wks|working weeks", "week")
_lay("UNIT", "fortnight|fortnights", "fortnight")
_lay("UNIT", "month|months|mth|mths|mnth|mnths|calendar months|calendar month", "month")
_lay("UNIT", "year|years|yr|yrs", "year")
_lay(
    "MEETING",
    "meeting|committee meeting|council meeting|cabinet meeting|meetings|cycle|committee cycle",
    "meeting",
)

_lay("PART", "early|early in|early part of|beginning of|start of|beginning|start in", "early")
_lay("PART", "mid|middle of|middle|midway through|mid way through", "mid")
_lay(
    "PART", "late|late in|later in|latter part of|later part of|towards the end of|toward the end of", "late"
)
_lay(
    "END",
    "end|end of|ends of|close of|month end|quarter end|the end of|last day of|final day of|end in|conclusion of",
)
_lay(
    "WEEKOF",
    "w/c|wc|w.c.|w.c|week commencing|week beginning|week starting|week of|weeks commencing|w/b",
    "from",
)
_lay("WEEKOF", "weeks beginning|wk commencing|wk beginning|w/commencing|wk c|week from", "from")
_lay("WEEKOF", "w/e|week ending|week ended|wk ending|w/ending|weeks ending|week end|w.e.", "to")
_lay("FESTIVAL", "christmas|xmas|christmas day", "christmas")
_lay("FESTIVAL", "christmas eve", "christmas eve")
_lay("FESTIVAL", "easter|easter sunday|easter day", "easter")
_lay("FESTIVAL", "good friday", "good friday")
_lay("FESTIVAL", "easter monday", "easter monday")
_lay("FESTIVAL", "new year's day|new years day", "new year")
_lay("THIS", "this|current|the current|present", 0)
_lay("THIS", "next|coming|the coming|following", 1)
_lay("THIS", "last year's", -1)

_lay(
    "UNTIL",
    "by|by the|no later than|not later than|at the latest by|on or before|latest by|latest|at the latest",
)
_lay(
    "UNTIL", "deadline|deadline of|deadline is|due|due by|due in|due on|due date|is due|are due|completion by"
)
_lay(
    "UNTIL",
    "target|target of|target date|target is|targeted for|targeted|target date of|target completion date",
)
_lay(
    "UNTIL",
    "to be completed by|complete by|completed by|to complete by|finish by|ending|ends|end date|finishing",
)
_lay(
    "UNTIL", "ending in|ends in|concluding|concludes|finishes|finish|up to and including|or earlier|or sooner"
)
_lay(
    "UNTIL",
    "not after|no later|before or on|by no later than|latest date|expires|expiring|in or before|at latest",
)
_lay(
    "TO",
    "to|until|till|til|'til|through|thru|up to|up until|through to|right through to|to end|until end",
    "to",
)
_lay("BEFORE", "before|prior to|ahead of|in advance of|earlier than|pre|any time before")
_lay(
    "FROM",
    "from|starting|starts|start|commencing|commences|commence|beginning in|beginning from|begins|begin",
)
_lay(
    "FROM",
    "effective from|with effect from|wef|w.e.f.|w.e.f|as from|as of|starting from|starting in|start date",
)
_lay(
    "FROM",
    "to start|to begin|to commence|start from|commencing from|commencing in|first due|to start in|first",
)
_lay(
    "FROM",
    "kick off|due to start|due to begin|due to commence|beginning with|starting with|start date of|will start",
)
_lay("SINCE", "since|ever since|as at|dated|correct at|in force since")
_lay("AFTER", "after|later than|post|following|subsequent to|any time after")
_lay(
    "EARLIEST",
    "not before|no earlier than|not earlier than|no sooner than|not until|earliest|at the earliest",
)
_lay(
    "EARLIEST",
    "until at least|at least until|not sooner than|on or after|from at least|until after|earliest date",
)
_lay(
    "EARLIEST", "not expected before|not expected until|unlikely before|unlikely until|at earliest|no sooner"
)
_lay(
    "ONWARD",
    "onwards|onward|on wards|and beyond|and onwards|and after|or later|and thereafter|and on|or after",
)
_lay(
    "ONWARD",
    "to date|to present|to the present|and later|or beyond|forward|and following years|or thereafter",
)
_lay("BETWEEN", "between|any time between|sometime between")

_lay("AND", "and|plus|as well as|and also|and then|then|followed by|and again in|again in|and again")
_lay("OR", "or|and/or|or possibly|either")
_lay(
    "FILL",
    "the|a|an|of|in|on|at|during|within the|month of|year of|the month of|is|are|for the|with|date|dates",
)
_lay(
    "FILL",
    "milestone|timescale|timescales|timeframe|timing|when|completion date|completion|delivery date|in the",
)
_lay(
    "FILL",
    "both|each of|also|all|of the|end date of|in or around|time|day of|throughout|across|over the course of",
)
_lay(
    "FOR",
    "for|ready for|in time for|ready in time for|for use in|for inclusion in|to inform|to inform the|for the",
)

_lay(
    "ABOUT",
    "approx|approximately|circa|c|ca|around|about|roughly|provisional|provisionally|provisional date|est",
)
_lay(
    "ABOUT",
    "estimated|estimate|likely|probably|possibly|tentative|tentatively|indicative|indicatively|hopefully",
)
_lay(
    "ABOUT",
    "expected|anticipated|aiming for|aim for|aim|aiming|expected in|anticipated in|likely in|perhaps|maybe",
)
_lay(
    "ABOUT",
    "estimated date|expected by|anticipated by|expected completion|estimated completion|proposed|subject to change",
)
_lay(
    "ABOUT",
    "or thereabouts|or so|ish|at present|to be confirmed but|best estimate|forecast|predicted|projected|potentially",
)
_lay("ABOUT", "towards|nearer to|or near", "about")

_lay(
    "DONE",
    "completed|complete|done|closed|finished|achieved|delivered|implemented|discharged|actioned|concluded",
)
_lay(
    "DONE",
    "signed off|fully implemented|fully complete|fully completed|action complete|action completed|action closed",
)
_lay(
    "DONE",
    "met|ended|fulfilled|resolved|task complete|all complete|all completed|now complete|now completed|fully delivered",
)
_lay(
    "DONE",
    "withdrawn|cancelled|superseded|abandoned|no longer required|not required|no longer needed|not pursued|no further action",
)
_lay(
    "BEGUN",
    "started|commenced|began|begun|underway since|in place since|live since|in progress since|work began|initiated",
)
_lay(
    "PAST",
    "approved|adopted|published|launched|agreed|submitted|presented|considered|signed|appointed|recruited|installed",
)
_lay(
    "PAST",
    "held|established|set up|reviewed|updated|produced|drafted|developed|issued|opened|reported|endorsed|received",
)
_lay(
    "PAST",
    "undertaken|circulated|consulted|procured|awarded|awarded in|created|finalised|carried out|rolled out|ratified|introduced",
)
_lay(
    "PROGRESS",
    "on track|on target|on schedule|in progress|underway|under way|in hand|not started|not yet started|ahead of schedule",
)
_lay(
    "PROGRESS",
    "progressing|partially complete|partially completed|partly complete|part complete|part completed|mostly complete",
)
_lay(
    "PROGRESS",
    "nearly complete|almost complete|not complete|not completed|not yet complete|not yet completed|incomplete|overdue",
)
_lay(
    "PROGRESS",
    "behind schedule|at risk|outstanding|open|live|active|not yet due|work in progress|red|amber|green|work underway|active",
)
_lay(
    "PROGRESS",
    "substantially complete|largely complete|near completion|nearing completion|commissioned|scheduled|planned|planned for",
)
_lay(
    "PROGRESS",
    "scheduled for|programmed for|programmed|timetabled for|booked for|confirmed|agreed date|confirmed for",
)
_lay(
    "HELD",
    "on hold|paused|suspended|parked|on hold until|paused until|suspended until|on pause|stalled|in abeyance",
)
_lay(
    "FUTURE",
    "to be|will be|be|should be|must be|due to be|to|will|due to|expected to be|planned to be|aim to|aims to|shall be",
)
PHRASES["FUTURE"].pop("to")
PHRASES["FUTURE"].pop("due to")
_lay(
    "FUTURE",
    "expected to|planned to|intend to|intended to be|needs to be|is to be|are to be|should|shall|must|to have",
)
_lay(
    "FUTURE",
    "due to complete|due to finish|due to report|due to go|due to conclude|due to launch|anticipated to be|anticipated to|likely to be",
)
_lay("CAUSE", "due to|because of|owing to|as a result of|in response to|since the|in light of|further to")

_lay(
    "NOW",
    "now|currently|new date|revised date|revised target|revised target date|revised deadline|new target|new deadline|amended date",
)
_lay(
    "NOW",
    "now due|now expected|now planned for|now scheduled for|now by|now likely|new target date|new completion date|current target",
)
_lay(
    "NOW",
    "rescheduled to|rescheduled for|revised to|moved to|delayed to|deferred to|slipped to|extended to|postponed to|put back to",
)
_lay(
    "NOW",
    "pushed back to|brought forward to|changed to|amended to|delayed until|deferred until|postponed until|extended until|carried over to",
)
_lay(
    "NOW",
    "carried forward to|rolled forward to|rolled over to|moved back to|pushed to|moved forward to|re-profiled to|reprofiled to|delayed till",
)
_lay(
    "NOW",
    "revised completion date|revised timescale|has become|becomes|updated to|extended till|re-scheduled to|re-scheduled for|deferred for|slips to",
)
_lay(
    "NOW",
    "extended by|replaced by|replaced with|superseded by|moving to|slipping to|delayed into|slipped into|put back until|deferred into|pushed back until",
)
_lay(
    "NOW",
    "delayed, now|revised|amended|new|updated|revision|revised end date|extension to|extension until|now set for|now moved to|slippage to|delay to",
)
_lay(
    "MOVED",
    "delayed|deferred|postponed|slipped|rescheduled|moved|extended|pushed back|put back|brought forward|carried over|carried forward|delay|slippage",
)
_lay("MOVED", "rolled forward|re-scheduled|reprofiled|re-profiled|rephased|changed|extension")
for _word in ("extended by", "replaced by", "superseded by"):
    PHRASES["NOW"].pop(_word)
_lay(
    "MOVED",
    "extended by|delayed by|slipped by|postponed by|put back by|pushed back by|deferred by|brought forward by|extension of|delay of",
    "by",
)
_lay(
    "WAS",
    "was|previously|originally|formerly|original|original date|original target|original target date|original deadline|were|first planned for",
)
_lay(
    "WAS",
    "previous|previous date|previous target|old date|initially|was due|was originally|was previously|originally due|previously due|originally planned for",
)
_lay(
    "WAS",
    "originally scheduled for|initial|initial target|instead of|rather than|replaces|replacing|no longer|not|delayed from|deferred from|moved from|postponed from",
)
_lay(
    "WAS",
    "slipped from|revised from|rescheduled from|changed from|brought forward from|extended from|put back from|pushed back from|carried over from|missed|as opposed to",
)
_lay(
    "WAS",
    "carried forward from|rolled forward from|rolled over from|amended from|having been|previously planned for|past|original completion date|originally by|superseding|in place of",
)

_lay(
    "ONGOING",
    "ongoing|on going|on-going|continuous|continuously|continuing|business as usual|bau|throughout the year|all year|all year round|year round",
)
_lay(
    "ONGOING",
    "permanent|permanently|continual|continually|indefinitely|indefinite|standing item|no end date|open ended|rolling|rolling basis|on a rolling basis|as and when",
)
_lay(
    "ONGOING",
    "throughout|all through the year|always|continues|continue|continued|ad hoc|perpetual|in perpetuity|life of the plan|throughout the plan|all year long|standing",
)
PHRASES["FILL"].pop("throughout")
_lay(
    "PHASED",
    "phased|phased approach|phased over|in phases|staged|rolling programme|phased roll out|phased rollout|phased implementation|phased delivery|in stages|incremental|incrementally|gradually|gradual|over time|over the",
)

_lay("REPEAT", "daily", (1, "day"))
_lay("REPEAT", "weekly", (1, "week"))
_lay("REPEAT", "fortnightly|biweekly meetings", (2, "week"))
_lay("REPEAT", "monthly", (1, "month"))
_lay("REPEAT", "quarterly|qtrly|quarterly basis", (3, "month"))
_lay("REPEAT", "termly", (1, "term"))
_lay("REPEAT", "half yearly|six monthly|semi annually|semi annual|biannually in", (6, "month"))
_lay("REPEAT", "yearly|annually|per annum|p.a.|p.a|once a year|year on year", (1, "year"))
_lay("REPEAT", "biennially|biennial", (2, "year"))
_lay("REPEAT", "triennially|triennial", (3, "year"))
_lay("REPEAT", "hourly", (1, "hour"))
_lay("ANNUAL", "annual", (1, "year"))
_lay("DOUBTFUL", "bimonthly|bi monthly", "every 2 months or twice a month")
_lay("DOUBTFUL", "biannual|bi annual|biannually|bi annually", "twice a year or every 2 years")
_lay("DOUBTFUL", "biweekly|bi weekly", "every 2 weeks or twice a week")
_lay("EVERY", "every|each|per|at every|at each|every other", 1)
_lay("EVERY", "every other|every second|alternate", 2)
_lay("TIMES", "times a|times per|times each|times every|x per|times in each")
_lay("ONCE", "once a|once per|once every|once each", 1)
_lay("ONCE", "twice a|twice per|twice every|twice each|twice", 2)
_lay("BASISWORD", "basis|intervals|thereafter|per year")

_lay(
    "WAIT",
    "dependent on|dependent upon|depends on|depends upon|depending on|depending upon|dependant on|dependant upon|subject to|contingent on|contingent upon|dependent|depends",
)
_lay(
    "WAIT",
    "conditional on|conditional upon|pending|awaiting|await|once|when the|upon|on receipt of|on approval|on completion of|as soon as|if|provided|provided that|unless",
)
_lay(
    "WAIT",
    "whenever|as required|as needed|when required|when needed|as necessary|as appropriate|where appropriate|in line with|aligned to|aligned with|linked to|in parallel with|alongside|at the same time as|reliant on|on publication of|on adoption of|on appointment of|to coincide with|as part of|timetable to be|in accordance with|in conjunction with|waiting for|waiting on|when|determined by|driven by|after which|in tandem with|timed with|in step with|on demand|where required|where necessary|as it arises|as they arise|as opportunities arise|on request",
)
PHRASES["FILL"].pop("when")
_lay(
    "EVENT",
    "next meeting|the next meeting|annual meeting|agm|annual council|annual council meeting|next committee|next committee meeting|next cabinet|next cabinet meeting|next council meeting|next full council|full council|budget council|elections|election|local elections|by election|general election|county council elections|purdah|summer recess|recess|summer holidays|summer holiday|school holidays|christmas holidays|easter holidays|christmas break|christmas period|easter break|end of term|term end|first meeting|inaugural meeting|next budget|budget setting|next review|review meeting|next election|summer break|bonfire night|remembrance sunday|start of term|go live|next cycle|next round|next audit|next inspection|new year|the new year",
)
_lay(
    "NONE",
    "tbc|tbd|tba|t.b.c.|t.b.c|t.b.a.|t.b.d.|tbe|n/a|na|n.a.|n.a|none|nil|null|not applicable|to be confirmed|to be determined|to be agreed|to be decided|to be advised|to be announced|to be set|to be scheduled|to be arranged|to be finalised|to be established|unknown|not known|not yet known|no date|no date set|no date yet|date not set|not set|not yet set|as above|ditto|do|as below|same as above|see above|see below|as before|see|see notes|not specified|unspecified|blank|not stated|no deadline|no target date|not confirmed|not yet confirmed|not yet agreed|not agreed|yet to be confirmed|yet to be agreed|yet to be determined|being determined|under review|date awaited|no fixed date|dates to be confirmed|undated|undecided|various|varied|pm|see comments|see action|as per|please see|to follow|not scheduled|to be identified|to be reviewed|to be negotiated|to be developed",
)
_lay(
    "SOON",
    "short term|medium term|long term|longer term|asap|a.s.a.p.|as soon as possible|immediate|immediately|urgent|urgently|soon|shortly|imminent|imminently|future|in the future|in due course|at the earliest opportunity|high priority|low priority|medium priority|now on|straight away|forthwith|near future|in the near future|near term|short to medium term|medium to long term|short/medium term|medium/long term|quick win|quick wins|as soon as practicable|as soon as practical|as soon as reasonably practicable|s/t|m/t|l/t|promptly|without delay|at once|later|next|previous year|summer and autumn terms|current",
)
_lay(
    "WITHIN",
    "within|within the next|over|over the next|in the next|during the next|for the next|for the|next|the next|over a|over the course of the next|coming|the coming|over the coming|in the coming|for a period of|for at least|at least|in under|in less than|after|every few",
)
_lay(
    "LABELNOUN",
    "phase|stage|wave|tranche|part|option|action|step|tier|lot|item|version|v|no|number|para|paragraph|section|recommendation|rec|priority|theme|group|level|task|objective|outcome|ref|reference|workstream|work package|cohort|zone|area|site|room|ward|appendix|annex|table|covid|a|b|m|covid wave|milestone|gate|gateway|strand|pillar|scheme|block|unit|p|period|page|chapter|volume|category|band|key stage|key stages|ks|ey|reg|regulation|ni|ni.|policy|goal|module|sprint",
)
_lay(
    "THING",
    "budget|budgets|plan|plans|strategy|strategies|programme|framework|accounts|mtfs|mtfp|statement|act|census|settlement|policy|outturn|precept|elections|election|business plan|budget setting|regulations|agreement|survey|manifesto|local plan|corporate plan|council plan|bill|audit|audit plan|financial statements|statement of accounts|service plan|service plans|grant|allocation|levy|council tax|pay award|forecast|budget process|budget cycle|business planning|capital programme|work programme|forward plan|action plan|annual report|baseline|figures|data|target|targets|vision|challenge|agenda|report|review of|spending review",
)


def _phrase(text: str) -> tuple[str, ...]:
    """Return a phrase as the reader will meet it: cut into tokens, hyphens left out."""
    return tuple(token.low for token in cut(text)[0] if token.low != "-")


Entry = tuple[tuple[str, ...], dict[str, Meaning]]


def _index() -> dict[str, list[Entry]]:
    """Return for each first word its phrases, longest first, each with its parts of speech and their meaning."""
    phrases: dict[tuple[str, ...], dict[str, Meaning]] = {}
    for part, known in PHRASES.items():
        for text, meaning in known.items():
            phrases.setdefault(_phrase(text), {})[part] = meaning
    found: dict[str, list[Entry]] = {}
    for phrase, parts in phrases.items():
        found.setdefault(phrase[0], []).append((phrase[1:], parts))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


INDEX = _index()
"""Every phrase by its first word, longest first."""
