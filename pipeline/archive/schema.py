"""The tables of the archive; it runs no statement.

An *item* is an address known of a source, whatever became of it; its row and its aliases stay for ever, so that
nothing is found twice. An *article* is what finishing an item gave. A *story* gathers items with the same words.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text, desc

from pipeline.archive.columns import Day, Instant, Key, Nested, Words

UNSHOWN = 9  # the rank of what no feed may show; 0-3 are the places in `pipeline.models.RELEVANCES`

metadata = MetaData()

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

source = Table(
    "source",
    metadata,
    Column("id", Text, primary_key=True),
    Column("priority", Integer, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("outcome", Text),
    Column("reason", Words, nullable=False, default=""),
    Column("since", Instant),
    Column("streak", Integer, nullable=False, default=0),
    Column("last_attempt", Instant),
    Column("last_success", Instant),
    Column("last_new", Instant),
    Column("not_before", Instant),
    Column("baseline_on", Day),
    Column("gap", Boolean, nullable=False, default=False),
    Column("gap_from", Instant),
    Column("gap_until", Instant),
)

story = Table(
    "story",
    metadata,
    Column("key", Key, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("guid", Text, nullable=False, unique=True),
    Column("minted_at", Instant, nullable=False),
    Column("published_since", Instant),  # when a feed could first show it; it is never taken back
    Column("announced_at", Instant),
    Column("merged_into", Key, ForeignKey("story.key")),
    Column("primary", Key),
    Column("members", Integer, nullable=False, default=0),
    Column("date", Day),
    Column("voice", Words),  # the primary's first speaker
    Column("rank", Integer, nullable=False, default=UNSHOWN),
    Column("kind", Text),
    Column("published", Instant),
    Column("archived_at", Instant),
    Column("touched_at", Instant, nullable=False),
)
Index("story_by_rank", story.c.rank, desc(story.c.published), story.c.guid)
Index("story_by_kind", story.c.kind, story.c.rank, desc(story.c.published), story.c.guid)
Index("story_by_arrival", story.c.rank, story.c.archived_at)

item = Table(
    "item",
    metadata,
    Column("key", Key, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("source", Text, ForeignKey("source.id"), nullable=False),
    Column("url", Words, nullable=False),
    Column("state", Text, nullable=False),  # open, done, skipped, purged
    Column("control", Boolean, nullable=False, default=False),
    Column("first_seen", Instant, nullable=False),
    Column("listing", Words),
    Column("entry", Nested),
    Column("baseline_before", Day),  # set at a source's first run: an article of an earlier day is not news
    Column("story", Key, ForeignKey("story.key")),
    Column("idle_rereads", Integer, nullable=False, default=0),
    Column("reread_after", Instant),
    Column("purged_at", Instant),
)
Index("item_by_story", item.c.story)
Index("item_by_state", item.c.state, item.c.first_seen)
Index("item_by_control", item.c.source, item.c.control, item.c.first_seen)

alias = Table(
    "alias",
    metadata,
    Column("url", Words, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("item", Key, ForeignKey("item.key"), nullable=False),
    sqlite_with_rowid=False,
)
Index("alias_by_item", alias.c.item)

task = Table(
    "task",
    metadata,
    Column("item", Key, ForeignKey("item.key"), primary_key=True),
    Column("source", Text, ForeignKey("source.id"), nullable=False),
    Column("due", Instant, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("since", Instant, nullable=False),
    Column("entry", Nested, nullable=False),
)
Index("task_by_due", task.c.source, task.c.due)

article = Table(
    "article",
    metadata,
    Column("item", Key, ForeignKey("item.key"), primary_key=True),
    Column("source", Text, ForeignKey("source.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("rank", Integer, nullable=False),
    Column("shown", Integer, nullable=False),  # the rank where a feed may show it, else UNSHOWN
    Column("kind", Text, nullable=False),
    Column("language", Text),
    Column("date", Day, nullable=False),
    Column("date_basis", Text, nullable=False),
    Column("published_at", Instant),
    Column("published_offset", Integer),  # minutes east of UTC, as the page said it
    Column("published", Instant, nullable=False),
    Column("speakers", Nested, nullable=False),
    Column("quotes", Nested, nullable=False),
    Column("reasons", Nested, nullable=False),
    Column("origins", Nested, nullable=False),
    Column("baseline", Boolean, nullable=False),
    Column("has_text", Boolean, nullable=False),
    Column("archived_at", Instant, nullable=False),
    Column("stored_at", Instant, nullable=False),
    Column("touched_at", Instant, nullable=False),
)
Index("article_by_rank", article.c.rank, desc(article.c.published), desc(article.c.item))
Index("article_by_source", article.c.source, article.c.rank, desc(article.c.published), desc(article.c.item))
Index("article_by_kind", article.c.kind, article.c.rank, desc(article.c.published), desc(article.c.item))
Index("article_shown", article.c.source, article.c.shown, desc(article.c.published))
Index("article_by_arrival", article.c.source, article.c.shown, article.c.archived_at)
Index("article_by_age", article.c.has_text, article.c.rank, article.c.archived_at)
Index("article_by_date", article.c.date)
Index("article_by_rank_and_date", article.c.rank, article.c.date)
Index("article_by_touch", article.c.touched_at)

revision = Table(
    "revision",
    metadata,
    Column("item", Key, ForeignKey("item.key"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("stored_at", Instant, nullable=False),
    Column("date", Day, nullable=False),
    Column("digest", Text, nullable=False),
    Column("title", Words, nullable=False),
    Column("lead", Words),
    Column("paragraphs", Nested, nullable=False),
    Column("emptied_at", Instant),
)

page = Table(
    "page",
    metadata,
    Column("key", Key, primary_key=True),
    Column("item", Key, ForeignKey("item.key"), nullable=False),
    Column("stored_at", Instant, nullable=False),
    Column("file", Text, nullable=False),
    Column("offset", Key, nullable=False),
    Column("length", Key, nullable=False),
)
Index("page_by_item", page.c.item)
Index("page_by_file", page.c.file)

print_table = Table(
    "print",
    metadata,
    Column("item", Key, ForeignKey("item.key"), primary_key=True),
    Column("source", Text, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("prints", Nested, nullable=False),  # of its title, then of its texts
)
Index("print_by_source", print_table.c.source, print_table.c.seen_at)

trace = Table(
    "trace",
    metadata,
    Column("trace", Text, primary_key=True),
    Column("item", Key, ForeignKey("item.key"), primary_key=True),
    sqlite_with_rowid=False,
)
Index("trace_by_item", trace.c.item)

sketch = Table(
    "sketch",
    metadata,
    Column("item", Key, ForeignKey("item.key"), primary_key=True),
    Column("rules", Text, nullable=False),  # by which it was drawn
    Column("packed", LargeBinary, nullable=False),
)

speaker = Table(
    "speaker",
    metadata,
    Column("key", Key, primary_key=True),
    Column("name", Words, nullable=False, unique=True),
    Column("folded", Words, nullable=False),
)

item_speaker = Table(
    "item_speaker",
    metadata,
    Column("item", Key, ForeignKey("item.key"), primary_key=True),
    Column("speaker", Key, ForeignKey("speaker.key"), primary_key=True),
    sqlite_with_rowid=False,
)
Index("item_by_speaker", item_speaker.c.speaker, item_speaker.c.item)

story_speaker = Table(
    "story_speaker",
    metadata,
    Column("story", Key, ForeignKey("story.key"), primary_key=True),
    Column("speaker", Key, ForeignKey("speaker.key"), primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("published", Instant, nullable=False),
    Column("archived_at", Instant, nullable=False),
    sqlite_with_rowid=False,
)
Index("story_by_speaker", story_speaker.c.speaker, story_speaker.c.rank, desc(story_speaker.c.published))
Index("speaker_by_rank", story_speaker.c.rank, story_speaker.c.speaker)

step = Table(
    "step",
    metadata,
    Column("key", Key, primary_key=True),
    Column("item", Key, ForeignKey("item.key"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("step", Text, nullable=False),
    Column("reason", Words, nullable=False),
    Column("evidence", Nested, nullable=False),
    Column("run", Text, nullable=False),
)
Index("step_by_item", step.c.item, step.c.key)

validators = Table(
    "validators",
    metadata,
    Column("url", Words, primary_key=True),
    Column("etag", Words, nullable=False),
    Column("last_modified", Words, nullable=False),
    Column("kept_at", Instant, nullable=False),
)

robots = Table(
    "robots",
    metadata,
    Column("origin", Words, primary_key=True),
    Column("status", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("kept_at", Instant, nullable=False),  # by our clock, whatever clock the fetching went by
)

host_wait = Table(
    "host_wait",
    metadata,
    Column("host", Words, primary_key=True),  # host:port
    Column("until", Instant, nullable=False),
    Column("reason", Words, nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("id", Text, primary_key=True),
    Column("started", Instant, nullable=False),
    Column("ended", Instant, nullable=False),
    Column("network_down", Boolean, nullable=False),
)
Index("run_by_start", run.c.started)

report = Table(
    "report",
    metadata,
    Column("source", Text, ForeignKey("source.id"), primary_key=True),
    Column("started", Instant, primary_key=True),
    Column("run", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Words, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("kept", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("gap", Boolean, nullable=False),
    Column("milliseconds", Integer, nullable=False),
)
Index("report_by_start", report.c.started)

change = Table(
    "change",
    metadata,
    Column("key", Key, primary_key=True),
    Column("source", Text, ForeignKey("source.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("before", Text),
    Column("after", Text, nullable=False),
    Column("reason", Words, nullable=False),
    Column("run", Text, nullable=False),
)
Index("change_by_time", change.c.at)
