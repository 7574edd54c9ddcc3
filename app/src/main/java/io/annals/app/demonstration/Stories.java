package io.annals.app.demonstration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** All stories that there are, in an order that stays. */
public final class Stories {
    private final List<Story> stories;
    private final Company company;

    Stories(List<Story> stories, Company company) {
        this.stories = stories;
        this.company = company;
    }

    /** Those of all features, about the invented company. */
    public static Stories all() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(Story.class));
        List<Story> found = scan.findCandidateComponents(Stories.class.getPackageName()).stream()
                .map(BeanDefinition::getBeanClassName)
                .sorted(Comparator.nullsLast(Comparator.naturalOrder()))
                .map(name -> (Story) BeanUtils.instantiateClass(ClassUtils.resolveClassName(name, null)))
                .toList();
        return new Stories(found, Company.invented());
    }

    public Company company() {
        return company;
    }

    /** Some story of that customer's, each as often as it wants to be. */
    List<Act> some(Person customer, String id, Instant begins, RandomGenerator random) {
        int which = random.nextInt(stories.stream().mapToInt(Story::share).sum());
        for (Story story : stories) {
            which -= story.share();
            if (which < 0) {
                Scene scene = new Scene(story, company, customer, id, begins, random);
                story.tell(scene);
                return scene.acts();
            }
        }
        throw new IllegalStateException("shares add up to their sum");
    }

    List<Act> welcome(Person customer, String id, Instant begins, RandomGenerator random) {
        List<Act> acts = new ArrayList<>();
        for (Story story : stories) {
            Scene scene = new Scene(story, company, customer, id, begins, random);
            story.welcome(scene);
            acts.addAll(scene.acts());
        }
        return acts;
    }
}
