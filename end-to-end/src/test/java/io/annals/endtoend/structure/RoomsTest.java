package io.annals.endtoend.structure;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysFalse;
import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.annals.query.customer.CustomerSection;
import io.annals.query.customer.CustomerView;
import io.annals.query.live.TopicKind;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom. */
@Tag("quick")
class RoomsTest {
    private static final JavaClasses ANNALS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.annals");

    private static final String[] FRAMEWORKS = {
        "org.springframework..", "org.axonframework..", "com.mongodb..", "org.bson..", "jakarta..", "tools.jackson.."
    };

    @Test
    void what_happened_knows_the_jdk_jspecify_and_money_only() {
        classes()
                .that()
                .resideInAPackage("io.annals.events..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("io.annals.events..", "java..", "org.jspecify..", "org.joda.money.."))
                .check(ANNALS);
    }

    @Test
    void the_log_knows_no_sibling_and_no_axon() {
        noClasses()
                .that()
                .resideInAPackage("io.annals.log")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.annals..", "org.axonframework..", "org.springframework..")
                        .and(not(resideInAnyPackage("io.annals.log"))))
                .check(ANNALS);
    }

    @Test
    void the_adapter_for_axon_knows_the_log_and_no_other_room() {
        noClasses()
                .that()
                .resideInAPackage("io.annals.log.axon..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.annals..").and(not(resideInAnyPackage("io.annals.log.."))))
                .check(ANNALS);
    }

    @Test
    void the_encoding_knows_facts_and_log_and_no_other_room() {
        noClasses()
                .that()
                .resideInAPackage("io.annals.encoding..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.annals..")
                        .and(not(resideInAnyPackage("io.annals.encoding..", "io.annals.events..", "io.annals.log"))))
                .check(ANNALS);
    }

    @Test
    void the_sides_never_see_each_other() {
        noClasses()
                .that()
                .resideInAPackage("io.annals.command..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.annals.query..")
                .check(ANNALS);
        noClasses()
                .that()
                .resideInAPackage("io.annals.query..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.annals.command..")
                .check(ANNALS);
    }

    @Test
    void the_identity_knows_the_edge_and_neither_side_and_neither_side_knows_it() {
        noClasses()
                .that()
                .resideInAPackage("io.annals.access..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.annals.command..", "io.annals.query..", "io.annals.app..")
                .check(ANNALS);
        noClasses()
                .that()
                .resideInAnyPackage("io.annals.command..", "io.annals.query..", "io.annals.edge..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.annals.access..")
                .check(ANNALS);
    }

    @Test
    void the_app_alone_sees_both_sides_and_nobody_sees_the_app() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.annals.app..", "io.annals.benchmarks..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.annals.app..")
                .check(ANNALS);
    }

    @Test
    void features_of_the_command_side_share_events_definitions_and_the_machinery_of_decisions_only() {
        slices().matching("io.annals.command.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        not(resideInAnyPackage("io.annals.command.decision..")),
                        resideInAnyPackage("io.annals.command.decision..", "io.annals.command.policy.."))
                .ignoreDependency(
                        not(resideInAnyPackage("io.annals.command.decision..", "io.annals.command.definition..")),
                        resideInAnyPackage("io.annals.command.definition.."))
                .check(ANNALS);
    }

    @Test
    void features_of_the_query_side_share_events_definitions_the_timeline_projections_and_who_sees_what_only() {
        slices().matching("io.annals.query.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(
                        resideInAnyPackage("io.annals.query.."),
                        resideInAnyPackage(
                                "io.annals.query.cluster..",
                                "io.annals.query.projection..",
                                "io.annals.query.visibility.."))
                .ignoreDependency(
                        resideInAnyPackage("io.annals.query.."), resideInAnyPackage("io.annals.query.timeline.."))
                .ignoreDependency(
                        resideInAnyPackage("io.annals.query.."),
                        type(TopicKind.class).or(assignableTo(TopicKind.class)))
                .ignoreDependency(
                        assignableTo(CustomerSection.class),
                        type(CustomerSection.class).or(type(CustomerView.Identity.class)))
                .ignoreDependency(
                        not(resideInAnyPackage("io.annals.query.projection..", "io.annals.query.visibility..")),
                        resideInAnyPackage("io.annals.query.definition.."))
                .check(ANNALS);
    }

    /** Measurements name whatever they measure. */
    @ParameterizedTest
    @ValueSource(strings = {"definition", "loyalty", "mention", "opportunity", "task"})
    void no_class_outside_a_feature_s_folders_names_it(String feature) {
        noClasses()
                .that(not(resideInAnyPackage("io.annals..%s..".formatted(feature), "io.annals.benchmarks.."))
                        .and(not(named(feature))))
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.annals..%s..".formatted(feature)))
                .check(ANNALS);
    }

    /** Who builds upon another feature: an opportunity upon definitions. */
    private static DescribedPredicate<JavaClass> named(String feature) {
        return switch (feature) {
            case "definition" -> resideInAnyPackage("io.annals..opportunity..");
            default -> alwaysFalse();
        };
    }

    @Test
    void no_package_goes_round_in_a_circle() {
        slices().matching("io.annals.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(resideInAnyPackage("io.annals.benchmarks.."), alwaysTrue())
                .check(ANNALS);
    }

    @Test
    void deciders_and_folds_and_states_know_no_framework_and_no_clock() {
        noClasses()
                .that()
                .haveNameMatching("io\\.annals\\.(command|query)\\..*(Decider|Fold|State|Ledger)(\\$.*)?")
                .should()
                .dependOnClassesThat(resideInAnyPackage(FRAMEWORKS))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .check(ANNALS);
    }

    @Test
    void layers_and_empty_words_are_no_names() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Impl|Utils?|Common|Service|Controller|Repository|Dto)")
                .check(ANNALS);
    }

    @Test
    void nobody_prints_besides_the_program_itself() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.annals.app..", "io.annals.benchmarks..")
                .should()
                .accessField(System.class, "out")
                .check(ANNALS);
    }
}
