-- What a plan is made of. Days are text as YYYY-MM-DD, checked to be real days;
-- lists of words are JSON arrays of text. No id leaves the database.

-- One version of the form that papers to a committee are written on, and what it asks.
CREATE TABLE form (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  slug    TEXT NOT NULL UNIQUE,
  name    TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  since   TEXT CHECK (since IS NULL OR date(since, '+0 days') IS since)
) STRICT;

-- Of a clearance, `of` is the number of the question whose answer is cleared.
CREATE TABLE question (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  form_id  INTEGER NOT NULL REFERENCES form,
  number   TEXT NOT NULL,
  position INTEGER NOT NULL,
  kind     TEXT NOT NULL CHECK (kind IN ('head', 'alignment', 'implication', 'clearance')),
  text     TEXT NOT NULL,
  "of"     TEXT,
  UNIQUE (form_id, number)
) STRICT;

CREATE TABLE paper (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  slug          TEXT NOT NULL UNIQUE,
  title         TEXT NOT NULL,
  file          TEXT,
  day           TEXT CHECK (day IS NULL OR date(day, '+0 days') IS day),
  addressed_to  TEXT,
  sent_by       TEXT,
  divisions     TEXT,
  key_decision  TEXT,
  forward_plan  TEXT,
  outcome       TEXT,
  preamble      TEXT,
  form_id       INTEGER REFERENCES form
) STRICT;

CREATE TABLE recommendation (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  paper_id INTEGER NOT NULL REFERENCES paper,
  letter   TEXT NOT NULL,
  text     TEXT NOT NULL,
  line     INTEGER,
  UNIQUE (paper_id, letter)
) STRICT;

CREATE TABLE contact (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  paper_id INTEGER NOT NULL REFERENCES paper,
  position INTEGER NOT NULL,
  body     TEXT,
  role     TEXT NOT NULL CHECK (role IN ('officer', 'member')),
  name     TEXT NOT NULL,
  post     TEXT,
  email    TEXT,
  phone    TEXT,
  line     INTEGER,
  UNIQUE (paper_id, position)
) STRICT;

CREATE TABLE answer (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  paper_id    INTEGER NOT NULL REFERENCES paper,
  question_id INTEGER NOT NULL REFERENCES question,
  text        TEXT,
  officer     TEXT,
  label       TEXT,
  day         TEXT CHECK (day IS NULL OR date(day, '+0 days') IS day),
  line        INTEGER,
  UNIQUE (paper_id, question_id)
) STRICT;

CREATE TABLE committee (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  code TEXT NOT NULL UNIQUE,
  name TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('committee', 'board', 'every'))
) STRICT;

