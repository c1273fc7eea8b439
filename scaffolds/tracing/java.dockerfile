# The image of the service with the OpenTelemetry agent in it: no line of code changes.
FROM «image»
ADD --chmod=444 https://github.com/open-telemetry/opentelemetry-java-instrumentation/releases/download/v2.16.0/opentelemetry-javaagent.jar /otel/opentelemetry-javaagent.jar
ENV JAVA_TOOL_OPTIONS="-javaagent:/otel/opentelemetry-javaagent.jar" \
    OTEL_SERVICE_NAME="«service»" \
    OTEL_EXPORTER_OTLP_ENDPOINT="«collector»" \
    OTEL_TRACES_SAMPLER="parentbased_traceidratio" \
    OTEL_TRACES_SAMPLER_ARG="«sample»"
