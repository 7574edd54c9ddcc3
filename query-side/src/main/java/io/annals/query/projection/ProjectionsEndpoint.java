package io.annals.query.projection;

import io.annals.query.visibility.NotAboutCustomers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The projections for those who run them. */
@NotAboutCustomers("how far the views are")
@RestController
class ProjectionsEndpoint {
    private final Projections projections;
    private final JsonMapper json;

    ProjectionsEndpoint(Projections projections, JsonMapper json) {
        this.projections = projections;
        this.json = json;
    }

    record States(List<State> projections) {}

    /** @param parked how many subjects are still set aside */
    record Retried(String name, long parked) {}

    @GetMapping("/projections")
    @RolesAllowed({"AUDITOR", "ADMINISTRATOR"})
    States states() {
        return new States(projections.states());
    }

    /** Lines of {@code {position, head}}, at the end the state of the new generation. */
    @PostMapping("/projections/{name}/rebuild")
    @RolesAllowed("ADMINISTRATOR")
    void rebuild(@PathVariable String name, HttpServletResponse response) throws IOException {
        projections.known(name);
        Lines.tell(response, json, lines -> lines.say(projections.rebuild(name, lines::say)));
    }

    @PostMapping("/projections/{name}/retry")
    @RolesAllowed("ADMINISTRATOR")
    Retried retry(@PathVariable String name) throws InterruptedException {
        return new Retried(name, projections.retry(name));
    }
}
