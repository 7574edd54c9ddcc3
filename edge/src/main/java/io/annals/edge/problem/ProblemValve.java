package io.annals.edge.problem;

import io.annals.edge.json.JsonForms;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** What Tomcat refuses before the application sees it, such as an address that it cannot decode, as a problem. */
public final class ProblemValve extends ErrorReportValve {
    private static final JsonMapper JSON = JsonForms.mapper();

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            SecureHeaders.on(response::setHeader);
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(JSON.writeValueAsBytes(Problems.ofStatus(HttpStatusCode.valueOf(status))));
            response.finishResponse();
        } catch (IOException | IllegalStateException callerWentAway) {
            container.getLogger().debug("not told", callerWentAway);
        }
    }
}
