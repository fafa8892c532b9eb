# The image of one service: docker build --build-arg SERVICE=imap-service .
# The stages: the libraries (a layer that only a changed pom makes anew), the build, which all services share, and the image
# with a trained start.

FROM eclipse-temurin:25-jdk AS libraries
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY mailbox-api/pom.xml mailbox-api/
COPY line-server/pom.xml line-server/
COPY mail-testkit/pom.xml mail-testkit/
COPY mailbox-service/pom.xml mailbox-service/
COPY smtp-gateway/pom.xml smtp-gateway/
COPY pop3-service/pom.xml pop3-service/
COPY imap-service/pom.xml imap-service/
COPY suite/pom.xml suite/
COPY benchmarks/pom.xml benchmarks/
# One class, so that the compiler and what it plugs in are downloaded as well
RUN mkdir -p mailbox-api/src/main/java \
 && echo 'class Library {}' > mailbox-api/src/main/java/Library.java \
 && ./mvnw -B -q -ntp -pl mailbox-service,smtp-gateway,pop3-service,imap-service -am \
      -DskipTests -Dspotless.check.skip -Dspring-boot.aot.skip -Dspring-boot.repackage.skip package \
 && rm -rf mailbox-api/src

FROM libraries AS build
COPY mailbox-api mailbox-api
COPY line-server line-server
COPY mail-testkit mail-testkit
COPY mailbox-service mailbox-service
COPY docs/openapi.json docs/
COPY smtp-gateway smtp-gateway
COPY pop3-service pop3-service
COPY imap-service imap-service
RUN ./mvnw -B -q -ntp -pl mailbox-service,smtp-gateway,pop3-service,imap-service -am \
      -DskipTests -Dspotless.check.skip package
# Libraries and our own classes in layers of their own: an upgrade sends only what changed
RUN for service in mailbox-service smtp-gateway pop3-service imap-service; do \
      java -Djarmode=tools -jar $service/target/$service-*-exec.jar extract --layers --destination /layers/$service \
        --application-filename $service.jar || exit 1; \
    done

FROM eclipse-temurin:25-jre AS untrained
# Volumes mounted here take over the owner
RUN groupadd --gid 10001 valija \
 && useradd --uid 10001 --gid valija --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin valija \
 && install -d -o valija -g valija /valija /secrets /secrets/postgres /secrets/mailbox-service /secrets/smtp-gateway \
      /secrets/pop3-service /secrets/imap-service /secrets/grafana /tls
COPY deploy/init /usr/local/bin/valija-init
COPY deploy/service /usr/local/bin/valija-service
COPY deploy/start.json /usr/local/share/valija/start.json
WORKDIR /valija
STOPSIGNAL SIGTERM
USER valija
ENTRYPOINT ["valija-service"]
HEALTHCHECK --interval=5s --timeout=3s --start-period=3m --retries=3 CMD ["valija-service", "--health"]
# From here on the services differ
ARG SERVICE=mailbox-service
ENV VALIJA_SERVICE=$SERVICE
LABEL org.opencontainers.image.title="$SERVICE" \
      org.opencontainers.image.vendor="Valija" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.description="A mail server suite for the JVM whose only stateful part is PostgreSQL"
COPY --from=build /layers/$SERVICE/dependencies/ ./
COPY --from=build /layers/$SERVICE/spring-boot-loader/ ./
COPY --from=build /layers/$SERVICE/snapshot-dependencies/ ./
COPY --from=build /layers/$SERVICE/application/ ./

# The same files and the same JVM, beside a database
FROM postgres:18 AS trained
ARG SERVICE=mailbox-service
ENV VALIJA_SERVICE=$SERVICE PATH=/opt/java/openjdk/bin:/usr/lib/postgresql/18/bin:/usr/local/bin:/usr/bin:/bin
COPY --from=eclipse-temurin:25-jre /opt/java/openjdk /opt/java/openjdk
COPY --from=untrained /usr/local/share/valija /usr/local/share/valija
COPY --from=untrained /usr/local/bin/valija-service /usr/local/bin/
COPY --from=untrained --chown=postgres:postgres /valija /valija
COPY deploy/train /usr/local/bin/valija-train
WORKDIR /valija
USER postgres
RUN valija-train

FROM untrained
COPY --from=trained --chown=valija:valija /valija/*.aot ./
