package io.annals.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.paging.Pages;
import io.annals.edge.paging.Slice;
import io.annals.query.World;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The law of all lists, against the database itself: whoever is there from the first page to the last is on one of them. */
class PagingTest {
    private static final long SEED = new Random().nextLong();
    private static final int TRIES = 120;

    private static World world;

    @BeforeAll
    static void start() {
        world = new World();
        System.out.println("PagingTest: seed " + SEED);
    }

    @AfterAll
    static void end() {
        world.close();
    }

    /** A list that is changed by chance between any two of its pages. */
    private static final class Moving {
        private final Random chance;
        private final MongoCollection<Document> all;
        private final Keyset order;
        private long position = 1;
        private int born;

        Moving(Random chance, boolean descending) {
            this.chance = chance;
            all = world.database.getCollection("moving");
            all.drop();
            order = new Keyset(List.of("by.value", "_id"), descending);
            int size = chance.nextInt(30);
            for (int i = 0; i < size; i++) {
                all.insertOne(entry("e" + born++));
            }
        }

        /** Few values, so that many are equal; some have none. */
        private Document entry(String id) {
            Object value = switch (chance.nextInt(6)) {
                case 0 -> null;
                case 1 -> new Date(1_000L * chance.nextInt(3));
                default -> new Date(100L * chance.nextInt(50));
            };
            Document by = chance.nextInt(8) == 0 ? null : new Document("value", value);
            return new Document("_id", id).append("by", by).append("position", position);
        }

        private void change() {
            position++;
            List<String> ids = all.distinct("_id", String.class).into(new ArrayList<>());
            String one = ids.isEmpty() || chance.nextInt(5) == 0 ? "e" + born++ : ids.get(chance.nextInt(ids.size()));
            if (chance.nextInt(6) == 0) {
                all.deleteOne(Filters.eq(one));
                gone.add(one);
            } else {
                all.deleteOne(Filters.eq(one));
                all.insertOne(entry(one));
            }
        }

        private final Set<String> gone = new HashSet<>();

        Slice<RawBsonDocument> page(@Nullable Cursor after, int limit) {
            return new Paging(order, Keyset.ascending("_id"))
                    .page(new PageRequest(after, limit), position, (beyond, since, sort, most) -> {
                        Bson changed = since == null ? Filters.empty() : Filters.gt("position", since);
                        return all.find(Filters.and(beyond, changed), RawBsonDocument.class)
                                .sort(sort)
                                .limit(most)
                                .into(new ArrayList<>());
                    });
        }
    }

    @Test
    void whoever_moves_while_a_list_is_paged_is_passed_over_by_no_page() {
        Random chance = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            Moving list = new Moving(chance, chance.nextBoolean());
            Set<String> before = list.all.distinct("_id", String.class).into(new HashSet<>());
            int limit = 1 + chance.nextInt(7);
            Set<String> seen = new HashSet<>();
            Cursor after = null;
            for (int page = 0; ; page++) {
                Slice<RawBsonDocument> read = list.page(after, limit);
                List<String> ids = read.entries().stream()
                        .map(entry -> entry.getString("_id").getValue())
                        .toList();
                assertThat(ids)
                        .as("nobody twice on one page")
                        .doesNotHaveDuplicates()
                        .hasSizeLessThanOrEqualTo(limit);
                seen.addAll(ids);
                if (read.next() == null) {
                    break;
                }
                after = Pages.of(read.next().text(), limit).after();
                for (int changes = chance.nextInt(4); page < 60 && changes > 0; changes--) {
                    list.change();
                }
            }
            before.removeAll(list.gone);
            assertThat(seen).as("seed " + SEED + ", try " + i).containsAll(before);
        }
    }

    @Test
    void a_list_that_nothing_moves_in_is_told_once_and_in_order() {
        Random chance = new Random(SEED);
        for (int i = 0; i < 20; i++) {
            Moving list = new Moving(chance, chance.nextBoolean());
            List<String> expected = list.all
                    .find()
                    .sort(list.order.sort())
                    .map(one -> one.getString("_id"))
                    .into(new ArrayList<>());
            List<String> told = new ArrayList<>();
            Cursor after = null;
            do {
                Slice<RawBsonDocument> read = list.page(after, 1 + chance.nextInt(5));
                read.entries().forEach(entry -> told.add(entry.getString("_id").getValue()));
                after = read.next();
            } while (after != null);

            assertThat(told).as("seed " + SEED).isEqualTo(expected);
        }
    }

    @Test
    void amounts_are_paged_by_their_value() {
        MongoCollection<Document> amounts = world.database.getCollection("amounts");
        for (String amount : List.of("9.5", "10", "100.00", "0", "-1")) {
            amounts.insertOne(new Document("_id", amount).append("top", Decimal128.parse(amount)));
        }
        Keyset order = Keyset.descending("top", "_id");
        Slice<Document> first = order.page(amounts, Filters.empty(), new PageRequest(null, 2), one -> one);
        Slice<Document> second = order.page(amounts, Filters.empty(), new PageRequest(first.next(), 9), one -> one);

        assertThat(first.entries()).extracting(one -> one.getString("_id")).containsExactly("100.00", "10");
        assertThat(second.entries()).extracting(one -> one.getString("_id")).containsExactly("9.5", "0", "-1");
        assertThat(second.next()).isNull();
    }
}
