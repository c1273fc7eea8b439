import time

from prometheus_client import Histogram, make_asgi_app

# Counts requests, tells failures by `status`, and measures how long they took: one histogram is all three.
DURATION = Histogram(
    "http_request_duration_seconds",
    "Time from the first byte in to the last byte out",
    ["method", "route", "status"],
    # the objective is one of the buckets, or nobody can tell whether it is kept
    buckets=sorted({0.01, 0.05, 0.1, float("«slow»"), 1.0, 2.5, 5.0, 10.0}),
)

metrics_app = make_asgi_app()  # mount it at /metrics


class MeasureRequests:
    """ASGI middleware; comes before all others. `route` is the pattern, never the address with ids in it."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        status = "500"  # what raises has failed
        start = time.perf_counter()

        async def observe(message):
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
            await send(message)

        try:
            await self.app(scope, receive, observe)
        finally:
            route = getattr(scope.get("route"), "path", "unknown")
            DURATION.labels(scope["method"], route, status).observe(time.perf_counter() - start)
