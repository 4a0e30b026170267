"""Error reports to Sentry, where the operator has asked for them: what the log says, and no more."""

from collections.abc import MutableMapping
from typing import Any

REPORTED = ("error", "critical")


def sentry_reporter(dsn: str, transport: Any = None) -> Any:
    """A structlog processor that reports errors to Sentry. Raises ImportError if sentry-sdk is not installed.

    Nothing is collected by Sentry itself (no integrations, no variables, no requests), so a report holds the fields of
    a log line, which carry neither words of users nor amounts nor secrets.
    """
    import sentry_sdk

    sentry_sdk.init(
        dsn=dsn,
        transport=transport,
        default_integrations=False,
        auto_enabling_integrations=False,
        send_default_pii=False,
        include_local_variables=False,
        max_breadcrumbs=0,
        server_name="",
    )

    def report(_: Any, __: str, fields: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if fields.get("level") in REPORTED:
            with sentry_sdk.new_scope() as scope:
                scope.set_context("log", {key: value for key, value in fields.items() if key != "event"})
                sentry_sdk.capture_message(str(fields.get("event")), level="error")
        return fields

    return report
