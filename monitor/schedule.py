"""The only module that knows APScheduler: cron expressions, and the one job that `watch` holds."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger

from pipeline.errors import ConfigurationError

LONGEST_NAP = timedelta(seconds=60)  # a suspended laptop or a clock set back is noticed within a minute


def check_cron(text: str) -> str:
    """The expression itself.

    Raises:
        ValueError: it is no five-field cron expression.
    """
    try:
        CronTrigger.from_crontab(text, timezone="UTC")
    except ValueError as error:
        raise ValueError(f"expected a cron expression such as */20 6-23 * * * ({error})") from error
    return text


def next_tick(cron: str, zone: str, after: datetime) -> datetime:
    """The first instant of the expression later than `after`, in that zone.

    Raises:
        ConfigurationError: there is none (30 February).
    """
    trigger = CronTrigger.from_crontab(cron, timezone=zone)
    fires: datetime | None = trigger.get_next_fire_time(after, after)
    if fires is None:
        raise ConfigurationError(f"the cron expression {cron!r} never comes true")
    return fires


class Ticker:
    """Calls `tick` at the instant it last asked for, one at a time; `tick` answers with the next instant.

    One date job in UTC: a late tick is made up for once, never dropped (APScheduler's own grace is one second).
    """

    def __init__(self, tick: Callable[[], datetime], clock: Callable[[], datetime]) -> None:
        self._tick = tick
        self._clock = clock
        self._fault: Exception | None = None
        self._scheduler = BlockingScheduler(
            timezone=UTC,
            executors={"default": ThreadPoolExecutor(1)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )

    def start(self) -> None:
        """Tick now and whenever due, until `stop`; what `tick` raises ends it and is raised here."""
        self._at(self._clock())
        self._scheduler.start()
        if self._fault is not None:
            raise self._fault

    def stop(self) -> None:
        """End the loop; a tick at work is not waited for."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _at(self, instant: datetime) -> None:
        self._scheduler.add_job(self._run, "date", run_date=instant, id="tick", replace_existing=True)

    def _run(self) -> None:
        try:
            wanted = self._tick()
        except Exception as error:  # noqa: BLE001 - border: the scheduler would log it and wait for ever
            self._fault = error
            self.stop()
            return
        if self._scheduler.running:
            self._at(min(wanted, self._clock() + LONGEST_NAP))
