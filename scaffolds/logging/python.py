import logging
import sys

import structlog
from opentelemetry import trace

SECRET = {"authorization", "cookie", "«secret-field»"}


def configure_logging() -> None:
    """One JSON object a line on standard output; the platform collects it. Call it first in the program."""
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            add_origin,
            hide_secrets,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )


def add_origin(_logger, _method, event_dict):
    """The trace id leads from a log line to the whole request."""
    event_dict["service"] = "«service»"
    event_dict["team"] = "«team»"
    span = trace.get_current_span().get_span_context()
    if span.is_valid:
        event_dict["trace_id"] = trace.format_trace_id(span.trace_id)
        event_dict["span_id"] = trace.format_span_id(span.span_id)
    return event_dict


def hide_secrets(_logger, _method, event_dict):
    """What is logged once is copied to many places."""
    return {key: "[hidden]" if key.lower() in SECRET else value for key, value in event_dict.items()}
