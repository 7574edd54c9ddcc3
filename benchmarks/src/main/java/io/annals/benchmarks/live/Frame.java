package io.annals.benchmarks.live;

/** What the peers publish: a frame of ours, byte for byte but for its numbers. */
final class Frame {
    private static final String SAMPLE = """
        {"type":"commit","topic":"customer/01a20237-177f-7234-ba02-24a3497906a4","position":1001,"entries":[{"position":1001,\
        "index":0,"at":"2026-11-22T07:44:59.266Z","occurredAt":"2026-11-22T07:44:59.236Z",\
        "customer":"01a20237-177f-7234-ba02-24a3497906a4","family":"contact","kind":"note","type":"contact.NoteTaken",\
        "channel":"desk","direction":"internal","contact":"1d99cc78b7561af8d3c792e9f9b58331","actor":"service",\
        "content":{"text":"measured 00000000","externalId":"c8345903-39f0-439b-a7eb-192bc85f2457"}}]}\
        """;

    private Frame() {}

    static String of(int contact) {
        return SAMPLE.replace("measured 00000000", Arrivals.text(contact));
    }
}
