"""The words that councils use when they write of time, by their part in the grammar.

Phrases are parted by bars. They are matched longest first, in any case, with or without hyphens between their words,
and a phrase may have several parts. To teach the reader a word, add it here; a new part needs a rule in `gather`.
"""

from __future__ import annotations

PARTS: dict[str, str] = {
    # the names of periods
    "TERM": "term | school term | terms | school terms",
    "HALFTERM": "half term | half terms | half term break | half term holiday | half term week",
    "QUARTER": "q | qu | qtr | qtrs | quarter | quarters | qrt",
    "HALF": "half | h | half year",
    "FINANCIAL": """
        fye | fiscal yr | fy | f/y | financial year | fiscal year | financial years | fin year | fin yr |
        financial yr | tax year
        """,
    "SCHOOL": """
        academic year | ay | school year | academic yr | school yr | academic years | school years
        """,
    "MUNICIPAL": """
        municipal year | council year | civic year | municipal yr | mayoral year | municipal years
        """,
    "CALENDAR": "calendar year | cy | calendar | calendar yr | calendar years",
    "YEAREND": """
        financial year end | fy end | fin year end | year end | yearend | end of year | end of the year |
        year's end | end of yr | end year | eoy
        """,
    "MEETING": """
        meeting | committee meeting | council meeting | cabinet meeting | meetings | cycle | committee cycle
        | committee | board meeting | council
        """,
    "END": """
        end | end of | ends of | close of | month end | quarter end | the end of | last day of |
        final day of | eo | conclusion of | close of play | close of business | end part of | very end of |
        last working day of | end in
        """,
    # what holds for the period behind, or at the end of a clause for the one before
    "UNTIL": """
        by | no later than | not later than | on or before | complete by | completed by | to be completed by
        | to complete by | finish by | completion by | not after | before or on | by no later than |
        in or before | in place by | ending | ends | end date | finishing | ending in | ends in | concluding
        | concludes | finishes | finish | expires | expiring | up to and including | or earlier | or sooner
        | or before | on/before | to conclude | to finish | ends on | finish date | lasting until | runs to | runs until
        | running to | running until | complete in | to complete in
        """,
    "LATEST": """
        latest | at the latest | at latest | latest by | latest date | by latest | at the very latest |
        no later
        """,
    "DUE": """
        deadline | deadline of | deadline is | due | due by | due in | due on | due date | is due | are due
        | target | target of | target date | target is | targeted for | targeted | target date of |
        target completion date | targeting | now due by | deadline date | due for completion |
        due for completion by | due for completion in | submission date
        """,
    "TO": """
        to | until | till | til | through | thru | up to | up until | through to | right through to |
        and until | into | all the way to | through until | continuing to | continuing until
        """,
    "BEFORE": """
        before | prior to | ahead of | in advance of | earlier than | pre | any time before |
        some time before
        """,
    "FROM": """
        from | starting | starts | start | commencing | commences | commence | beginning in | beginning from
        | beginning | begins | begin | effective from | with effect from | wef | w.e.f. | w.e.f | as from |
        as of | starting from | starting in | start date | to start | to begin | to commence | start from |
        commencing from | commencing in | launch from | to start in | kick off | due to start | due to begin
        | due to commence | beginning with | starting with | begin in | start date of | will start |
        will begin | will commence | beginning on | starting on | commencing on | start in | commence in |
        commencement | effective | with effect | commencement date | kicking off | roll out from |
        anytime from
        """,
    "FIRST": """
        first | first due | first report | next due | next | first one | first in | first meeting |
        next report | first review | next one | initially in | first update | first annual report |
        first draft in
        """,
    "SINCE": """
        since | ever since | as at | dated | correct at | in force since | in place since |
        live since | position at | status at | progress at | figures at | data at | position as of
        """,
    "AFTER": """
        beyond | after | later than | post | following | subsequent to | any time after | some time after |
        until after | to after | not until after | not before the end of
        """,
    "EARLIEST": """
        not before | no earlier than | not earlier than | no sooner than | not until | earliest |
        at the earliest | until at least | at least until | not sooner than | on or after | from at least | on and after |
        earliest date | at earliest | not expected before | not expected until | unlikely before |
        unlikely until | not likely before | to after | not due until | not anticipated before |
        not due before | unlikely to be before | will not be before | no sooner | at the very earliest
        """,
    "ONWARD": """
        onwards | onward | on wards | and beyond | and onwards | and after | or later | and thereafter |
        or after | to date | to present | to the present | and later | or beyond | forward |
        and following years | or thereafter | thereafter | and future years | and each year after
        """,
    "STRUCK": "~~ | <s> | </s> | <del> | </del> | <strike> | </strike>",
    "BETWEEN": "between | any time between | sometime between | some time between",
    # joiners, and words that say nothing of time
    "AND": """
        and | plus | as well as | and also | and then | then | followed by | and again in | again in |
        and again | again
        """,
    "OR": "or | and/or | or possibly | either | or else",
    "FILL": """
        once only | in post | one off | one-off | the | a | an | of | in | on | at | during | within | is |
        are | it | which | date | dates | milestone | milestones | timescale | timescales | timeframe |
        timing | completion date | completion | delivery date | in the | both | each of | also | of the |
        in or around | time | across | over the course of | with | midnight | noon | am | pm | year |
        that is | i.e. | ie | e.g. | eg | namely | some time in | sometime in | some point in | only | just
        | course of | period | late afternoon
        """,
    "FOR": "for | for the",
    "READY": """
        ready for | in time for | ready in time for | for use in | for inclusion in | to inform |
        to inform the | in readiness for | for implementation from
        """,
    "ABOUT": """
        approx | approximately | circa | c | ca | around | about | roughly | provisional | provisionally |
        est | estimated | estimate | likely | probably | possibly | tentative | tentatively | indicative |
        indicatively | hopefully | expected | anticipated | aiming for | aim for | aim | aiming |
        expected in | anticipated in | likely in | perhaps | maybe | estimated date | expected completion |
        estimated completion | proposed | subject to change | ish | best estimate | or thereabouts | or so |
        forecast | predicted | projected | potentially | towards | nearer to | expected date | may be |
        might be | could be | on or around | on or about | in or about | hoped for | possible | if possible
        | subject to confirmation | to be confirmed but | expected to be
        """,
    # how far the work is
    "DONE": """
        completed | complete | done | closed | finished | achieved | delivered | implemented | discharged |
        actioned | concluded | signed off | fully implemented | fully complete | fully completed |
        action complete | action completed | action closed | met | ended | fulfilled | resolved |
        task complete | all complete | all completed | now complete | now completed | fully delivered |
        withdrawn | cancelled | abandoned | no longer required | superseded | superseded by | not required |
        not pursued | no further action | no longer needed | action taken | was completed |
        has been completed | been completed | was closed | now closed | completion confirmed |
        in place since | now in place | stopped | ceased | decommissioned | rejected | refused | disbanded |
        dissolved | terminated | scrapped | halted | lapsed | removed from plan | removed from the plan
        """,
    "BEGUN": """
        started | commenced | began | begun | underway since | in progress since | work began | initiated |
        has started | work started | work commenced | has begun | has commenced | now started
        """,
    "PAST": """
        raised | first raised | secured | recorded | noted | logged | discussed | requested | identified |
        approved | adopted | published | launched | agreed | submitted | presented | considered | signed |
        appointed | recruited | installed | held | established | set up | reviewed | updated | produced |
        drafted | developed | issued | opened | reported | endorsed | received | undertaken | circulated |
        consulted | procured | awarded | created | finalised | carried out | rolled out | ratified |
        trained | sent | purchased | upgraded | migrated | transferred | relocated | reopened | refurbished |
        converted | merged | tested | piloted | trialled | surveyed | audited | inspected | repaired |
        removed | advertised | evaluated | assessed | mobilised | demolished | constructed | planted | sold | acquired |
        vacated | registered | verified | tendered | briefed | notified | commissioned |
        introduced | last updated | last reviewed | took place | went live
        """,
    "UPDATE": "update | progress update | latest update | latest position | current position",
    "PROGRESS": """
        on track | on target | on schedule | in progress | underway | under way | in hand | not started |
        not yet started | ahead of schedule | progressing | partially complete | partially completed |
        partly complete | part complete | part completed | mostly complete | nearly complete |
        almost complete | not complete | not completed | not yet complete | not yet completed | incomplete |
        overdue | behind schedule | at risk | outstanding | open | live | active | not yet due |
        work in progress | red | amber | green | work underway | substantially complete | largely complete |
        near completion | nearing completion | scheduled | planned | planned for | scheduled for |
        % complete | programmed for | programmed | timetabled for | booked for | confirmed | confirmed for |
        on course for | on course | on track for | on target for | on schedule for | scheduled in | set for
        | planned in | not achieved | not met | not done | not delivered | not yet delivered |
        partially delivered | partially met | partially implemented | not implemented | in place
        """,
    "HELD": "on hold | paused | suspended | parked | on pause | stalled | in abeyance",
    "FUTURE": """
        to be | will be | be | should be | must be | due to be | will | planned to be | aim to | aims to |
        shall be | expected to | planned to | intend to | intended to be | needs to be | is to be |
        are to be | should | shall | must | to have | due to complete | due to finish | due to report |
        due to go | due to conclude | due to launch | due to open | anticipated to be | anticipated to |
        likely to be | intended to | would be | is due to | are due to | can be
        """,
    "CAUSE": """
        due to | because of | owing to | as a result of | in response to | in light of | further to |
        set out in | as agreed | requested in | requested at | identified in
        """,
    # what a wording was before, and is now
    "NOW": """
        now | rev | rev date | currently | new date | revised date | revised target | revised target date | revised deadline
        | new target | new deadline | amended date | now due | now expected | now planned for |
        now scheduled for | now by | now likely | new target date | new completion date | current target |
        revised completion date | revised timescale | has become | becomes | revised | amended | new |
        updated | revision | revised end date | now set for | changed | current date | now anticipated |
        replaced by | replaced with | now moved to | latest estimate | revised to | updated to
        """,
    "MOVED": """
        delayed | deferred | postponed | slipped | rescheduled | moved | extended | pushed back | put back |
        brought forward | carried over | carried forward | delay | slippage | rolled forward | re-scheduled
        | reprofiled | re-profiled | rephased | extension | moved back | rolled over | slips | slipping |
        moving | pushed out | moved forward | pushed | shifted | deferral | postponement | revision of date
        | pulled forward | extended deadline
        """,
    "WAS": """
        was | orig | orig date | previously | originally | formerly | original | original date | original target |
        original target date | original deadline | were | first planned for | previous | previous date |
        previous target | old date | initially | was due | was originally | was previously | originally due
        | previously due | originally planned for | originally scheduled for | initial | initial target |
        instead of | rather than | replaces | replacing | missed | as opposed to | previously planned for |
        original completion date | originally by | superseding | in place of | baseline date |
        originally set for | had been | not met in | missed in | originally in | first set for | was to be
        """,
    "NOT": """
        not | no longer | neither | nor | never | isn't | cannot | cannot be | can't | won't | will not |
        will not be | would not | unable to | unlikely | unlikely to | not likely | not likely to be |
        not expected | not expected to be | not anticipated | doesn't | do not | does not | should not |
        unable to meet | will miss | likely to miss | cannot meet | will not meet | can not |
        may not | is not | are not | won't be
        """,
    # what has no end, comes in parts or comes round
    "ONGOING": """
        regular | regularly | periodic | periodically | frequent | frequently | regular basis | ongoing |
        on going | continuous | continuously | continuing | business as usual | bau | throughout the year |
        all year | all year round | year round | permanent | permanently | continual | continually |
        indefinitely | indefinite | standing item | no end date | open ended | rolling | rolling basis |
        on a rolling basis | as and when | always | continues | continue | continued | ad hoc | perpetual |
        in perpetuity | life of the plan | throughout the plan | all year long | ongoing basis |
        on an ongoing basis | on a continuous basis | at all times | no end | ongoing programme |
        and ongoing | then ongoing | for the foreseeable future | duration of the plan | life of the project
        """,
    "THROUGH": "throughout | all through",
    "PHASED": """
        phased | phased approach | phased over | in phases | staged | rolling programme | phased roll out |
        phased rollout | phased implementation | phased delivery | in stages | incremental | incrementally |
        gradually | gradual | over time | phased introduction | in a phased way | phasing | phased programme
        """,
    "REVIEW": """
        review | to review | reviewed in | review date | review in | next review | to be reviewed |
        for review | review by
        """,
    "ANNUAL": "annual",
    "WAIT": """
        dependent on | dependent upon | depends on | depends upon | depending on | depending upon |
        dependant on | dependant upon | subject to | contingent on | contingent upon | dependent | depends |
        conditional on | conditional upon | pending | awaiting | await | once | upon | on receipt of |
        on approval | on completion of | as soon as | if | provided | provided that | unless | whenever |
        as required | as needed | when required | when needed | as necessary | as appropriate |
        where appropriate | in line with | aligned to | aligned with | linked to | in parallel with |
        alongside | reliant on | at the same time as | on publication of | on adoption of |
        on appointment of | to coincide with | as part of | waiting for | in accordance with |
        in conjunction with | waiting on | when | determined by | driven by | after which | in tandem with |
        timed with | on demand | where required | where necessary | as it arises | as they arise |
        as opportunities arise | dependant | on request | tied to | following on from | on the back of |
        in step with | as per the | relies on | until such time as | awaits | as and when required |
        assuming | contingent | depend on | only if | only when | will depend on | requires
        """,
    "EVENT": """
        next meeting | the next meeting | annual meeting | agm | annual council | annual council meeting |
        next committee | next committee meeting | next cabinet | next cabinet meeting | next council meeting
        | next full council | full council | budget council | elections | election | local elections |
        general election | county council elections | purdah | summer recess | recess | summer holidays |
        summer holiday | school holidays | christmas holidays | easter holidays | christmas break |
        christmas period | easter break | end of term | term end | first meeting | inaugural meeting |
        next budget | budget setting | review meeting | next election | summer break | start of term |
        next cycle | next round | next audit | next inspection | new year | the new year | future meeting |
        next available meeting | next ordinary meeting | next scheduled meeting | michaelmas term |
        lent term | trinity term | hilary term | next term | this term | bank holiday | next board meeting |
        turn of the year | turn of year |
        next full council meeting
        """,
    "NONE": """
        tbc | tbd | tba | t.b.c. | t.b.c | t.b.a. | t.b.d. | tbe | n/a | na | n.a. | n.a | none | nil | null
        | not applicable | to be confirmed | to be determined | to be agreed | to be decided | to be advised
        | to be announced | to be set | to be scheduled | to be arranged | to be finalised |
        to be established | unknown | not known | not yet known | no date | no date set | no date yet |
        date not set | not set | not yet set | as above | ditto | as below | same as above | see above |
        see below | as before | see notes | not specified | unspecified | blank | not stated | no deadline |
        see | no target date | not confirmed | not yet confirmed | not yet agreed | not agreed |
        yet to be confirmed | undated | yet to be agreed | yet to be determined | being determined |
        under review | date awaited | no fixed date | undecided | various | varied | see comments |
        see action | to follow | not scheduled | to be identified | to be negotiated | dates to be confirmed
        | tbconfirmed | t.b.a | t.b.d | under discussion | not available | awaiting date | no timescale |
        timescale to be confirmed | none set | no set date | tb c | as for | date tbc | dates tbc |
        to be discussed
        """,
    "SOON": """
        short term | medium term | long term | longer term | asap | a.s.a.p. | as soon as possible |
        immediate | immediately | urgent | urgently | soon | shortly | imminent | imminently | future |
        in the future | in due course | later | at the earliest opportunity | high priority | low priority |
        medium priority | straight away | forthwith | near future | in the near future | near term |
        short to medium term | medium to long term | short/medium term | medium/long term | quick win |
        quick wins | as soon as practicable | as soon as practical | as soon as reasonably practicable | s/t
        | m/t | l/t | promptly | without delay | at once | at earliest opportunity | now on | today |
        tomorrow | yesterday | in time
        """,
    "WAY": """
        within | within the next | over | over the next | in the next | during the next | for the next |
        the next | over a | over the course of the next | coming | the coming | over the coming |
        in the coming | for a period of | for at least | at least | in under | in less than | next | about |
        approximately | approx | around | after | in | up to | a further | for | within a | over the |
        in around | in approximately | not less than | no more than | at most | minimum of | maximum of
        """,
    "LABELNOUN": """
        phase | ph | pt | reg | stage | wave | tranche | part | option | action | step | tier | lot | item | version |
        number | para | paragraph | section | recommendation | rec | priority | theme | group | level | task
        | objective | outcome | ref | reference | workstream | work package | cohort | zone | area | site |
        room | ward | appendix | annex | table | covid | no | covid wave | gate | gateway | strand | pillar
        | scheme | block | unit | chapter | volume | category | band | key stage | regulation | policy |
        circular | minute | goal | module | sprint | page | programme | v | ni | district | route | tower | plot
        """,
    "THING": """
        budget | budgets | plan | plans | strategy | strategies | framework | accounts | mtfs | mtfp |
        statement | act | census | settlement | outturn | precept | business plan | regulations | agreement
        | survey | manifesto | local plan | corporate plan | council plan | bill | audit plan |
        financial statements | statement of accounts | service plan | service plans | grant | allocation |
        levy | council tax | pay award | budget process | budget cycle | business planning |
        capital programme | work programme | forward plan | action plan | baseline | figures | data | vision
        | challenge | agenda | targets | budget setting | budget setting process | business planning process
        | programme | savings | audit | report | reports | edition | intake | cohort | election | elections
        | spending review | olympics | budget round | capital budget | revenue budget | white paper |
        green paper | pay | contract | commitment | business planning cycle | returns | return | performance
        | demand | baselines | levels
        """,
}
"""Parts of speech without a meaning of their own to keep, each with its phrases."""

