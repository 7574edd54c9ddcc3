package io.annals.query.customer.list;

import com.mongodb.client.MongoDatabase;
import io.annals.edge.Actor;
import io.annals.edge.identities.IdentityKeys;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.Unknown;
import io.annals.edge.roles.ForStaff;
import io.annals.query.customer.list.SavedViews.SavedView;
import io.annals.query.visibility.NotAboutCustomers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A user's own named filters of the list of customers. */
@NotAboutCustomers("a user's own filters, as that user typed them")
@RestController
class SavedViewsEndpoint {
    /** Letters, digits, spaces and a little punctuation, none at the ends. */
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{M}\\p{N} .,&+'()_-]{0,58}[\\p{L}\\p{M}\\p{N}).])?");

    private final SavedViews views;
    private final CustomerQuery query;

    SavedViewsEndpoint(MongoDatabase database, IdentityKeys keys) {
        this.views = new SavedViews(database);
        this.query = new CustomerQuery(keys);
    }

    record SavedViewList(List<SavedView> views) {}

    /** @param filters parameters of {@code GET /customers}, by name: words and what stands in lists; nobody's address or number */
    record SavedViewForm(@Nullable Map<String, @Nullable String> filters) {}

    @GetMapping("/saved-views")
    @ForStaff
    SavedViewList views(@AuthenticationPrincipal Actor actor) {
        return new SavedViewList(views.of(actor.name()));
    }

    @PutMapping("/saved-views/{name}")
    @ForStaff
    SavedView save(@PathVariable String name, @RequestBody SavedViewForm form, @AuthenticationPrincipal Actor actor) {
        if (!NAME.matcher(name).matches()) {
            throw new BadInput("name", "must have 1 to 60 letters, digits, spaces or signs such as - and '");
        }
        Map<String, @Nullable String> filters = form.filters();
        if (filters == null || filters.isEmpty()) {
            throw new BadInput("filters", "must hold one filter at least");
        }
        query.check(filters, actor);
        SavedView view = new SavedView(name, Map.copyOf(filters));
        views.put(actor.name(), view);
        return view;
    }

    @DeleteMapping("/saved-views/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @ForStaff
    void remove(@PathVariable String name, @AuthenticationPrincipal Actor actor) {
        if (!views.remove(actor.name(), name)) {
            throw new Unknown("unknown-saved-view", "There is no saved view of that name.");
        }
    }
}
