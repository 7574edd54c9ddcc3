package io.annals.query.opportunity;

import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.definition.DefinitionEvent.DefinitionActivated;
import io.annals.events.definition.DefinitionEvent.DefinitionDrafted;
import io.annals.events.definition.DefinitionId;
import io.annals.events.opportunity.OpportunityEvent.OpportunityLost;
import io.annals.events.opportunity.OpportunityEvent.OpportunityMoved;
import io.annals.events.opportunity.OpportunityEvent.OpportunityOpened;
import io.annals.events.opportunity.OpportunityEvent.OpportunityWon;
import io.annals.events.opportunity.OpportunityId;
import io.annals.events.opportunity.Pipeline;
import io.annals.query.RunningSide;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Opportunities and the definitions behind them, through the doors of the whole side. */
@Timeout(120)
class OpportunitiesTest {
    private static final CustomerId ANN = customer(1);
    private static final CustomerId BOB = customer(2);
    private static final CustomerId EVE = customer(3);
    private static final OpportunityId ROOF = id(1);
    private static final DefinitionId STANDARD = new DefinitionId("pipeline", Pipeline.STANDARD);
    private static final Actor MANAGER = new Actor("mia", Role.MANAGER);

    private static RunningSide side;
    private static long beforeTheMove;

    private static OpportunityId id(int number) {
        return new OpportunityId(new UUID(5, number));
    }

    private static OpportunityOpened opened(OpportunityId id, CustomerId of, @Nullable String amount, String stage) {
        Money money = amount == null ? null : Money.parse(amount);
        return new OpportunityOpened(
                id, of, Personal.of("Roof of the barn"), money, null, "sam", stage, "standard", 1, "print", day(1));
    }