CREATE TABLE scheme (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE level (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  scheme_id INTEGER NOT NULL REFERENCES scheme,
  code      TEXT NOT NULL CHECK (code IN ('red', 'amber', 'green', 'blue')),
  position  INTEGER NOT NULL,
  name      TEXT NOT NULL,
  meaning   TEXT NOT NULL,
  UNIQUE (scheme_id, code)
) STRICT;

CREATE TABLE plan (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  slug         TEXT NOT NULL UNIQUE,
  position     INTEGER NOT NULL,
  name         TEXT NOT NULL,
  paper_id     INTEGER REFERENCES paper,
  committee_id INTEGER REFERENCES committee,
  scheme_id    INTEGER NOT NULL REFERENCES scheme,
  day          TEXT CHECK (day IS NULL OR date(day, '+0 days') IS day)
) STRICT;

CREATE TABLE theme (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id  INTEGER NOT NULL REFERENCES plan,
  code     TEXT NOT NULL,
  position INTEGER NOT NULL,
  name     TEXT NOT NULL,
  caption  TEXT,
  paper_id INTEGER REFERENCES paper,
  line     INTEGER,
  UNIQUE (plan_id, code)
) STRICT;

CREATE TABLE commitment (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id  INTEGER NOT NULL REFERENCES plan,
  theme_id INTEGER REFERENCES theme,
  number   TEXT NOT NULL,
  position INTEGER NOT NULL,
  text     TEXT NOT NULL,
  paper_id INTEGER REFERENCES paper,
  line     INTEGER,
  UNIQUE (plan_id, number)
) STRICT;

-- A theme of another plan that is of the same matter, or `none` where that plan has none.
-- What is named there need not be here: each plan is exported by itself.
CREATE TABLE alignment (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  theme_id INTEGER NOT NULL REFERENCES theme,
  to_plan  TEXT NOT NULL,
  to_theme TEXT NOT NULL,
  sure     TEXT NOT NULL CHECK (sure IN ('certain', 'likely', 'possible')),
  said_by  TEXT,
  note     TEXT,
  paper_id INTEGER REFERENCES paper,
  line     INTEGER,
  UNIQUE (theme_id, to_plan, to_theme)
) STRICT;

-- What a paper says besides; of a claim, how many of which kind it says there are.
CREATE TABLE statement (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id  INTEGER NOT NULL REFERENCES plan,
  theme_id INTEGER REFERENCES theme,
  number   INTEGER NOT NULL CHECK (number > 0),
  kind     TEXT NOT NULL CHECK (kind IN (
             'vision', 'priority', 'wording', 'alias', 'value', 'phase', 'next step', 'focus', 'strength', 'challenge',
             'shared services', 'claim', 'fact', 'decision', 'meeting')),
  text     TEXT NOT NULL,
  counts   TEXT CHECK (counts IN ('theme', 'commitment', 'action', 'indicator')),
  claimed  INTEGER CHECK (claimed >= 0),
  "when"   TEXT,
  start    TEXT CHECK (start IS NULL OR date(start, '+0 days') IS start),
  "end"    TEXT CHECK ("end" IS NULL OR date("end", '+0 days') IS "end"),
  implied  TEXT CHECK (implied IN ('year')),
  paper_id INTEGER REFERENCES paper,
  line     INTEGER,
  UNIQUE (plan_id, number)
) STRICT;

-- Money as printed and in pounds; amounts with one `about` are of one thing.
CREATE TABLE amount (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id  INTEGER NOT NULL REFERENCES plan,
  theme_id INTEGER REFERENCES theme,
  number   INTEGER NOT NULL CHECK (number > 0),
  text     TEXT NOT NULL,
  printed  TEXT NOT NULL,
  pounds   INTEGER NOT NULL CHECK (pounds >= 0),
  sense    TEXT CHECK (sense IN ('favourable', 'adverse')),
  about    TEXT,
  paper_id INTEGER REFERENCES paper,
  line     INTEGER,
  UNIQUE (plan_id, number)
) STRICT;

CREATE TABLE lead (
  id   INTEGER PRIMARY KEY AUTOINCREMENT,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('officer', 'post', 'body'))
) STRICT;

-- Who holds a post, from the first day to the last, both among them; without a day always. No two overlap.
CREATE TABLE holder (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  post_id    INTEGER NOT NULL REFERENCES lead,
  officer_id INTEGER NOT NULL REFERENCES lead,
  since      TEXT CHECK (since IS NULL OR date(since, '+0 days') IS since),
  until      TEXT CHECK (until IS NULL OR date(until, '+0 days') IS until),
  CHECK (since IS NULL OR until IS NULL OR since <= until)
) STRICT;

CREATE INDEX holder_post ON holder (post_id, since);
CREATE INDEX holder_officer ON holder (officer_id, since);

CREATE TABLE meeting (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  committee_id INTEGER NOT NULL REFERENCES committee,
  day          TEXT NOT NULL CHECK (date(day, '+0 days') IS day),
  deadline     TEXT CHECK (deadline IS NULL OR date(deadline, '+0 days') IS deadline),
  state        TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'cancelled')),
  paper_id     INTEGER REFERENCES paper,
  UNIQUE (committee_id, day)
) STRICT;

