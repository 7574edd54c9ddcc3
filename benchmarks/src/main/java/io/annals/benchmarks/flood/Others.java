package io.annals.benchmarks.flood;

import io.annals.benchmarks.Http;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Those who work at their pace: they look at customers, page through timelines and lists, and write notes. An open loop. */
final class Others {
    private final List<Http> clients;
    private final List<String> customers;
    private final int rate;
    private final AtomicLong count = new AtomicLong();

    /** @param rate of each, a second */
    Others(List<Http> clients, List<String> customers, int rate) {
        this.clients = clients;
        this.customers = customers;
        this.rate = rate;
    }

    /**
     * What they waited for.
     *
     * @param times microseconds
     * @param refused how many were answered by anything but 2xx, or not at all
     */
    record Waited(Histogram times, long refused) {
        double p50() {
            return times.getValueAtPercentile(50) / 1e3;
        }

        double p99() {
            return times.getValueAtPercentile(99) / 1e3;
        }

        String told() {
            return String.format(
                    "p50 %6.1f, p99 %7.1f, %d refused of %,d", p50(), p99(), refused, times.getTotalCount());
        }
    }

    /** Works for so many seconds, and waits for the last answers. */
    Waited during(int seconds) {
        Histogram times = new ConcurrentHistogram(3);
        AtomicLong refused = new AtomicLong();
        List<CompletableFuture<?>> open = new ArrayList<>();
        long apart = TimeUnit.SECONDS.toNanos(1) / ((long) rate * clients.size());
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        for (long due = begun; due < end; due += apart) {
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            long since = due;
            open.add(next().handle((answer, failure) -> {
                times.recordValue(Math.max(1, (System.nanoTime() - since) / 1_000));
                if (failure != null || answer.statusCode() / 100 != 2) {
                    refused.incrementAndGet();
                }
                return null;
            }));
        }
        CompletableFuture.allOf(open.toArray(CompletableFuture[]::new)).join();
        return new Waited(times, refused.get());
    }

    private CompletableFuture<HttpResponse<String>> next() {
        long number = count.getAndIncrement();
        Http client = clients.get((int) (number % clients.size()));
        String customer = customers.get((int) (number * 31 % customers.size()));
        return switch ((int) (number / clients.size() % 4)) {
            case 0 -> client.answer("/customers/" + customer);
            case 1 -> client.answer("/customers/" + customer + "/timeline?limit=20");
            case 2 -> client.answer("/customers?list=latest");
            default -> client.post("/contacts", """
                {"kind":"note","channel":"desk","externalId":"others-%d","occurredAt":"2026-03-02T10:00:00Z",\
                "customer":{"id":"%s"},"content":{"text":"a note"}}\
                """.formatted(number, customer));
        };
    }
}