    @BeforeAll
    static void start() throws Exception {
        side = new RunningSide();
        side.tell(
                "sam",
                registered(ANN, "Ann"),
                registered(BOB, "Bob"),
                registered(EVE, "Eve"),
                new TeamAssigned(ANN, "north", day(1)));
        beforeTheMove = side.tell("sam", opened(ROOF, ANN, "EUR 1000", "new"));
        side.tell("sam", new OpportunityMoved(ROOF, ANN, "new", "proposal", "standard", 1, day(2)));
        side.tell(
                "sam",
                opened(id(2), BOB, "EUR 99.99", "proposal"),
                opened(id(3), BOB, "JPY 7", "ancient"),
                opened(id(4), BOB, null, "new"));
        side.tell("sam", opened(id(5), BOB, "EUR 5", "new"), opened(id(6), EVE, "EUR 5", "new"));
        side.tell(
                "sam",
                new OpportunityWon(id(5), BOB, "new", "won", "standard", 1, day(3)),
                new OpportunityLost(
                        id(6), EVE, "new", "lost", "price", Personal.of("too dear"), "standard", 1, day(3)));
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    private static JsonNode get(String path, Actor actor) throws Exception {
        String at = path + (path.contains("?") ? "&" : "?") + "atLeast=" + side.last();
        return RunningSide.json(side.send("GET", at, actor, ""), 200);
    }

    private static Actor north(Role role) {
        return new Actor("nina", Set.of(role), new Scope.Team("north"), "north", new Grant("key/nina", null));
    }

    private static JsonNode row(JsonNode answer, String stage) {
        return answer.path("sums")
                .valueStream()
                .filter(one -> one.path("stage").asString().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void open_ones_are_listed_with_sums_by_stage_each_currency_by_itself() throws Exception {
        JsonNode all = get("/opportunities", MANAGER);

        assertThat(all.path("total").asLong()).isEqualTo(4);
        JsonNode proposal = row(all, "proposal");
        assertThat(proposal.path("count").asLong()).isEqualTo(2);
        assertThat(proposal.path("probability").asLong()).isEqualTo(50);
        assertThat(proposal.path("amounts").toString())
                .isEqualTo("[{\"amount\":{\"amount\":\"1099.99\",\"currency\":\"EUR\"},"
                        + "\"weighted\":{\"amount\":\"550.00\",\"currency\":\"EUR\"}}]");
        assertThat(row(all, "new").path("amounts")).isEmpty();
        assertThat(row(all, "ancient").path("count").asLong()).isEqualTo(1);
        assertThat(all.path("totals")).hasSize(2);
    }

    @Test
    void they_are_found_by_owner_stage_state_and_customer_and_paged() throws Exception {
        assertThat(get("/opportunities?stage=new", MANAGER).path("total").asLong())
                .isEqualTo(1);
        assertThat(get("/opportunities?state=won", MANAGER).path("total").asLong())
                .isEqualTo(1);
        assertThat(get("/opportunities?owner=me", MANAGER).path("total").asLong())
                .isZero();
        assertThat(get("/opportunities?owner=sam&customer=" + ANN, MANAGER)
                        .path("opportunities")
                        .path(0)
                        .path("stage")
                        .asString())
                .isEqualTo("proposal");
        JsonNode first = get("/opportunities?limit=3", MANAGER);
        JsonNode rest = get(
                "/opportunities?limit=3&cursor="
                        + RunningSide.encoded(first.path("next").asString()),
                MANAGER);
        assertThat(first.path("opportunities")).hasSize(3);
        assertThat(rest.path("opportunities")).hasSize(1);
        assertThat(row(first, "proposal").path("count").asLong())
                .as("sums are of all, not of the page")
                .isEqualTo(2);
    }

    @Test
    void everybody_sees_those_of_their_scope_and_nobody_more_than_their_role_does() throws Exception {
        JsonNode seen = get("/opportunities", north(Role.TECHNICIAN));

        assertThat(seen.path("total").asLong()).isEqualTo(1);
        assertThat(seen.toString()).contains("Roof of the barn").doesNotContain("1000", "amount", "weighted");
        assertThat(get("/opportunities", north(Role.SALES)).path("totals").toString())
                .contains("1000.00");
        assertThat(side.send("GET", "/opportunities/" + id(2), north(Role.SALES), "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get("/opportunities?state=lost", new Actor("max", Role.MARKETING))
                        .toString())
                .contains("\"lossReason\":\"price\"")
                .doesNotContain("too dear");
        assertThat(side.send("GET", "/opportunities", new Actor("till", Role.TILL), "")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_customers_are_told_today_and_as_they_were_and_in_the_timeline() throws Exception {
        String path = "/customers/" + ANN + "/opportunities";
        assertThat(get(path, MANAGER)
                        .path("opportunities")
                        .path(0)
                        .path("stage")
                        .asString())
                .isEqualTo("proposal");
        assertThat(RunningSide.json(side.send("GET", path + "?asOf=" + beforeTheMove, MANAGER, ""), 200)
                        .path("opportunities")
                        .path(0)
                        .path("stage")
                        .asString())
                .isEqualTo("new");
        JsonNode timeline = get("/customers/" + ANN + "/timeline", MANAGER);
        assertThat(RunningSide.texts(timeline.path("entries"), "kind"))
                .contains("opportunity-opened", "opportunity-moved");
    }

    @Test
    void nothing_of_the_erased_is_left() throws Exception {
        CustomerId gone = customer(4);
        side.tell("sam", registered(gone, "Gone"));
        side.tell("sam", opened(id(40), gone, "USD 5", "new"));
        assertThat(get("/opportunities", MANAGER).path("totals").toString()).contains("USD");

        side.erase(gone);

        assertThat(get("/opportunities", MANAGER).path("totals").toString()).doesNotContain("USD");
        assertThat(get("/customers/" + gone + "/opportunities", MANAGER).path("opportunities"))
                .isEmpty();
    }

    @Test
    void definitions_are_read_with_their_schemas_and_versions_today_and_as_they_were() throws Exception {
        JsonNode kinds = RunningSide.json(side.send("GET", "/definitions", north(Role.TECHNICIAN), ""), 200);
        assertThat(kinds.path("kinds").path(0).path("kind").asString()).isEqualTo("pipeline");
        assertThat(kinds.at("/kinds/0/schema/$schema").asString())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");

        String content = Objects.requireNonNull(Pipeline.KIND.first().get(Pipeline.STANDARD));
        DefinitionId partners = new DefinitionId("pipeline", "partners");
        long drafted = side.tell("mia", new DefinitionDrafted(partners, 1, content, "mia", day(1)));
        side.tell("mia", new DefinitionActivated(partners, 1, day(2), null, day(2)));

        JsonNode now = get("/definitions/pipeline/partners", MANAGER);
        assertThat(now.path("effective").asLong()).isEqualTo(1);
        assertThat(now.path("edit").asLong()).isEqualTo(1);
        assertThat(now.at("/versions/0/content/stages/0/id").asString()).isEqualTo("new");
        JsonNode then =
                RunningSide.json(side.send("GET", "/definitions/pipeline/partners?asOf=" + drafted, MANAGER, ""), 200);
        assertThat(then.has("effective")).isFalse();
        assertThat(then.at("/versions/0/status").asString()).isEqualTo("draft");
        assertThat(RunningSide.texts(get("/definitions/pipeline", MANAGER).path("definitions"), "name"))
                .containsExactly("partners", "standard");
        assertThat(side.send("GET", "/definitions/pipeline/nothing", MANAGER, "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(side.send("GET", "/definitions/nothing", MANAGER, "").statusCode())
                .isEqualTo(404);
        assertThat(get("/definitions/" + STANDARD, MANAGER).path("effective").asLong())
                .isEqualTo(1);
    }

    @Test
    void a_definition_is_tried_on_history_by_those_who_see_everybody() throws Exception {
        String content = Objects.requireNonNull(Pipeline.KIND.first().get(Pipeline.STANDARD));
        String body = "{\"content\":" + content + "}";

        JsonNode trial = RunningSide.json(side.send("POST", "/definitions/pipeline/trial", MANAGER, body), 200);

        assertThat(trial.path("complete").asBoolean()).isTrue();
        assertThat(trial.at("/outcome/homeless/ancient").asLong()).isEqualTo(1);
        JsonNode first = trial.at("/outcome/stages/0");
        assertThat(first.path("stage").asString()).isEqualTo("new");
        assertThat(first.path("decided").asLong()).isEqualTo(2);
        assertThat(first.path("observed").asLong()).isEqualTo(50);
        assertThat(side.send("POST", "/definitions/pipeline/trial", north(Role.MANAGER), body)
                        .statusCode())
                .isEqualTo(403);
        JsonNode wrong = RunningSide.json(
                side.send("POST", "/definitions/pipeline/trial", MANAGER, "{\"content\":{\"stages\":7}}"), 422);
        assertThat(wrong.path("field").asString()).startsWith("/content/");
    }
}
