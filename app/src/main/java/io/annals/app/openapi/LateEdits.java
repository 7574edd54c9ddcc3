package io.annals.app.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;

/** What OpenAPI cannot read off the code: every edit that names a version may come late, and then shows both states. */
@Configuration(proxyBeanMethods = false)
class LateEdits {
    @Bean
    OpenApiCustomizer bothStates() {
        return api -> api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .filter(LateEdits::namesAVersion)
                .forEach(edit -> edit.getResponses().addApiResponse("412", late()));
    }

    private static boolean namesAVersion(Operation operation) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> HttpHeaders.IF_MATCH.equals(parameter.getName()));
    }

    private static ApiResponse late() {
        Schema<?> problem = new ObjectSchema()
                .addProperty("type", new StringSchema().example("urn:annals:problem:stale-version"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema().example(412))
                .addProperty("detail", new StringSchema())
                .addProperty("seen", new IntegerSchema().description("The version that the edit was based on."))
                .addProperty(
                        "current",
                        new ObjectSchema()
                                .description("All that can be edited, as it stands.")
                                .addProperty("version", new IntegerSchema().description("For the next If-Match.")))
                .addProperty("sent", new ObjectSchema().description("What this edit asked for."));
        return new ApiResponse()
                .description("It has been edited since. Nothing is overwritten: both states, to compare.")
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(problem)));
    }
}
