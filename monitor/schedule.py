"""The only module that knows APScheduler: cron expressions, and (later) the one job `watch` holds."""

from datetime import datetime

from apscheduler.triggers.cron import CronTrigger

from pipeline.errors import ConfigurationError


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
    """The first instant of the expression later than `after`, in that zone."""
    trigger = CronTrigger.from_crontab(cron, timezone=zone)
    fires: datetime | None = trigger.get_next_fire_time(after, after)
    if fires is None:
        raise ConfigurationError(f"the cron expression {cron!r} never comes true")
    return fires
