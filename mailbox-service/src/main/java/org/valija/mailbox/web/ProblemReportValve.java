package org.valija.mailbox.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;

/** Answers with a problem where Tomcat refuses a request before anything of ours has seen it. Made by Tomcat. */
public final class ProblemReportValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            ProblemWriter.write(response.getResponse(), Refusals.of(HttpStatusCode.valueOf(status), null));
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A refusal could not be told", e);
        }
    }
}
