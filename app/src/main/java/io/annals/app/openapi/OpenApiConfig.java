package io.annals.app.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What holds for every route (the key, the problems), and what some read from a request past the parameters. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfig {
    private static final String PROBLEM_TYPE = "application/problem+json";
    private static final String PROBLEM = "Problem";
    private static final String KEY = "key";
    private static final String LINES = "application/x-ndjson";
    private static final List<String> PAGES = List.of("/login", "/login/code", "/login/second-factor", "/join");

    @Bean
    OpenApiCustomizer everyRoute() {
        return api -> {
            api.getPaths().remove("/error");
            Components components = api.getComponents();
            components.addSecuritySchemes(
                    KEY, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
            components.addSchemas(PROBLEM, problem());
            api.getPaths()
                    .forEach((path, item) -> item.readOperationsMap()
                            .forEach((method, operation) -> complete(api, path, method, operation)));
            onlyFormsRequire(api);
        };
    }

    private static void complete(OpenAPI api, String path, HttpMethod method, Operation operation) {
        if (PAGES.contains(path)) {
            page(operation);
            return;
        }
        operation.addSecurityItem(new SecurityRequirement().addList(KEY));
        operation
                .getResponses()
                ._default(new ApiResponse()
                        .description("Refused, or done without an answer.")
                        .content(new Content().addMediaType(PROBLEM_TYPE, reference())));
        ApiResponse done = operation.getResponses().get("200");
        if (method == HttpMethod.POST && done != null && done.getContent() != null) {
            operation.getResponses().addApiResponse("201", done);
        }
        strict(api, operation);
        switch (method + " " + path) {
            case "POST /contacts/batch" -> batch(operation);
            case "POST /projections/{name}/rebuild", "POST /log/verification", "POST /log/statistics" ->
                lines(operation, "How far it is, some times a second; at the end what came of it.");
            case "GET /customers" -> lists(operation);
            case "GET /second-factor", "POST /second-factor", "GET /oauth2/consent" -> page(operation);
            case "POST /logout" ->
                operation.setResponses(new ApiResponses()
                        .addApiResponse("204", new ApiResponse().description("Logged out."))
                        .addApiResponse("303", new ApiResponse().description("Logged out, by a form; to the way in."))
                        ._default(operation.getResponses().getDefault()));
            case "GET /asyncapi.yaml" ->
                operation
                        .getResponses()
                        .addApiResponse(
                                "200",
                                new ApiResponse()
                                        .description("AsyncAPI 3.")
                                        .content(content("application/yaml", new Schema<>())));
            default -> {}
        }
    }

    /** For people, also when it refuses; a program that asks for no page gets a problem. */
    private static void page(Operation operation) {
        Content either = content("text/html", new StringSchema()).addMediaType(PROBLEM_TYPE, reference());
        operation.setResponses(new ApiResponses()
                ._default(new ApiResponse().description("A page.").content(either)));
    }

    /** What a form does not know is refused. */
    private static void strict(OpenAPI api, Operation operation) {
        if (operation.getRequestBody() == null) {
            return;
        }
        operation.getRequestBody().getContent().values().stream()
                .map(MediaType::getSchema)
                .filter(Objects::nonNull)
                .map(Schema::get$ref)
                .filter(Objects::nonNull)
                .map(reference -> api.getComponents()
                        .getSchemas()
                        .get(reference.substring(Components.COMPONENTS_SCHEMAS_REF.length())))
                .forEach(form -> form.setAdditionalProperties(false));
    }

    /** What a role may not see is left out of answers, so that nothing of them is there for sure. */
    private static void onlyFormsRequire(OpenAPI api) {
        Map<String, Schema> all = api.getComponents().getSchemas();
        Set<String> forms = new HashSet<>(Set.of(PROBLEM));
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .flatMap(body -> body.getContent().values().stream())
                .forEach(type -> collect(type.getSchema(), all, forms));
        all.forEach((name, schema) -> {
            if (!forms.contains(name)) {
                schema.setRequired(null);
            }
        });
    }

    private static void collect(@Nullable Schema<?> schema, Map<String, Schema> all, Set<String> found) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            String name = schema.get$ref().substring(Components.COMPONENTS_SCHEMAS_REF.length());
            if (found.add(name)) {
                collect(all.get(name), all, found);
            }
        }
        collect(schema.getItems(), all, found);
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> collect(property, all, found));
        }
    }

    private static void batch(Operation batch) {
        Content lines =
                content(LINES, new StringSchema()).addMediaType("text/csv", new MediaType().schema(new StringSchema()));
        batch.requestBody(new RequestBody()
                .description(
                        "Contacts, one a line; the answer has a line for each. Rows of CSV have a header, cells set"
                                + " apart by commas, semicolons or tabs, and the encoding that charset names. Also as"
                                + " gzip.")
                .content(lines));
        lines(batch, "What became of each line.");
    }

    private static void lines(Operation operation, String description) {
        ApiResponse lines = new ApiResponse().description(description).content(content(LINES, new Schema<>()));
        operation.getResponses().addApiResponse("200", lines);
    }

    /** The filters are read as text, so that each is refused by its name; here is what they may be. */
    private static void lists(Operation list) {
        Set<String> others = Set.of("cursor", "limit", "atLeast");
        list.getParameters().removeIf(parameter -> !others.contains(parameter.getName()));
        for (String text : List.of("q", "email", "phone", "card", "externalId", "channel")) {
            list.addParametersItem(query(text, new StringSchema()));
        }
        for (String instant : List.of("contactedAfter", "contactedBefore")) {
            list.addParametersItem(query(instant, new StringSchema().format("date-time")));
        }
        list.addParametersItem(query("list", oneOf("latest", "waiting", "mine", "team")));
        list.addParametersItem(query("sort", oneOf("lastContact", "recency", "frequency", "money")));
        list.addParametersItem(query("order", oneOf("asc", "desc")));
        list.addParametersItem(query("party", oneOf("person", "organisation")));
        list.addParametersItem(query("role", oneOf("customer", "supplier", "partner")));
    }

    private static Parameter query(String name, Schema<?> schema) {
        return new Parameter().in("query").name(name).required(false).schema(schema);
    }

    private static Schema<?> oneOf(String... words) {
        StringSchema schema = new StringSchema();
        Arrays.stream(words).forEach(schema::addEnumItem);
        return schema;
    }

    private static Content content(String type, Schema<?> schema) {
        return new Content().addMediaType(type, new MediaType().schema(schema));
    }

    private static MediaType reference() {
        return new MediaType().schema(new Schema<>().$ref(Components.COMPONENTS_SCHEMAS_REF + PROBLEM));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457; what a rule has to tell is in members of its own.")
                .addProperty("type", new StringSchema().example("urn:annals:problem:bad-input"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("field", new StringSchema().description("The path of the field that is wrong."))
                .required(List.of("type", "title", "status", "detail"));
    }
}