CREATE TABLE action (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id        INTEGER NOT NULL REFERENCES plan,
  theme_id       INTEGER NOT NULL REFERENCES theme,
  handle         TEXT NOT NULL,
  ref            TEXT NOT NULL,
  position       INTEGER NOT NULL,
  text           TEXT NOT NULL,
  committee_cell TEXT NOT NULL,
  lead_cell      TEXT NOT NULL,
  milestone      TEXT NOT NULL,
  read_as        TEXT,
  milestone_kind TEXT NOT NULL,
  start          TEXT CHECK (start IS NULL OR date(start, '+0 days') IS start),
  "end"          TEXT CHECK ("end" IS NULL OR date("end", '+0 days') IS "end"),
  due            TEXT CHECK (due IS NULL OR date(due, '+0 days') IS due),
  next_due       TEXT CHECK (next_due IS NULL OR date(next_due, '+0 days') IS next_due),
  precision      TEXT CHECK (precision IN ('exact', 'approximate')),
  readable       INTEGER NOT NULL CHECK (readable IN (0, 1)),
  ambiguous      INTEGER NOT NULL CHECK (ambiguous IN (0, 1)),
  recurrence     TEXT,
  unread         TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(unread)),
  warnings       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(warnings)),
  suggestion     TEXT,
  status         TEXT NOT NULL DEFAULT 'not started'
                 CHECK (status IN ('not started', 'in progress', 'waiting', 'complete', 'closed')),
  closed_as      TEXT CHECK (closed_as IN ('withdrawn', 'superseded', 'carried forward')),
  rating         TEXT CHECK (rating IN ('red', 'amber', 'green', 'blue')),
  updated        TEXT CHECK (updated IS NULL OR date(updated, '+0 days') IS updated),
  paper_id       INTEGER REFERENCES paper,
  line           INTEGER,
  UNIQUE (plan_id, handle),
  CHECK (closed_as IS NULL OR status = 'closed')
) STRICT;

CREATE INDEX action_order ON action (plan_id, position);
CREATE INDEX action_theme ON action (theme_id);
CREATE INDEX action_counts ON action (plan_id, theme_id, due, status);
CREATE INDEX action_due ON action (plan_id, due);
CREATE INDEX action_rating ON action (plan_id, rating);
CREATE INDEX action_ref ON action (upper(replace(ref, '.', '')));

CREATE TABLE action_committee (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id    INTEGER NOT NULL REFERENCES action,
  committee_id INTEGER NOT NULL REFERENCES committee,
  position     INTEGER NOT NULL,
  UNIQUE (action_id, committee_id)
) STRICT;

CREATE INDEX action_committee_committee ON action_committee (committee_id, action_id);

CREATE TABLE action_lead (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id INTEGER NOT NULL REFERENCES action,
  lead_id   INTEGER NOT NULL REFERENCES lead,
  position  INTEGER NOT NULL,
  UNIQUE (action_id, lead_id)
) STRICT;

CREATE INDEX action_lead_lead ON action_lead (lead_id, action_id);

-- An action, of this plan or another, that serves a commitment. It need not be here: each plan is exported by itself.
CREATE TABLE link (
  id            INTEGER PRIMARY KEY AUTOINCREMENT,
  commitment_id INTEGER NOT NULL REFERENCES commitment,
  to_plan       TEXT NOT NULL,
  to_action     TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('answers', 'contributes to', 'carried forward to', 'supersedes')),
  sure          TEXT NOT NULL CHECK (sure IN ('certain', 'likely', 'possible')),
  said_by       TEXT,
  note          TEXT,
  paper_id      INTEGER REFERENCES paper,
  line          INTEGER,
  UNIQUE (commitment_id, to_plan, to_action, kind)
) STRICT;

CREATE INDEX link_action ON link (to_plan, to_action);

