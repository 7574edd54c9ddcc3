package io.annals.query.projection;

import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * Which elements of a list that every view of a projection holds.
 *
 * @param list the view's component, such as {@code tasks}
 * @param views which views to look into; the empty filter for all
 * @param fits what an element must be, by its own fields
 */
public record Inside(String list, Bson views, Bson fits) {
    /** Those of them that also fit something else. */
    Inside and(Bson viewsToo, Bson fitsToo) {
        return new Inside(list, Filters.and(views, viewsToo), Filters.and(fits, fitsToo));
    }

    /** The views first, by an index; then their elements one by one. */
    public List<Bson> steps() {
        String path = "view." + list;
        Bson some = Filters.elemMatch(path, fits);
        List<Bson> steps = new ArrayList<>();
        steps.add(Aggregates.match(Filters.and(views, some)));
        steps.add(Aggregates.unwind("$" + path));
        steps.add(Aggregates.replaceRoot("$" + path));
        steps.add(Aggregates.match(fits));
        return steps;
    }
}
