"""A small archive, published and served in a thread: what the browser of the tests opens."""

import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import uvicorn

from feeds.patience import PatientProtocol
from monitor.config_file import load_config
from monitor.opening import open_archive
from monitor.publication import publish_now
from monitor.serving import application
from pipeline.archive import Archive
from pipeline.models import Article, Dated, Judgement, Quote, Speaker

NOW = datetime(2026, 2, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 2, 1)
HOSTILE = "<script>document.title='taken'</script> &lt;b&gt; <img src=x onerror=alert(1)> \"'"
LONG_WORD = "превысокомногорассмотрительствующий" * 6
ADA = Speaker(name="Ада Ветрова", role="пресс-секретарь", organisation="Союз")
IVO = Speaker(name="Иво Краснов", role="начальник штаба", organisation="Объединённый штаб")
CONFIG = """
timezone: Europe/Moscow
feeds: {title: Заявления Союза}
sources:
  - {id: agency, name: Агентство, url: "https://agency.example/", discover: [{feed: "https://agency.example/rss"}]}
  - {id: herald, name: Herald, url: "https://herald.example/", language: en,
     discover: [{feed: "https://herald.example/rss"}]}
"""
BODY = (
    "Секретариат сообщил, что план совместной подготовки рассмотрен, а рабочей группе поручено собрать замечания.",
    "В столице обсудили связь, снабжение и обмен опытом между штабами; сроки станут известны весной.",
)


def body_of(number: int) -> tuple[str, ...]:
    """Two paragraphs of words that stand in no other article, so that it is grouped with none."""
    dice = Random(number)
    words = ["".join(dice.choices("абвгдежзиклмнопрст", k=8)) for _ in range(60)]
    return " ".join(words[:30]), " ".join(words[30:])


class LittleSite:
    """Feeds, pages and search of a dozen invented articles at `url`, until `close`."""

    def __init__(self, folder: Path) -> None:
        (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
        self.config = load_config(folder / "config.yaml")
        self.sources = {source.id: source for source in self.config.sources}
        with open_archive(self.config) as archive:
            self.fill(archive)
            assert not publish_now(self.config, archive)
        self.serve()

    def fill(self, archive: Archive) -> None:
        """One statement corrected by its site and reprinted, a hostile one, a wide one, and ordinary ones."""
        text = (*BODY, "Начало учений назначено на март.", "«Мы готовы», – сказала Ада Ветрова.")
        self.add(archive, 1, "Учения назначены на март", text, hour=9)
        corrected = (*BODY, "Начало учений назначено на апрель.", *text[3:])
        self.add(archive, 1, "Учения назначены на апрель", corrected, hour=11)
        self.add(archive, 2, HOSTILE, (HOSTILE, *body_of(2)), speaker=Speaker(name=HOSTILE, role=HOSTILE))
        self.add(archive, 3, f"Слово {LONG_WORD}", (LONG_WORD, f"https://agency.example/{'a' * 300}", *body_of(3)))
        words = ("The exercises begin in April.", "“We are ready,” Ivo Krasnov said.")
        self.add(archive, 4, "Exercises begin in April", words, source="herald", language="en", speaker=IVO)
        for number in range(5, 12):
            body = (f"Сообщение номер {number} о границе и мирном труде.", *body_of(number))
            self.add(archive, number, f"Брифинг о границе, часть {number}", body, kind="briefing", age=number)

    def add(
        self,
        archive,
        number,
        title,
        text,
        *,
        source="agency",
        kind="interview",
        speaker=ADA,
        language="ru",
        age=0,
        hour=8,
    ):
        """An article read at an hour of this day; at the same address it is a revision."""
        day = TODAY - timedelta(days=age)
        at = datetime(2026, 2, 1, hour, tzinfo=UTC)
        article = Article(
            url=f"https://{source}.example/news/{20_000 + number}", title=title, lead=text[0], paragraphs=text[1:],
            dated=Dated(day=day, basis="page", published_at=None, reasons=("the visible date",)), origins=(),
        )  # fmt: skip
        quotes = (Quote(speaker=speaker.name, text="Мы готовы"),)
        judgement = Judgement(
            relevance="statement", kind=kind, speakers=(speaker,), quotes=quotes, language=language,
            reasons=("the press secretary speaks",),
        )  # fmt: skip
        archive.add_text(article, judgement, at=at, source=self.sources[source])

    def serve(self) -> None:
        """On a free port of loopback, as `serve` does."""
        config = uvicorn.Config(
            application(self.config), port=0, http=PatientProtocol, ws="none", lifespan="off", log_level="critical"
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        self.url = f"http://127.0.0.1:{self.server.servers[0].sockets[0].getsockname()[1]}/"

    def close(self) -> None:
        """Stop serving."""
        self.server.should_exit = True
        self.thread.join(10)