CREATE TABLE indicator (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id      INTEGER NOT NULL REFERENCES plan,
  theme_id     INTEGER REFERENCES theme,
  owner_id     INTEGER REFERENCES lead,
  committee_id INTEGER REFERENCES committee,
  number       TEXT NOT NULL,
  printed      TEXT,
  position     INTEGER NOT NULL,
  name         TEXT,
  scale        TEXT CHECK (scale IN ('strategic', 'operational', 'individual')),
  unit         TEXT,
  polarity     TEXT CHECK (polarity IN ('higher', 'lower', 'on target')),
  baseline     TEXT,
  target       TEXT,
  tolerance    TEXT,
  frequency    TEXT CHECK (frequency IN ('monthly', 'quarterly', 'half-yearly', 'yearly')),
  source       TEXT,
  lag          INTEGER CHECK (lag >= 0),
  note         TEXT,
  paper_id     INTEGER REFERENCES paper,
  line         INTEGER,
  UNIQUE (plan_id, number)
) STRICT;

CREATE TABLE indicator_set (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id      INTEGER NOT NULL REFERENCES plan,
  committee_id INTEGER REFERENCES committee,
  name         TEXT NOT NULL,
  version      INTEGER NOT NULL CHECK (version > 0),
  scale        TEXT CHECK (scale IN ('strategic', 'operational', 'individual')),
  least        INTEGER CHECK (least >= 0),
  most         INTEGER CHECK (most >= 0),
  state        TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'superseded')),
  approved     TEXT CHECK (approved IS NULL OR date(approved, '+0 days') IS approved),
  note         TEXT,
  paper_id     INTEGER REFERENCES paper,
  line         INTEGER,
  UNIQUE (plan_id, name, version)
) STRICT;

CREATE TABLE set_member (
  id               INTEGER PRIMARY KEY AUTOINCREMENT,
  indicator_set_id INTEGER NOT NULL REFERENCES indicator_set,
  indicator_id     INTEGER NOT NULL REFERENCES indicator,
  position         INTEGER NOT NULL,
  UNIQUE (indicator_set_id, indicator_id)
) STRICT;

-- What is known of an indicator for a period. `day` is that of the report, `data_day` that of the data.
CREATE TABLE measurement (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  indicator_id INTEGER NOT NULL REFERENCES indicator,
  number       INTEGER NOT NULL CHECK (number > 0),
  period       TEXT,
  start        TEXT CHECK (start IS NULL OR date(start, '+0 days') IS start),
  "end"        TEXT CHECK ("end" IS NULL OR date("end", '+0 days') IS "end"),
  day          TEXT CHECK (day IS NULL OR date(day, '+0 days') IS day),
  data_day     TEXT CHECK (data_day IS NULL OR date(data_day, '+0 days') IS data_day),
  kind         TEXT CHECK (kind IN ('number', 'level', 'text', 'no data')),
  value        TEXT,
  target       TEXT,
  rating       TEXT CHECK (rating IN ('red', 'amber', 'green', 'blue')),
  outcome      TEXT CHECK (outcome IN ('met', 'missed')),
  text         TEXT,
  said_by      TEXT,
  paper_id     INTEGER REFERENCES paper,
  line         INTEGER,
  UNIQUE (indicator_id, number)
) STRICT;

CREATE TABLE stage_met (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id INTEGER NOT NULL REFERENCES action,
  due       TEXT NOT NULL CHECK (date(due, '+0 days') IS due),
  met       TEXT NOT NULL CHECK (date(met, '+0 days') IS met),
  UNIQUE (action_id, due)
) STRICT;

CREATE TABLE move (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id  INTEGER NOT NULL REFERENCES action,
  number     INTEGER NOT NULL,
  day        TEXT NOT NULL CHECK (date(day, '+0 days') IS day),
  former     TEXT NOT NULL,
  former_due TEXT CHECK (former_due IS NULL OR date(former_due, '+0 days') IS former_due),
  wording    TEXT NOT NULL,
  due        TEXT CHECK (due IS NULL OR date(due, '+0 days') IS due),
  reason     TEXT NOT NULL,
  meeting_id INTEGER REFERENCES meeting,
  UNIQUE (action_id, number)
) STRICT;