ORDER = (
    *(
        "MONTH",
        "WEEKDAY",
        "SEASON",
        "ORDINAL",
        "PART",
        "END",
        "WEEKOF",
        "FESTIVAL",
        "YEAREND",
        "TERM",
        "HALFTERM",
    ),
    *("QUARTER", "HALF", "FINANCIAL", "SCHOOL", "MUNICIPAL", "CALENDAR"),
    *("THIS", "EVERY", "ONCE", "TIMES", "REPEAT", "WEEKLY", "DOUBTFUL", "ANNUAL", "WAY", "NUMBER", "UNIT"),
    *(
        "FIRST",
        "EARLIEST",
        "UNTIL",
        "LATEST",
        "DUE",
        "TO",
        "BETWEEN",
        "BEFORE",
        "FROM",
        "SINCE",
        "AFTER",
    ),
    *(
        "ONWARD",
        "NOW",
        "WAS",
        "NOT",
        "MOVED",
        "DONE",
        "BEGUN",
        "PAST",
        "PROGRESS",
        "HELD",
        "ABOUT",
        "FUTURE",
        "CAUSE",
    ),
    *(
        "WAIT",
        "UPDATE",
        "REVIEW",
        "EVENT",
        "ONGOING",
        "THROUGH",
        "PHASED",
        "NONE",
        "SOON",
        "READY",
        "FOR",
        "AND",
        "OR",
        "STRUCK",
    ),
    *("THING", "LABELNOUN", "MEETING", "FILL"),
)
"""The order in which the parts of a phrase that has several are tried."""
