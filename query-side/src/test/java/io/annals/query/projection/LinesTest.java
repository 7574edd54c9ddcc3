package io.annals.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Keys;
import io.annals.edge.Role;
import io.annals.query.RunningSide;
import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** An answer that comes line by line. */
@Timeout(60)
class LinesTest {
    /** Goes on when its first line has been read. */
    static final class Work {
        private final CountDownLatch read = new CountDownLatch(1);

        @RolesAllowed("ADMINISTRATOR")
        public void tell(HttpServletResponse response) throws IOException {
            Lines.tell(response, JsonMapper.shared(), lines -> {
                lines.say(Map.of("step", 1));
                lines.say(Map.of("read", read.await(20, TimeUnit.SECONDS)));
            });
        }
    }

    @Test
    void each_line_is_on_its_way_while_the_work_goes_on() throws Exception {
        try (RunningSide side = new RunningSide();
                HttpClient http = HttpClient.newHttpClient()) {
            Work work = new Work();
            side.context()
                    .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                    .registerMapping(
                            RequestMappingInfo.paths("/work").build(),
                            work,
                            Work.class.getMethod("tell", HttpServletResponse.class));
            String port = side.context().getEnvironment().getProperty("local.server.port");
            String key = side.context().getBean(Keys.class).ephemeral(new Actor("ada", Role.ADMINISTRATOR));
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/work"))
                    .header("Authorization", "Bearer " + key)
                    .build();

            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).isEqualTo("{\"step\":1}");
                work.read.countDown();
                assertThat(lines.readLine()).isEqualTo("{\"read\":true}");
                assertThat(lines.readLine()).isNull();
            }
        }
    }
}