-- A committee's own rating of an action; it stands beside the officer's and changes nothing of it.
CREATE TABLE committee_rating (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  action_id    INTEGER NOT NULL REFERENCES action,
  committee_id INTEGER NOT NULL REFERENCES committee,
  number       INTEGER NOT NULL,
  day          TEXT NOT NULL CHECK (date(day, '+0 days') IS day),
  rating       TEXT NOT NULL CHECK (rating IN ('red', 'amber', 'green', 'blue')),
  text         TEXT,
  UNIQUE (action_id, number)
) STRICT;

-- A return that was read: a file, or a text that was pasted or piped, known again by the digest of its bytes.
CREATE TABLE delivery (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan,
  number  INTEGER NOT NULL,
  name    TEXT NOT NULL,
  day     TEXT NOT NULL CHECK (date(day, '+0 days') IS day),
  digest  TEXT NOT NULL,
  UNIQUE (plan_id, number),
  UNIQUE (plan_id, digest)
) STRICT;

-- `review` is the day of the meeting that the update was triaged for; `asks` the milestone that its lead asks for;
-- `overruled` the doubts that were overruled when it was accepted; `mark` tells an answer that comes in twice.
CREATE TABLE "update" (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id   INTEGER NOT NULL REFERENCES plan,
  number    INTEGER NOT NULL,
  action_id INTEGER REFERENCES action,
  theme_id  INTEGER REFERENCES theme,
  day       TEXT CHECK (day IS NULL OR date(day, '+0 days') IS day),
  kind      TEXT NOT NULL DEFAULT 'update' CHECK (kind IN ('update', 'nothing new')),
  state     TEXT NOT NULL CHECK (state IN ('submitted', 'accepted', 'sent back', 'deferred')),
  until     TEXT CHECK (until IS NULL OR date(until, '+0 days') IS until),
  text      TEXT NOT NULL,
  status    TEXT CHECK (status IN ('not started', 'in progress', 'waiting', 'complete', 'closed')),
  rating    TEXT CHECK (rating IN ('red', 'amber', 'green', 'blue')),
  said_by   TEXT,
  source    TEXT,
  note      TEXT,
  asks      TEXT,
  review    TEXT CHECK (review IS NULL OR date(review, '+0 days') IS review),
  overruled TEXT CHECK (overruled IS NULL OR json_valid(overruled)),
  mark      TEXT,
  delivery_id INTEGER REFERENCES delivery,
  paper_id  INTEGER REFERENCES paper,
  line      INTEGER,
  UNIQUE (plan_id, number),
  CHECK (until IS NULL OR state = 'deferred')
) STRICT;

CREATE INDEX update_action ON "update" (action_id, state, day);
CREATE INDEX update_state ON "update" (plan_id, state, action_id, until);
CREATE INDEX update_review ON "update" (plan_id, review, action_id, state) WHERE review IS NOT NULL;
CREATE INDEX update_asks ON "update" (action_id) WHERE asks IS NOT NULL;
CREATE INDEX update_mark ON "update" (plan_id, mark) WHERE mark IS NOT NULL;

-- What a meeting asked or decided. A follow-up is open until the day on which it is answered.
CREATE TABLE minute (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id    INTEGER NOT NULL REFERENCES plan,
  number     INTEGER NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('follow-up', 'decision')),
  meeting_id INTEGER NOT NULL REFERENCES meeting,
  action_id  INTEGER REFERENCES action,
  text       TEXT NOT NULL,
  asked_by   TEXT,
  lead_id    INTEGER REFERENCES lead,
  due        TEXT CHECK (due IS NULL OR date(due, '+0 days') IS due),
  answered   TEXT CHECK (answered IS NULL OR date(answered, '+0 days') IS answered),
  answer     TEXT,
  UNIQUE (plan_id, number),
  CHECK (kind = 'follow-up' OR (answered IS NULL AND answer IS NULL))
) STRICT;

CREATE INDEX minute_action ON minute (action_id);
CREATE INDEX minute_meeting ON minute (meeting_id);

-- What a person saw that does not agree in the papers, and what a person made of this or of what is found by itself.
CREATE TABLE finding (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id      INTEGER NOT NULL REFERENCES plan,
  number       INTEGER NOT NULL CHECK (number > 0),
  about        TEXT NOT NULL,
  text         TEXT NOT NULL,
  paper_id     INTEGER REFERENCES paper,
  line         INTEGER,
  against_id   INTEGER REFERENCES paper,
  against_line INTEGER,
  UNIQUE (plan_id, number)
) STRICT;

