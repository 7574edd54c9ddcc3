package io.annals.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.encoding.EventEncoding;
import io.annals.query.GivenFact;
import io.annals.query.Stories;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** What holds for every fold, whatever happened. */
@Tag("quick")
class FoldProperties {
    private static final List<Projection<?>> ALL = all();

    @Provide
    Arbitrary<Projection<?>> projections() {
        return Arbitraries.of(ALL);
    }

    /** Wherever a feature has one. */
    private static List<Projection<?>> all() {
        ClassPathScanningCandidateComponentProvider configurations =
                new ClassPathScanningCandidateComponentProvider(false, new StandardEnvironment());
        configurations.addIncludeFilter(new AnnotationTypeFilter(Configuration.class));
        List<Projection<?>> all = new ArrayList<>();
        for (BeanDefinition one : configurations.findCandidateComponents("io.annals.query")) {
            Class<?> type = ClassUtils.resolveClassName(String.valueOf(one.getBeanClassName()), null);
            ReflectionUtils.doWithFields(
                    type,
                    field -> {
                        field.setAccessible(true);
                        all.add((Projection<?>) field.get(null));
                    },
                    field -> field.getType() == Projection.class && Modifier.isStatic(field.getModifiers()));
        }
        assertThat(all).hasSizeGreaterThan(1);
        return all;
    }

    private static List<GivenFact> story(long seed, int length, int commit) {
        return GivenFact.inCommitsOf(commit, Stories.life(Stories.ANN, new Random(seed), length, "s"));
    }

    private static <V> Seen<V> fold(Projection<V> projection, Seen<V> from, List<GivenFact> told) {
        return GivenFact.folded(projection.fold(), from, told);
    }

    private static <V> Seen<V> nothing(Projection<V> projection) {
        return Seen.nothing(projection.fold(), Stories.ANN.toString());
    }

    @Property(tries = 200)
    void a_prefix_seen_twice_changes_nothing(
            @ForAll("projections") Projection<?> projection,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int length,
            @ForAll @IntRange(min = 0, max = 60) int again) {
        seenTwice(projection, story(seed, length, 3), Math.min(again, length));
    }

    private static <V> void seenTwice(Projection<V> projection, List<GivenFact> story, int again) {
        Seen<V> once = fold(projection, nothing(projection), story);

        Seen<V> twice = fold(projection, once, story.subList(0, again));

        assertThat(twice).isEqualTo(once);
    }

    @Property(tries = 200)
    void batches_of_any_size_stored_between_them_make_the_same_view(
            @ForAll("projections") Projection<?> projection,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 60) int length,
            @ForAll @IntRange(min = 1, max = 20) int batch) {
        inBatches(projection, story(seed, length, 3), batch);
    }

    private static <V> void inBatches(Projection<V> projection, List<GivenFact> story, int batch) {
        Seen<V> whole = fold(projection, nothing(projection), story);
        Seen<V> stored = nothing(projection);
        for (int from = 0; from < story.size(); from += batch) {
            Seen<V> next = fold(projection, stored, story.subList(from, Math.min(from + batch, story.size())));
            V read = EventEncoding.fromBson(projection.form(), EventEncoding.toBson(next.view()));
            stored = new Seen<>(next.subject(), next.position(), next.index(), next.parked(), read);
        }

        assertThat(stored).isEqualTo(whole);
        assertThat(EventEncoding.toBson(stored.view())).isEqualTo(EventEncoding.toBson(whole.view()));
    }
}
