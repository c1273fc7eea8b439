from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased


def configure_tracing() -> None:
    """Call it first in the program, then instrument the frameworks in use, for example FastAPIInstrumentor.instrument_app(app)."""
    provider = TracerProvider(
        resource=Resource.create({"service.name": "«service»"}),
        # who calls us has decided already whether the request is traced
        sampler=ParentBased(TraceIdRatioBased(float("«sample»"))),
    )
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint="«collector»/v1/traces")))
    trace.set_tracer_provider(provider)