CREATE TABLE ruling (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id INTEGER NOT NULL REFERENCES plan,
  finding TEXT NOT NULL,
  ruling  TEXT NOT NULL CHECK (ruling IN ('accepted', 'corrected', 'left')),
  day     TEXT NOT NULL CHECK (date(day, '+0 days') IS day),
  reason  TEXT,
  said_by TEXT,
  UNIQUE (plan_id, finding)
) STRICT;

-- A filter that is kept by its name.
CREATE TABLE view (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id  INTEGER NOT NULL REFERENCES plan,
  position INTEGER NOT NULL,
  name     TEXT NOT NULL,
  terms    TEXT NOT NULL,
  UNIQUE (plan_id, name)
) STRICT;

-- The plan as it was published for a meeting. The meeting is kept as it was named then: it may be moved later.
CREATE TABLE edition (
  id                INTEGER PRIMARY KEY AUTOINCREMENT,
  plan_id           INTEGER NOT NULL REFERENCES plan,
  number            INTEGER NOT NULL CHECK (number > 0),
  day               TEXT NOT NULL CHECK (date(day, '+0 days') IS day),
  meeting_committee TEXT NOT NULL,
  meeting_day       TEXT NOT NULL CHECK (date(meeting_day, '+0 days') IS meeting_day),
  moment            TEXT NOT NULL,
  revision          INTEGER NOT NULL,
  name              TEXT NOT NULL,
  sha256            TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  pack              TEXT NOT NULL CHECK (length(pack) = 64 AND pack NOT GLOB '*[^0-9a-f]*'),
  previous          TEXT CHECK (length(previous) = 64 AND previous NOT GLOB '*[^0-9a-f]*'),
  UNIQUE (plan_id, number)
) STRICT;

-- A correction that stands beside an edition.
CREATE TABLE slip (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  edition_id INTEGER NOT NULL REFERENCES edition,
  number     INTEGER NOT NULL CHECK (number > 0),
  day        TEXT NOT NULL CHECK (date(day, '+0 days') IS day),
  text       TEXT NOT NULL,
  sha256     TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  UNIQUE (edition_id, number)
) STRICT;

-- What was published stands. What came in with a file may go again with the undoing of that; only the past, a copy,
-- drops these triggers for a while.
CREATE TRIGGER frozen_edition_update BEFORE UPDATE ON edition BEGIN
  SELECT RAISE(ABORT, 'an edition that was published stands as it is; correct it with a slip');
END;
CREATE TRIGGER frozen_slip_update BEFORE UPDATE ON slip BEGIN
  SELECT RAISE(ABORT, 'a slip stands as it is; correct it with another slip');
END;
CREATE TRIGGER frozen_edition_delete BEFORE DELETE ON edition
WHEN EXISTS (SELECT 1 FROM change c JOIN revision r ON r.id = c.revision_id
             WHERE c.entity = 'edition' AND c.row_id = OLD.id AND r.command = 'publish') BEGIN
  SELECT RAISE(ABORT, 'an edition that was published stands as it is; correct it with a slip');
END;
CREATE TRIGGER frozen_slip_delete BEFORE DELETE ON slip
WHEN EXISTS (SELECT 1 FROM change c JOIN revision r ON r.id = c.revision_id
             WHERE c.entity = 'slip' AND c.row_id = OLD.id AND r.command = 'slip') BEGIN
  SELECT RAISE(ABORT, 'a slip stands as it is; correct it with another slip');
END;

-- Words of actions and updates, for search. Derived, so neither journaled nor exported.
CREATE VIRTUAL TABLE action_words USING fts5 (
  text, milestone, content = 'action', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
CREATE VIRTUAL TABLE update_words USING fts5 (
  text, said_by, content = 'update', content_rowid = 'id',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

-- The distinct words of those, from which the nearest to a misspelt one is chosen.
CREATE VIRTUAL TABLE action_terms USING fts5vocab (action_words, row);
CREATE VIRTUAL TABLE update_terms USING fts5vocab (update_words, row);

CREATE TRIGGER action_words_insert AFTER INSERT ON action BEGIN
  INSERT INTO action_words (rowid, text, milestone) VALUES (NEW.id, NEW.text, NEW.milestone);
END;
CREATE TRIGGER action_words_delete AFTER DELETE ON action BEGIN
  INSERT INTO action_words (action_words, rowid, text, milestone) VALUES ('delete', OLD.id, OLD.text, OLD.milestone);
END;
CREATE TRIGGER action_words_update AFTER UPDATE OF text, milestone ON action BEGIN
  INSERT INTO action_words (action_words, rowid, text, milestone) VALUES ('delete', OLD.id, OLD.text, OLD.milestone);
  INSERT INTO action_words (rowid, text, milestone) VALUES (NEW.id, NEW.text, NEW.milestone);
END;
CREATE TRIGGER update_words_insert AFTER INSERT ON "update" BEGIN
  INSERT INTO update_words (rowid, text, said_by) VALUES (NEW.id, NEW.text, NEW.said_by);
END;
CREATE TRIGGER update_words_delete AFTER DELETE ON "update" BEGIN
  INSERT INTO update_words (update_words, rowid, text, said_by) VALUES ('delete', OLD.id, OLD.text, OLD.said_by);
END;
CREATE TRIGGER update_words_update AFTER UPDATE OF text, said_by ON "update" BEGIN
  INSERT INTO update_words (update_words, rowid, text, said_by) VALUES ('delete', OLD.id, OLD.text, OLD.said_by);
  INSERT INTO update_words (rowid, text, said_by) VALUES (NEW.id, NEW.text, NEW.said_by);
END;

-- The journal: one revision for each thing that a person did, one change for each row it touched.
-- `at` is the moment by the clock, in UTC; `day` is the day that the person took it to be.
CREATE TABLE revision (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  at        TEXT NOT NULL,
  day       TEXT NOT NULL CHECK (date(day, '+0 days') IS day),
  actor     TEXT NOT NULL,
  command   TEXT NOT NULL,
  arguments TEXT NOT NULL CHECK (json_valid(arguments)),
  sentence  TEXT NOT NULL,
  reason    TEXT,
  undoes    INTEGER REFERENCES revision,
  previous  TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX revision_undoes ON revision (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE change (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  revision_id INTEGER NOT NULL REFERENCES revision DEFERRABLE INITIALLY DEFERRED,
  entity      TEXT NOT NULL,
  row_id      INTEGER NOT NULL,
  before      TEXT,
  after       TEXT
) STRICT;

CREATE INDEX change_revision ON change (revision_id);
CREATE INDEX change_row ON change (entity, row_id);
-- The rows that were a part of an action and are gone from it: the others are found by themselves.
CREATE INDEX change_left ON change (json_extract(before, '$.action_id'))
  WHERE before IS NOT NULL AND json_extract(before, '$.action_id') IS NOT json_extract(after, '$.action_id');

-- Where the chain of revisions ends, so that a history cut short is noticed. A revision is written last
-- in its transaction, under the number after this one; its changes are written under that number before.
CREATE TABLE head (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  revision INTEGER NOT NULL,
  hash     TEXT NOT NULL
) STRICT;

INSERT INTO head (id, revision, hash) VALUES (1, 0, '');

CREATE TRIGGER revision_kept BEFORE DELETE ON revision BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only: a revision cannot be deleted');
END;
CREATE TRIGGER revision_fixed BEFORE UPDATE ON revision BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only: a revision cannot be changed');
END;
CREATE TRIGGER change_kept BEFORE DELETE ON change BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only: a change cannot be deleted');
END;
CREATE TRIGGER change_fixed BEFORE UPDATE ON change BEGIN
  SELECT RAISE(ABORT, 'the journal is append-only: a change cannot be changed');
END;
